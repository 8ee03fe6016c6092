import type { TFunction } from 'i18next';
import { parsePeriod, yearOf } from '@styrbord/steering/period';
import type { Cell, Change, Row, Verdict } from '@styrbord/steering/scorecard';
import type { Language } from '../language/language';
import { sayNumber, sayQuantity } from '../language/numbers';
import { sayPeriod } from '../language/periods';

/** How things of a scorecard are put in words, the same everywhere. */
export type Light = 'met' | 'onTrack' | 'near' | 'missed' | 'none';

const DECEMBER = 11;

/** A met year-total is "i fas" until the year has ended. */
export function lightOf(verdict: Verdict, cell: Cell | undefined, period: string): Light {
  if (verdict.result !== 'met') return verdict.result;
  const ending = parsePeriod(period);
  const open = ending !== null && ending.to - yearOf(ending.to) * 12 < DECEMBER;
  return open && cell?.path ? 'onTrack' : 'met';
}

/** The cell a row is judged by when it has no T: any cell tells whether there is a path. */
export function leadingCell(row: Row): Cell | undefined {
  return row.cells['T'] ?? row.cells[row.reported[0] ?? 'T'];
}

export function sayCell(cell: string, t: TFunction): string {
  if (cell === 'T' || cell === 'K' || cell === 'M') return t(`cell.${cell}`);
  const both = /^([KM])\/(.+)$/.exec(cell);
  if (both) return t(both[1] === 'K' ? 'cell.women' : 'cell.men', { age: both[2] });
  if (/^\d/.test(cell)) return t('cell.age', { age: cell });
  return cell.replaceAll('-', ' ');
}

export function sayOutcome(value: string, row: Pick<Row, 'unitOfMeasure' | 'decimals'>, language: Language): string {
  return sayQuantity(value, row.unitOfMeasure, { language, decimals: row.decimals });
}

export interface ChangeWords {
  readonly word: string;
  /** "−1,3 % (−5,8 … +3,5)" */
  readonly figures: string | null;
  readonly against: string;
}

export function sayChange(change: Change, row: Row, { t, language }: { t: TFunction; language: Language }): ChangeWords {
  const { reference, interval, result } = change;
  const against = t('change.against', { period: sayPeriod(reference.period, language), value: sayOutcome(reference.value, row, language) });
  if (!interval) {
    const word = result === 'better' ? t('change.signBetter') : result === 'worse' ? t('change.signWorse') : t('change.signNone');
    return { word, figures: null, against };
  }
  const number = (value: string, sign: boolean) => sayNumber(value, { language, decimals: 1, sign });
  const unit = interval.unit === '%' ? '%' : t('change.points');
  return {
    word: t(`change.${result}`),
    figures: `${number(interval.change, true)}\u00a0${unit} (${number(interval.lower, true)} … ${number(interval.upper, true)})`,
    against,
  };
}
