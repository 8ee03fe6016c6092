import { decimal, decimalsOf, type Decimal } from './decimal';
import type { Spread, Status } from './events';
import { printed, quotient, type Measure } from './measure';
import type { Period } from './period';
import type { Entry } from './series';

/** The value a row shows for a cell: its exact figure, and every edition it was made of. */
export interface Value {
  /** Null for a text measure. */
  readonly exact: Decimal | null;
  readonly text: string;
  readonly decimals: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: Status;
  readonly period: Period;
  /** T made from its parts, a period from others, a total of the units below, or by a formula. */
  readonly derived: boolean;
  readonly entries: readonly Entry[];
  readonly source: string | null;
  readonly note: string | null;
  readonly spread: Spread | null;
}

/** What an entry says. */
export function valueOf(entry: Entry, measure: Measure, period: Period): Value {
  const { numerator, denominator, status, source, note, spread } = entry;
  const exact = exactOf(entry, measure);
  const text = asPrinted(entry, measure) ?? (exact ? printed(measure, exact) : '');
  return {
    exact,
    text,
    decimals: decimalsOf(text),
    numerator,
    denominator,
    status,
    period,
    derived: entry.kind === 'computed',
    entries: [entry],
    source,
    note,
    spread,
  };
}

/** What a formula makes has more digits than anybody prints. */
const asPrinted = ({ kind, value }: Entry, { formula }: Measure): string | null => (kind === 'computed' && formula !== null ? null : value);

/** The exact quotient is judged, not its print. A milestone counts what is done. */
function exactOf({ value, numerator, denominator }: Entry, measure: Measure): Decimal | null {
  if (measure.kind === 'text') return null;
  if (numerator !== null && denominator !== null)
    return measure.kind === 'milestone' ? decimal(numerator) : quotient(measure, numerator, denominator);
  return value === null ? null : decimal(value);
}
