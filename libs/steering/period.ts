/** `2022`, `2022-H1`, `2022-T1`, `2022-Q1`, `2022-04`, or `2022-01..2022-08`. An interval equal to a named one bears that name. */
export type PeriodName = string;

/** A month counted from year 0: `2022-04` is 2022 × 12 + 3. */
export type Month = number;

/** Whole months, both ends included. */
export interface Period {
  readonly name: PeriodName;
  readonly from: Month;
  readonly to: Month;
}

export type Rhythm = 'month' | 'quarter' | 'tertial' | 'half-year' | 'year';
export const RHYTHMS: readonly Rhythm[] = ['month', 'quarter', 'tertial', 'half-year', 'year'];

export const RHYTHM_MONTHS: Record<Rhythm, number> = { month: 1, quarter: 3, tertial: 4, 'half-year': 6, year: 12 };
const LETTER: Record<string, { months: number; count: number }> = {
  H: { months: 6, count: 2 },
  T: { months: 4, count: 3 },
  Q: { months: 3, count: 4 },
};
const LETTERS = Object.entries(LETTER);
const NAMED = /^((?:19|20|21)\d\d)(?:-(?:([HTQ])([1-4])|(\d\d)))?$/;

/** A reading asks for the same few names over and over. */
const READ_MAX = 10_000;
const read = new Map<string, Period | null>();

/** Null for what is no period: `2022-T4`, `2022-13`, `2022-08..2022-01`. */
export function parsePeriod(text: string): Period | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size >= READ_MAX) read.clear();
  const found = periodIn(text);
  read.set(text, found);
  return found;
}

function periodIn(text: string): Period | null {
  const [first, last, more] = text.split('..');
  if (more !== undefined || first === undefined) return null;
  if (last === undefined) return named(first);
  const from = parseMonth(first);
  const to = parseMonth(last);
  return from === null || to === null || from > to ? null : period(from, to);
}

function named(text: string): Period | null {
  const match = NAMED.exec(text);
  if (!match) return null;
  const january = Number(match[1]) * 12;
  if (match[4] !== undefined) {
    const month = Number(match[4]);
    return month >= 1 && month <= 12 ? period(january + month - 1, january + month - 1) : null;
  }
  if (match[2] === undefined) return period(january, january + 11);
  const letter = LETTER[match[2]];
  const place = Number(match[3]);
  if (!letter || place > letter.count) return null;
  const from = january + (place - 1) * letter.months;
  return period(from, from + letter.months - 1);
}

/** `2022-04` as a month; null for anything else. */
export function parseMonth(text: string): Month | null {
  const found = /^\d{4}-\d\d$/.test(text) ? named(text) : null;
  return found && found.from === found.to ? found.from : null;
}

export function period(from: Month, to: Month): Period {
  return { name: nameOf(from, to), from, to };
}

function nameOf(from: Month, to: Month): PeriodName {
  const year = yearOf(from);
  const start = from % 12;
  const length = to - from + 1;
  if (length === 1) return monthName(from);
  if (length === 12 && start === 0) return String(year);
  for (const [letter, { months }] of LETTERS) {
    if (length === months && start % months === 0) return `${year}-${letter}${start / months + 1}`;
  }
  return `${monthName(from)}..${monthName(to)}`;
}

export function monthName(month: Month): string {
  return `${yearOf(month)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

export function yearOf(month: Month): number {
  return Math.floor(month / 12);
}

export function monthsIn({ from, to }: Period): number {
  return to - from + 1;
}

/** Like for like: the same months of another year. */
export function inYear({ from, to }: Period, year: number): Period {
  const shift = (year - yearOf(from)) * 12;
  return period(from + shift, to + shift);
}

export function yearBefore(of: Period): Period {
  return inYear(of, yearOf(of.from) - 1);
}

export function wholeYear(year: number): Period {
  return period(year * 12, year * 12 + 11);
}

export function contains(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Same length and same place in the year. */
export function isAlike(a: Period, b: Period): boolean {
  return monthsIn(a) === monthsIn(b) && (a.from - b.from) % 12 === 0;
}

/** The month of a date `2022-04-30`. */
export function monthOfDate(date: string): Month {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

const DAY_MS = 86_400_000;

export function dayBefore(date: string): string {
  return new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);
}

/** Whether the period was over on that date (local, `YYYY-MM-DD`). */
export function hasEnded(of: Period, today: string): boolean {
  return of.to < monthOfDate(today);
}

export function endsRhythm(of: Period, rhythm: Rhythm): boolean {
  return (of.to + 1) % RHYTHM_MONTHS[rhythm] === 0;
}

/** The report a period belongs to: January–April, January–August, the year. T2 and T3 are tertials, not reports. */
export type Report = 'DÅ04' | 'DÅ08' | 'ÅR';
export const REPORTS: readonly Report[] = ['DÅ04', 'DÅ08', 'ÅR'];

export function reportOf(of: Period): Report | null {
  if (of.from % 12 !== 0) return null;
  return ({ 4: 'DÅ04', 8: 'DÅ08', 12: 'ÅR' } as const)[monthsIn(of)] ?? null;
}
