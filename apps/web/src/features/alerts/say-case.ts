import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import { sayQuantity } from '../../language/numbers';
import type { ListedCase } from '../../reading/alert-answers';
import type { MeasureDefinition } from '../../reading/answers';
import { sayCell } from '../../ui/say';

interface Words {
  readonly alerts: TFunction<'alerts'>;
  readonly t: TFunction;
  readonly language: Language;
}

export type Figured = Pick<MeasureDefinition, 'unitOfMeasure' | 'decimals'> & Partial<Pick<MeasureDefinition, 'better'>>;

/** "24,8 %"; what is no figure stays as it was written. */
export function sayFigure(value: string, measure: Figured | undefined, language: Language): string {
  const decimals = measure?.decimals ?? undefined;
  return sayQuantity(value, measure?.unitOfMeasure ?? '', { language, ...(decimals === undefined ? {} : { decimals }) });
}

/** Why there is a case, in one sentence: the figure, what it is held against, and for whom where it is a part of all. */
export function sayReason(one: ListedCase, measure: Figured | undefined, { alerts, t, language }: Words): string {
  const { cell, value, target, targetText, state, byCorrection, kind } = one;
  if (one.carriedOver) return alerts('reason.carried-over');
  if (value === null) return alerts(kind === 'report-missing' ? 'reason.report-missing' : 'reason.missing');
  const written = targetText === null ? alerts('aim') : alerts('aimText', { text: targetText });
  const aim = target === null ? written : sayFigure(target, measure, language);
  const words = { value: sayFigure(value, measure, language), aim };
  const ended = byCorrection ? 'corrected' : 'resolved';
  // A figure that is to fall does not fall short of its target.
  const found = kind === 'target-missed' && measure?.better === 'lower' ? 'target-missed-lower' : kind;
  const sentence = alerts(`reason.${state === 'resolved' ? ended : found}`, words);
  if (cell === null || cell === 'T') return sentence;
  return `${sayCell(cell, t)}: ${sentence.charAt(0).toLocaleLowerCase(language)}${sentence.slice(1)}`;
}

const DAY_MS = 86_400_000;

/** "i dag", "för 12 dagar sedan": whole days, as the calendar of the reader has them. */
export function sayAge(at: string, language: Language, now = new Date()): string {
  const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(new Date(at))) / DAY_MS);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
}
