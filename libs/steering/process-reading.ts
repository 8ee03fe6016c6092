import { breaksOf } from './breaks';
import type { CellName } from './cell';
import { decimal, decimalsOf, rounded } from './decimal';
import { comparesAcrossPeriods, definitionBreaks, printed, type Better, type Measure } from './measure';
import { monthOfDate, monthsIn, parsePeriod, RHYTHM_MONTHS, type Period } from './period';
import {
  BASELINE_POINTS,
  PROCESS_RULE,
  processBehaviour,
  type ProcessAsked,
  type ProcessBehaviour,
  type ProcessSegment,
} from './process-behaviour';
import { TELLING_POINTS } from './process-rules';
import { valuesForProcess, type SeriesValue } from './process-series';
import type { CellProcess, ProcessReason, RowProcess } from './scorecard';
import { renewalsOf, type LimitsFact, type Series } from './series';
import type { Structure } from './structure';
import { targetFor } from './target-in-force';
import { towardsOfTarget } from './target-kinds';

export interface ProcessReading {
  readonly values: readonly SeriesValue[];
  readonly behaviour: ProcessBehaviour;
  /** The latest value, and the segment it lies in; null without any. */
  readonly latest: SeriesValue | null;
  readonly segment: ProcessSegment | null;
  readonly better: Better;
  /** The level that assurance was read against. */
  readonly target: string | null;
  /** Screening would have left no variation at all, so the limits are made without it. */
  readonly unscreened: boolean;
  /** New limits that somebody approved. */
  readonly renewals: readonly LimitsFact[];
}

export interface ReadingAsked {
  readonly structure: Structure;
  readonly series: Series;
  readonly unit: string;
  readonly measure: Measure;
  /** Nothing that ends after it is looked at; null: all of the series. */
  readonly until: Period | null;
}

/** A cell's series read as a process: the same for the second lamp, its *why* and the measure's chart. */
export function readProcess(asked: ReadingAsked, cell: CellName): ProcessReading {
  const { structure, series, measure, until } = asked;
  const values = valuesForProcess({ series, measure, cell, to: until?.to ?? Number.MAX_SAFE_INTEGER });
  const latest = values[values.length - 1] ?? null;
  const held = latest && targetFor(structure, { unit: asked.unit, measure, period: latest.period }, cell);
  const aim = held?.state.kind === 'sound' ? held.state.target : null;
  const better = measure.better !== 'neutral' ? measure.better : ((aim && towardsOfTarget(aim)) ?? 'neutral');
  const isLevel = aim?.kind === 'level' && (aim.bound === 'at-least' ? 'higher' : 'lower') === better;
  const target = isLevel && latest && isOfLevel(latest, measure) ? aim.value : null;
  const renewals = renewalsOf(series, cell);
  const starts = startsOf(values, breaksIn(asked), renewals);
  const { behaviour, unscreened } = behaviourOf(values, starts, measure, { better, target });
  const segment = (behaviour.latest !== null && behaviour.segments[behaviour.points[behaviour.latest]?.segment ?? 0]) || null;
  return { values, behaviour, latest, segment, better, target, unscreened, renewals };
}

/** Of the definition; in the structure of a date, of the organisation too, where it bridges nothing. */
function breaksIn(asked: ReadingAsked): readonly { readonly from: string }[] {
  const { structure, measure } = asked;
  if (!structure.asOf) return definitionBreaks(structure.measures.get(measure.id)?.versions ?? []);
  return breaksOf(asked).filter(({ bridged }) => !bridged);
}

/** The process of values whose new limits begin at these places, as the measure says that it is read. */
export function behaviourOf(
  values: readonly SeriesValue[],
  segments: readonly number[],
  measure: Measure,
  against: Pick<ProcessAsked, 'better' | 'target'>,
): Pick<ProcessReading, 'behaviour' | 'unscreened'> {
  const process = measure.process ?? { baselinePoints: BASELINE_POINTS, screen: true };
  const told: ProcessAsked = { values: values.map(({ value }) => value), ...against, segments, ...process };
  const read = processBehaviour(told);
  const unscreened = read.segments.some(({ spread }) => spread === 'screened-away');
  return { behaviour: unscreened ? processBehaviour({ ...told, screen: false }) : read, unscreened };
}

/** A level is one of values of its own length; what adds up has another level in another time. */
function isOfLevel({ period, differenced }: SeriesValue, measure: Measure): boolean {
  if (differenced) return false;
  return comparesAcrossPeriods(measure) || (measure.rhythm !== null && RHYTHM_MONTHS[measure.rhythm] === monthsIn(period));
}

/** Where limits begin: at the first value wholly after a changed definition, and where somebody approved new ones. */
export function startsOf(
  values: readonly SeriesValue[],
  breaks: readonly { readonly from: string }[],
  renewals: readonly LimitsFact[],
): number[] {
  const months = [
    ...breaks.map(({ from }) => monthOfDate(from) + (from.endsWith('-01') ? 0 : 1)),
    ...renewals.flatMap(({ from }) => parsePeriod(from)?.from ?? []),
  ];
  return months.flatMap((month) => {
    const first = values.findIndex(({ period }) => period.from >= month);
    return first < 0 ? [] : [first];
  });
}

/** Why the variation cannot be told; null where it can. `period`: the row's own. */
export function whyNotTold({ values, latest, segment }: ProcessReading, measure: Measure, period: Period): ProcessReason | null {
  if (measure.kind === 'text') return 'no-figures';
  if (!latest || !segment) return 'no-values';
  if (segment.points < TELLING_POINTS) return segment.points < values.length ? 'new-limits' : 'too-few-values';
  return latest.period.to < period.from ? 'none-in-period' : null;
}

/** A cell's second lamp; null where there is too little to tell. */
export function toCellProcess({ behaviour, segment }: ProcessReading, reason: ProcessReason | null): CellProcess | null {
  const { variation, toward, assurance, latest, points } = behaviour;
  if (reason !== null || variation === null || latest === null || !segment) return null;
  return { variation, toward, assurance, cause: points[latest]?.cause ?? 'none', trial: segment.trial };
}

/** The row's second lamp: never blank, for what cannot be told has its reason. */
export function toRowProcess(reading: ProcessReading, cell: CellName, reason: ProcessReason | null, measure: Measure): RowProcess {
  const { behaviour, latest, segment } = reading;
  const at = behaviour.latest === null ? undefined : behaviour.points[behaviour.latest];
  const line = (value: number | null | undefined): string | null =>
    reason !== null || value === null || value === undefined ? null : lineText(value, measure);
  return {
    cell,
    ...(toCellProcess(reading, reason) ?? { variation: null, toward: null, assurance: null, cause: 'none', trial: segment?.trial ?? true }),
    reason,
    period: latest?.period.name ?? null,
    points: segment?.points ?? 0,
    mean: line(at?.mean),
    lower: line(at?.lower),
    upper: line(at?.upper),
    rule: PROCESS_RULE,
  };
}

/** A value of the series in the measure's decimals, as it is listed beside the lines. */
export const valueText = (value: string, measure: Measure): string => printed(measure, decimal(value));

/** A line is said with one decimal more than the values. */
export function lineText(value: number, measure: Measure): string {
  return rounded(decimal(String(value)), decimalsOf(printed(measure, decimal(0))) + 1);
}
