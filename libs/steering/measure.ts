import { breakdownOf, TOTAL, type CellName } from './cell';
import { decimal, rounded, type Decimal } from './decimal';
import { endsRhythm, reportOf, type Period, type Report, type Rhythm } from './period';
import type { Name } from './scorecard';

export const MEASURE_KINDS = ['count', 'share', 'mean', 'index', 'amount', 'milestone', 'text'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];
export const BETTER = ['higher', 'lower', 'neutral'] as const;
export type Better = (typeof BETTER)[number];
export const AGGREGATIONS = ['sum', 'ratio-of-sums', 'weighted-mean', 'mean', 'last', 'none'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** Own units, private ones, or the units named with everything below them. */
export type PopulationUnits = 'own' | 'private' | readonly string[];

/** A measure (styrmått) as defined: domain terms of docs/GLOSSARY.md, every member present. */
export interface Measure {
  readonly id: string;
  readonly name: Name;
  readonly kind: MeasureKind;
  readonly unitOfMeasure: string;
  /** Digits shown; values are kept exact. */
  readonly decimals: number | null;
  readonly better: Better;
  readonly overUnits: Aggregation;
  readonly overTime: Aggregation;
  readonly cumulates: boolean;
  readonly cells: readonly CellName[];
  readonly rhythm: Rhythm | null;
  readonly reports: readonly Report[];
  readonly definition: Name | null;
  readonly population: Name | null;
  /** Whose values a total over units is made of; without it, every unit's below. The name of a group is `population`. */
  readonly populationUnits?: PopulationUnits;
  /** Fewer people than this, and more than nobody, are shown to those alone who may see them; without it, everything is shown. */
  readonly suppressBelow?: number;
  readonly companionOf: string | null;
  readonly source: string | null;
  readonly owner: string | null;
  /** How far behind its source is, in words: "DÅ08 2022 shows 2021 against 2020". */
  readonly lag: string | null;
  readonly process: { readonly baselinePoints: number | null; readonly screen: boolean } | null;
  readonly formula: string | null;
  /** A changed definition holds from this date. */
  readonly from: string | null;
}

/** `populationUnits` may be one unit's id as well. */
export type MeasureGiven = Pick<Measure, 'id' | 'name' | 'kind'> &
  Partial<Omit<Measure, 'populationUnits' | 'suppressBelow'>> & {
    readonly populationUnits?: string | readonly string[] | null;
    readonly suppressBelow?: number | null;
  };

const NATURAL: Record<MeasureKind, { overUnits: Aggregation; overTime: Aggregation }> = {
  count: { overUnits: 'sum', overTime: 'sum' },
  share: { overUnits: 'ratio-of-sums', overTime: 'ratio-of-sums' },
  mean: { overUnits: 'weighted-mean', overTime: 'none' },
  index: { overUnits: 'none', overTime: 'last' },
  amount: { overUnits: 'sum', overTime: 'sum' },
  milestone: { overUnits: 'none', overTime: 'last' },
  text: { overUnits: 'none', overTime: 'last' },
};

/** Fills in what a definition leaves to its kind. A share is always ratio of sums over units. */
export function completeMeasure(given: MeasureGiven): Measure {
  const natural = NATURAL[given.kind];
  return {
    id: given.id,
    name: given.name,
    kind: given.kind,
    unitOfMeasure: given.unitOfMeasure ?? (given.kind === 'share' ? '%' : ''),
    decimals: given.decimals ?? null,
    better: given.better ?? 'neutral',
    overUnits: given.kind === 'share' ? 'ratio-of-sums' : (given.overUnits ?? natural.overUnits),
    overTime: given.overTime ?? natural.overTime,
    cumulates: given.cumulates ?? false,
    cells: given.cells && given.cells.length > 0 ? given.cells : [TOTAL],
    rhythm: given.rhythm ?? null,
    reports: given.reports ?? [],
    definition: given.definition ?? null,
    population: given.population ?? null,
    ...(given.populationUnits ? { populationUnits: populationOf(given.populationUnits) } : {}),
    ...(given.suppressBelow ? { suppressBelow: given.suppressBelow } : {}),
    companionOf: given.companionOf ?? null,
    source: given.source ?? null,
    owner: given.owner ?? null,
    lag: given.lag ?? null,
    process: given.process ? { baselinePoints: given.process.baselinePoints ?? null, screen: given.process.screen ?? true } : null,
    formula: given.formula ?? null,
    from: given.from ?? null,
  };
}

function populationOf(given: string | readonly string[]): PopulationUnits {
  if (given === 'own' || given === 'private') return given;
  return typeof given === 'string' ? [given] : given;
}

/** A count or amount that stands at a level: the last value holds, and nothing adds up over the year. */
export function isStock(measure: Measure): boolean {
  return (measure.kind === 'count' || measure.kind === 'amount') && measure.overTime === 'last' && !measure.cumulates;
}

/** Whether periods of another length or place in the year may be set against each other. */
export function comparesAcrossPeriods(measure: Measure): boolean {
  if (measure.cumulates) return false;
  return (
    measure.kind === 'share' || measure.kind === 'mean' || measure.kind === 'index' || measure.kind === 'milestone' || isStock(measure)
  );
}

/** Counts and amounts add up, so a total has a size of its own; shares, means and indices are levels. */
export function addsUp(measure: Measure): boolean {
  return measure.kind === 'count' || measure.kind === 'amount';
}

/** At its reports; without any, or in a period that is no report, when a period of its rhythm ends. */
export function isDue(measure: Measure, period: Period): boolean {
  const report = reportOf(period);
  if (measure.reports.length > 0 && report !== null) return measure.reports.includes(report);
  return endsRhythm(period, measure.rhythm ?? impliedRhythm(measure));
}

function impliedRhythm(measure: Measure): Rhythm {
  return measure.reports.length > 0 && measure.reports.every((report) => report === 'ÅR') ? 'year' : 'tertial';
}

/** What one is in the measure's unit: a share of 0.248 is 24.8 %. */
export function scaleOf(measure: Pick<Measure, 'kind' | 'unitOfMeasure'>): number {
  if (measure.kind !== 'share') return 1;
  return measure.unitOfMeasure === '‰' ? 1000 : 100;
}

/** As `scaleOf`, for whatever is told in per cent or per mille: 47 % × 90 % is 0.47 × 0.9. */
export function naturalScaleOf(measure: Pick<Measure, 'kind' | 'unitOfMeasure'>): number {
  if (measure.unitOfMeasure === '%') return 100;
  return measure.unitOfMeasure === '‰' ? 1000 : scaleOf(measure);
}

/** Numerator over denominator in the measure's unit, exact. */
export function quotient(measure: Measure, numerator: number, denominator: number): Decimal {
  return decimal(numerator).times(scaleOf(measure)).div(denominator);
}

/** A computed value as it is printed. */
export function printed(measure: Measure, value: Decimal): string {
  const natural = measure.kind === 'count' ? 0 : 1;
  return rounded(value, measure.decimals ?? natural);
}

export function isCellName(cell: string): boolean {
  return breakdownOf(cell) !== null;
}

/** Where a changed definition breaks a series: from each later version's date. */
export function definitionBreaks(
  versions: readonly { readonly measure: Measure; readonly version: number }[],
): { from: string; version: number }[] {
  return versions.slice(1).flatMap(({ measure, version }) => (measure.from === null ? [] : [{ from: measure.from, version }]));
}
