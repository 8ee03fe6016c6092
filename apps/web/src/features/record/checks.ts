import { readNumber } from '../../language/numbers';

/** What a reporter has typed for one cell. */
export interface Entry {
  readonly by: 'value' | 'ratio';
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
}

/** What is known about the cell beforehand. */
export interface Known {
  readonly kind: string;
  /** The latest earlier value, as a decimal string. */
  readonly last: string | null;
  readonly replacesFinal: boolean;
}

export type CheckCode =
  | 'not-a-number'
  | 'whole-number'
  | 'negative-count'
  | 'above-hundred'
  | 'numerator-above-denominator'
  | 'denominator-zero'
  | 'both-needed'
  | 'far-from-last'
  | 'far-below-last'
  | 'reason-needed';

export type Figures = { readonly value: string } | { readonly numerator: number; readonly denominator: number };

export interface Checked {
  readonly figures: Figures | null;
  /** The value as it will stand, for saying it back. */
  readonly value: string | null;
  readonly error: CheckCode | null;
  /** Possible, but unusual enough to be asked about: how many times more, or less, than the last value. */
  readonly doubt: { readonly code: 'far-from-last' | 'far-below-last'; readonly times: number } | null;
}

/** From here on a change is asked about: four times last time's value is more often a slip than a change. */
const FAR = 4;
/** Digits kept of a quotient that is only shown; the server judges the exact one. */
const QUOTIENT_DIGITS = 4;

const EMPTY: Checked = { figures: null, value: null, error: null, doubt: null };

/** Checks as one types. The server checks again: this is for the person's sake, not for safety. */
export function check(entry: Entry, known: Known): Checked {
  return entry.by === 'ratio' ? checkRatio(entry, known) : checkValue(entry, known);
}

function checkValue({ value: typed }: Entry, known: Known): Checked {
  if (typed.trim() === '') return EMPTY;
  const value = readNumber(typed);
  if (value === null) return wrong('not-a-number');
  if (known.kind === 'count' && value.includes('.')) return wrong('whole-number');
  if ((known.kind === 'count' || known.kind === 'share') && value.startsWith('-')) return wrong('negative-count');
  if (known.kind === 'share' && Number(value) > 100) return wrong('above-hundred');
  return { figures: { value }, value, error: null, doubt: doubtOf(Number(value), known.last) };
}

function checkRatio(entry: Entry, known: Known): Checked {
  if (entry.numerator.trim() === '' && entry.denominator.trim() === '') return EMPTY;
  if (entry.numerator.trim() === '' || entry.denominator.trim() === '') return wrong('both-needed');
  const numerator = readNumber(entry.numerator);
  const denominator = readNumber(entry.denominator);
  if (numerator === null || denominator === null) return wrong('not-a-number');
  if (/[.-]/.test(numerator + denominator)) return wrong('whole-number');
  if (Number(denominator) === 0) return wrong('denominator-zero');
  if (BigInt(numerator) > BigInt(denominator)) return wrong('numerator-above-denominator');
  const share = (Number(numerator) / Number(denominator)) * 100;
  return {
    figures: { numerator: Number(numerator), denominator: Number(denominator) },
    value: String(Number(share.toFixed(QUOTIENT_DIGITS))),
    error: null,
    doubt: doubtOf(share, known.last),
  };
}

function doubtOf(value: number, last: string | null): Checked['doubt'] {
  const before = Number(last ?? 0);
  if (!(before > 0) || !(value > 0)) return null;
  if (value >= before * FAR) return { code: 'far-from-last', times: Math.round(value / before) };
  if (value * FAR <= before) return { code: 'far-below-last', times: Math.round(before / value) };
  return null;
}

function wrong(error: CheckCode): Checked {
  return { ...EMPTY, error };
}
