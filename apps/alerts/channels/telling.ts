import type { Figures } from '@styrbord/alerting/events';
import { BECAUSE } from '@styrbord/alerting/sentence';
import { swedish } from '@styrbord/steering/decimal';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { OutboxItem } from '../outbox';
import { barsOf } from './bars';

/** What a message calls things, and where it leads. */
export interface Naming {
  readonly unit: (id: string) => string;
  readonly measure: (id: string) => { readonly name: string; readonly unitOfMeasure: string };
  readonly rule: (id: string) => string;
  /** The page of a measure at a unit and period. */
  readonly address: (item: Pick<OutboxItem, 'unit' | 'period' | 'measure'>) => string;
}

/** A notice in plain Swedish, whatever it is sent by. */
export interface Told {
  readonly head: string;
  readonly outcome: string;
  /** That it was found afterwards; null where it was not. */
  readonly afterwards: string | null;
  /** The periods up to this one; null where there is nothing to compare. */
  readonly course: { readonly bars: string; readonly text: string } | null;
  readonly why: string;
  readonly address: string;
}

/** A message is read, not scrolled: what is over is counted. */
export const TOLD_MAX = 50;

const WRITTEN = 'Det är skrivet av Styrbord; ingen läser svar på det.';
export const MAILBOX_SIGNATURE = `Ni får detta eftersom ingen är utpekad som ansvarig. ${WRITTEN}`;
export const PERSON_SIGNATURE = `Du får detta eftersom du ansvarar, ersätter den som ansvarar, eller prenumererar. När och vad du får ändrar du under Mina aviseringar. ${WRITTEN}`;

const KINDS: Readonly<Record<OutboxItem['kind'], string>> = {
  breached: '',
  flapping: ' (växlar)',
  escalated: ' – ingen har kvitterat',
  resolved: ' – löst',
  'resolved-by-correction': ' – löst genom rättelse',
};

/** `values`: what the cell came to up to now, the oldest first. */
export function toldOf(item: OutboxItem, values: readonly (string | null)[], naming: Naming): Told {
  const { figures, before, corrected, retroactive, because } = item;
  const { name, unitOfMeasure } = naming.measure(item.measure);
  const now = said(figures, unitOfMeasure);
  return {
    head: oneLine(`${naming.rule(item.rule)}${KINDS[item.kind]}: ${name}, ${naming.unit(item.unit)}, ${sayPeriod(item.period, 'sv')}`),
    outcome: oneLine(
      corrected && before
        ? `${said(before, unitOfMeasure)} rättades till ${now}. Orsak: ${corrected.reason ?? 'ingen angiven'} (av ${corrected.by}).`
        : `Utfall ${now}.`,
    ),
    afterwards:
      retroactive && item.kind !== 'resolved-by-correction' ? 'Gäller i efterhand: perioden låg bakom, eller värdet är rättat.' : null,
    course: courseOf(values, unitOfMeasure),
    why: oneLine(`Varför nu: ${BECAUSE[because].sv}.`),
    address: naming.address(item),
  };
}

/** What a message of several is called. */
export function subjectOf(told: readonly Told[], count: number): string {
  const [only] = told;
  return count === 1 && only ? only.head : `Styrbord: ${count} aviseringar`;
}

/** What is left of a message that tells of more than it shows; null where nothing is. */
export const restOf = (told: readonly Told[], count: number): string | null =>
  count > told.length ? `… och ${count - told.length} till; se inkorgen.` : null;

function courseOf(values: readonly (string | null)[], unitOfMeasure: string): Told['course'] {
  const bars = barsOf(values);
  const known = values.flatMap((value) => value ?? []);
  const [first, last] = [known[0], known.at(-1)];
  if (bars === null || first === undefined || last === undefined) return null;
  return { bars, text: oneLine(`${values.length} perioder, från ${withUnit(first, unitOfMeasure)} till ${withUnit(last, unitOfMeasure)}`) };
}

function said({ value, target, targetText, cell }: Figures, unitOfMeasure: string): string {
  const figure = value === null ? 'saknas' : withUnit(value, unitOfMeasure);
  const of = cell === null || cell === 'T' ? '' : ` (${cell})`;
  const level = target === null ? null : withUnit(target, unitOfMeasure);
  const aim = targetText ?? level;
  // "Öka" says nothing without what is to be passed.
  const from = level !== null && targetText !== null && !/\d/.test(targetText) ? `, jämfört med ${level}` : '';
  return `${figure}${of}${aim === null ? '' : `, mål ${aim}${from}`}`;
}

const withUnit = (value: string, unit: string): string =>
  `${/^-?\d+(\.\d+)?$/.test(value) ? swedish(value) : value}${unit === '' ? '' : ` ${unit}`}`;

/** Names and reasons are what people wrote: none of them begins a line of its own. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
