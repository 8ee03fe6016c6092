import { breakdowns, TOTAL, type CellName } from './cell';
import { decimal, decimalsOf, plain, type Decimal } from './decimal';
import type { Spread, Status } from './events';
import { addsUp, printed, quotient, type Measure } from './measure';
import { contains, parsePeriod, type Period } from './period';
import { currentEntry, type Entry, type Series } from './series';

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
  /** T made from its parts, or a period from its sub-periods. */
  readonly derived: boolean;
  readonly entries: readonly Entry[];
  readonly source: string | null;
  readonly note: string | null;
  readonly spread: Spread | null;
}

/**
 * The value of exactly the period; else the sub-periods that cover it, aggregated; else, where the measure does not
 * cumulate, the latest whose period lies inside it. T without a value of its own is made of one complete breakdown.
 */
export function shownValue(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  const latest = (of: CellName): Value | null =>
    ownValue(series, measure, of, period) ?? (measure.cumulates ? null : latestWithin(series, measure, of, period));
  return latest(cell) ?? derivedTotal(measure, cell, latest);
}

/** The value of exactly the period, or of the sub-periods that cover it: what may serve as a reference. */
export function exactValue(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  const own = (of: CellName): Value | null => ownValue(series, measure, of, period);
  return own(cell) ?? derivedTotal(measure, cell, own);
}

/** The value that was recorded for exactly the period and cell, nothing made of others. */
export function recordedValue(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  const entry = currentEntry(series, cell, period.name);
  return entry && valueOf(entry, measure, period);
}

/** The latest value that had ended when the period began. */
export function earlierValue(series: Series, measure: Measure, cell: CellName, before: Period): Value | null {
  const own = (of: CellName): Value | null => latestOf(series, measure, of, (period) => period.to < before.from);
  return own(cell) ?? derivedTotal(measure, cell, own);
}

function ownValue(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  const entry = currentEntry(series, cell, period.name);
  return entry ? valueOf(entry, measure, period) : aggregated(series, measure, cell, period);
}

function latestWithin(series: Series, measure: Measure, cell: CellName, outer: Period): Value | null {
  return latestOf(series, measure, cell, (period) => contains(outer, period));
}

function latestOf(series: Series, measure: Measure, cell: CellName, fits: (period: Period) => boolean): Value | null {
  const best = recordedPeriods(series, cell)
    .filter(fits)
    .reduce<Period | null>(
      (latest, period) =>
        latest === null || period.to > latest.to || (period.to === latest.to && period.from < latest.from) ? period : latest,
      null,
    );
  const entry = best ? currentEntry(series, cell, best.name) : null;
  return best && entry ? valueOf(entry, measure, best) : null;
}

function recordedPeriods(series: Series, cell: CellName): Period[] {
  return Object.keys(series.cells[cell] ?? {}).flatMap((name) => {
    const period = currentEntry(series, cell, name) ? parsePeriod(name) : null;
    return period ? [period] : [];
  });
}

function valueOf(entry: Entry, measure: Measure, period: Period): Value {
  const { numerator, denominator, status, source, note, spread } = entry;
  const exact = exactOf(entry, measure);
  const text = entry.value ?? (exact ? printed(measure, exact) : '');
  return {
    exact,
    text,
    decimals: decimalsOf(text),
    numerator,
    denominator,
    status,
    period,
    derived: false,
    entries: [entry],
    source,
    note,
    spread,
  };
}

/** The exact quotient is judged, not its print. A milestone counts what is done. */
function exactOf({ value, numerator, denominator }: Entry, measure: Measure): Decimal | null {
  if (measure.kind === 'text') return null;
  if (numerator !== null && denominator !== null)
    return measure.kind === 'milestone' ? decimal(numerator) : quotient(measure, numerator, denominator);
  return value === null ? null : decimal(value);
}

/** Sub-periods that cover the period without overlap, made one by the measure's rule over time. */
function aggregated(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  if (measure.overTime === 'none' || measure.kind === 'text') return null;
  const parts = cover(
    recordedPeriods(series, cell).filter((part) => contains(period, part)),
    period,
  );
  const values = parts?.flatMap((part) => {
    const entry = currentEntry(series, cell, part.name);
    return entry ? [valueOf(entry, measure, part)] : [];
  });
  if (!values || values.length < 2) return null;
  return combined(values, measure, period, measure.overTime);
}

/** The fewest periods that tile the whole, from its first month on. */
function cover(parts: readonly Period[], whole: Period): Period[] | null {
  const tile = (from: number): Period[] | null => {
    if (from > whole.to) return [];
    const starting = parts.filter((part) => part.from === from).toSorted((a, b) => b.to - a.to);
    for (const part of starting) {
      const rest = tile(part.to + 1);
      if (rest) return [part, ...rest];
    }
    return null;
  };
  return tile(whole.from);
}

function derivedTotal(measure: Measure, cell: CellName, own: (cell: CellName) => Value | null): Value | null {
  if (cell !== TOTAL || measure.kind === 'text') return null;
  for (const parts of breakdowns(measure.cells)) {
    const values = parts.map(own);
    const first = values[0];
    if (!first || !values.every((value): value is Value => value !== null && value.period.name === first.period.name)) continue;
    const total = combined(values, measure, first.period, addsUp(measure) ? 'sum' : 'ratio-of-sums');
    if (total) return total;
  }
  return null;
}

/** One value of several. A ratio is made of sums, never a mean of means; without every denominator there is none. */
function combined(values: readonly Value[], measure: Measure, period: Period, rule: Measure['overTime']): Value | null {
  const last = values[values.length - 1];
  if (!last) return null;
  const numerator = sumOf(values.map((value) => value.numerator));
  const denominator = sumOf(values.map((value) => value.denominator));
  const exact = combine(values, measure, rule, numerator, denominator);
  if (!exact) return null;
  const decimals = Math.max(...values.map((value) => value.decimals));
  const text = rule === 'sum' || rule === 'last' ? plain(exact) : printed(measure, exact);
  const status: Status = values.some((value) => value.status === 'preliminary') ? 'preliminary' : 'final';
  const quotientMade = rule === 'ratio-of-sums' || rule === 'weighted-mean';
  return {
    exact,
    text,
    decimals: quotientMade ? decimalsOf(text) : decimals,
    numerator: quotientMade ? numerator : null,
    denominator: quotientMade ? denominator : null,
    status,
    period,
    derived: true,
    entries: values.flatMap(({ entries }) => entries),
    source: last.source,
    note: null,
    spread: null,
  };
}

function combine(
  values: readonly Value[],
  measure: Measure,
  rule: Measure['overTime'],
  numerator: number | null,
  denominator: number | null,
): Decimal | null {
  const figures = values.flatMap(({ exact }) => (exact ? [exact] : []));
  if (figures.length !== values.length) return null;
  const sum = figures.reduce((total, figure) => total.plus(figure), decimal(0));
  switch (rule) {
    case 'sum':
      return sum;
    case 'last':
      return figures[figures.length - 1] ?? null;
    case 'mean':
      return sum.div(figures.length);
    case 'ratio-of-sums':
    case 'weighted-mean':
      return numerator === null || denominator === null ? null : quotient(measure, numerator, denominator);
    case 'none':
      return null;
  }
}

function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((total, number) => (total === null || number === null ? null : total + number), 0);
}
