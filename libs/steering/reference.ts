import type { Baseline, BaselineReading } from './baseline';
import { breakdowns, TOTAL, type CellName } from './cell';
import { decimal, decimalsOf, plain, type Decimal } from './decimal';
import { addsUp, comparesAcrossPeriods, type Measure } from './measure';
import { inYear, isAlike, parsePeriod, yearBefore, yearOf, type Period } from './period';
import type { Entry, Known, Series } from './series';
import type { ReferenceNeed } from './target-kinds';
import type { ReferenceName } from './target-text';
import type { Value } from './entry-value';
import { earlierValue, exactValue } from './value';

/** What an outcome is compared with, and where it came from. */
export interface ReferenceValue {
  readonly exact: Decimal;
  readonly text: string;
  readonly decimals: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly period: Period;
  readonly from: 'measurement' | 'baseline';
  readonly entries: readonly Entry[];
  /** The fact that set the baseline. */
  readonly baseline: Known | null;
}

export interface Comparing {
  readonly series: Series;
  readonly measure: Measure;
  readonly cell: CellName;
  /** The period of the value shown, or the one asked for where nothing is. */
  readonly shown: Period;
  /** The unit's own baselines, the latest first. */
  readonly baselines: readonly (Baseline & { readonly known: Known })[];
}

/** The first that exists: what the text names; the same period last year; the baseline; the latest earlier value. */
export function referenceFor(need: ReferenceNeed, comparing: Comparing): ReferenceValue | null {
  if (need.exact) return at(need.exact, comparing);
  const across = comparesAcrossPeriods(comparing.measure);
  return (
    (need.named && named(need.named, comparing)) ??
    at(yearBefore(comparing.shown), comparing) ??
    baselineFor(comparing) ??
    (across ? earlier(comparing) : null)
  );
}

/** What *change* is measured from: the year a target names, else last year; the same months, or nothing. */
export function changeReference(need: ReferenceNeed | null, comparing: Comparing): ReferenceValue | null {
  const chosen = need?.named && !need.exact ? named(need.named, comparing) : null;
  return chosen && isAlike(chosen.period, comparing.shown) ? chosen : at(yearBefore(comparing.shown), comparing);
}

function named(reference: ReferenceName, comparing: Comparing): ReferenceValue | null {
  switch (reference.of) {
    case 'year':
      return at(inYear(comparing.shown, reference.year), comparing);
    case 'period': {
      const period = parsePeriod(reference.period);
      return period && (comparesAcrossPeriods(comparing.measure) || isAlike(period, comparing.shown)) ? at(period, comparing) : null;
    }
    case 'latest': {
      const value = earlier(comparing);
      return value && (comparesAcrossPeriods(comparing.measure) || isAlike(value.period, comparing.shown)) ? value : null;
    }
    case 'previous-year':
      return at(yearBefore(comparing.shown), comparing);
    case 'baseline':
      return baselineFor(comparing);
  }
}

/** A typed baseline for exactly a reference period serves as its value where no measurement exists. */
function at(period: Period, comparing: Comparing): ReferenceValue | null {
  const { series, measure, cell } = comparing;
  const value = exactValue(series, measure, cell, period);
  return (value && ofValue(value)) ?? baselineAt(period, comparing);
}

function earlier({ series, measure, cell, shown }: Comparing): ReferenceValue | null {
  const value = earlierValue(series, measure, cell, shown);
  return value && ofValue(value);
}

function ofValue(value: Value): ReferenceValue | null {
  const { exact, text, decimals, numerator, denominator, period, entries } = value;
  return exact && { exact, text, decimals, numerator, denominator, period, from: 'measurement', entries, baseline: null };
}

function baselineAt(period: Period, comparing: Comparing): ReferenceValue | null {
  for (const baseline of comparing.baselines) {
    const value = readingAt(baseline, comparing.measure, comparing.cell, period.name);
    if (value) return ofBaseline(value, period, baseline.known);
  }
  return null;
}

/** Another length or place in the year only where the measure compares across periods; like for like goes first. */
function baselineFor(comparing: Comparing): ReferenceValue | null {
  const across = comparesAcrossPeriods(comparing.measure);
  const periods = comparing.baselines
    .flatMap(({ readings }) => readings)
    .flatMap(({ period }) => parsePeriod(period ?? '') ?? [])
    .filter((period) => period.to < comparing.shown.from && (across || isAlike(period, comparing.shown)))
    .toSorted((a, b) => Number(isAlike(b, comparing.shown)) - Number(isAlike(a, comparing.shown)) || b.to - a.to);
  for (const period of periods) {
    const value = baselineAt(period, comparing);
    if (value) return value;
  }
  return null;
}

function ofBaseline(value: string, period: Period, known: Known): ReferenceValue {
  return {
    exact: decimal(value),
    text: value,
    decimals: decimalsOf(value),
    numerator: null,
    denominator: null,
    period,
    from: 'baseline',
    entries: [],
    baseline: known,
  };
}

/** No cell borrows another's; only the T of what adds up is made of its parts. */
function readingAt(baseline: Baseline, measure: Measure, cell: CellName, period: string): string | null {
  const own = (of: CellName): BaselineReading | undefined =>
    baseline.ambiguous.some((place) => place.cell === of && place.period === period)
      ? undefined
      : baseline.readings.find((reading) => reading.cell === of && reading.period === period);
  const found = own(cell);
  if (found || cell !== TOTAL || !addsUp(measure)) return found?.value ?? null;
  for (const parts of breakdowns(measure.cells)) {
    const readings = parts.flatMap((part) => own(part) ?? []);
    if (readings.length === parts.length) return plain(readings.reduce((sum, { value }) => sum.plus(value), decimal(0)));
  }
  return null;
}

/** Part of the year that had come by the same months of the year whose shape a target follows. */
export function shapeOfYear(year: number, { series, measure, cell, shown }: Comparing): Decimal | null {
  const part = exactValue(series, measure, cell, inYear(shown, year))?.exact;
  const whole = exactValue(series, measure, cell, { name: String(year), from: year * 12, to: year * 12 + 11 })?.exact;
  return part && whole && whole.gt(0) && yearOf(shown.from) === yearOf(shown.to) ? part.div(whole) : null;
}
