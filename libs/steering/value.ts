import { breakdowns, TOTAL, type CellName } from './cell';
import { valueOf, type Value } from './entry-value';
import { addsUp, type Measure } from './measure';
import { combined, isMadeOverTime, madeOfEqualParts, madeOverTime, mostCovered } from './over-time';
import { contains, monthsIn, parsePeriod, type Period } from './period';
import { currentEntry, type Series } from './series';

/**
 * The value of exactly the period; else the sub-periods that cover it, aggregated; else, where the measure does not
 * cumulate, the latest whose period lies inside it. T without a value of its own is made of one complete breakdown.
 */
export function shownValue(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  if (series.isHidden?.(cell, period)) return null;
  const latest = (of: CellName): Value | null =>
    ownValue(series, measure, of, period) ?? (measure.cumulates ? null : latestWithin(series, measure, of, period));
  return latest(cell) ?? derivedTotal(measure, cell, latest);
}

/** The value of exactly the period, or of the sub-periods that cover it: what may serve as a reference. */
export function exactValue(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  if (series.isHidden?.(cell, period)) return null;
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
  return entry ? valueOf(entry, measure, period) : overTime(series, measure, cell, period);
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

/** Made of what was recorded for other periods, by the measure's rule over time; a formula is read in each period by itself. */
function overTime(series: Series, measure: Measure, cell: CellName, period: Period): Value | null {
  const valueIn = (of: Period): Value | null => {
    const entry = currentEntry(series, cell, of.name);
    return entry && !(entry.kind === 'computed' && measure.formula !== null) ? valueOf(entry, measure, of) : null;
  };
  const made = series.ofEqualParts ? madeOfEqualParts : madeOverTime;
  return made(recordedPeriods(series, cell), valueIn, measure, period);
}

/** How much of a period its recorded parts cover, and what they come to. Null where they cover it, or there are none. */
export function partlyValue(series: Series, measure: Measure, cell: CellName, period: Period): PartlyValue | null {
  if (exactValue(series, measure, cell, period)) return null;
  const parts = mostCovered(recordedPeriods(series, cell), period).flatMap((part) => {
    const entry = currentEntry(series, cell, part.name);
    return entry ? [valueOf(entry, measure, part)] : [];
  });
  if (parts.length === 0 || !isMadeOverTime(measure)) return null;
  return { months: parts.reduce((sum, part) => sum + monthsIn(part.period), 0), value: combined(parts, measure, period, measure.overTime) };
}

export interface PartlyValue {
  readonly months: number;
  /** Null where the rule cannot make one of the parts. */
  readonly value: Value | null;
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
