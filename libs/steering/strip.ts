import type { RowAsked } from './cell-reading';
import { monthsIn, period as periodOf, type Period, type PeriodName } from './period';
import type { Cause } from './process-rules';
import { judgeRow, readRow } from './row';
import type { NoneReason, Result } from './scorecard';

/** Periods that a row has room for. */
const PERIODS = 12;
const MONTHS_OF_YEAR = 12;

export interface StripPeriod {
  readonly period: PeriodName;
  /** Of the leading cell; null where there is none of exactly that period. */
  readonly value: string | null;
  readonly result: Result;
  readonly reason: NoneReason | null;
  /** What named it beyond chance. */
  readonly cause: Cause;
}

/** A row's last twelve periods, each judged as on its own board, with the limits of what is usual. */
export interface Strip {
  readonly measure: string;
  readonly cell: string;
  readonly periods: readonly StripPeriod[];
  /** Null where the values are none that limits are told of. */
  readonly mean: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
}

/**
 * The periods are those of the process where its limits are told of these very values – not of differences –, else of the row's
 * own length; the oldest is the first with a value.
 */
export function stripOf(asked: RowAsked): Strip {
  const { cells, row } = readRow(asked);
  const { measure, period } = asked;
  const { process } = row;
  const reading = cells.find(({ cell }) => cell === process.cell)?.process;
  const latest = process.reason === null ? reading?.latest : null;
  const hasLimits = latest !== null && latest !== undefined && !reading?.values.some(({ differenced }) => differenced);
  const last = hasLimits ? latest.period : period;
  // What has come to so much within its year is set beside the same months of other years.
  const step = !hasLimits && measure.cumulates ? MONTHS_OF_YEAR : monthsIn(last);
  const causes = new Map(reading?.values.map((value, at) => [value.period.name, reading.behaviour.points[at]?.cause ?? 'none'] as const));
  const all = stepsTo(last, step).map((each): StripPeriod => {
    const { telling, verdict } = judgeRow({ ...asked, period: each });
    const value = telling.value?.period.name === each.name ? telling.value.text : null;
    return {
      period: each.name,
      value,
      result: verdict.result,
      reason: verdict.reason,
      cause: (hasLimits && causes.get(each.name)) || 'none',
    };
  });
  const first = all.findIndex(({ value }) => value !== null);
  return {
    measure: measure.id,
    cell: process.cell,
    periods: first < 0 ? [] : all.slice(first),
    mean: hasLimits ? process.mean : null,
    lower: hasLimits ? process.lower : null,
    upper: hasLimits ? process.upper : null,
  };
}

/** Twelve of the same length, the last of them this one. */
export function stepsTo(last: Period, step: number): Period[] {
  return Array.from({ length: PERIODS }, (_, at) => {
    const back = (PERIODS - 1 - at) * step;
    return periodOf(last.from - back, last.to - back);
  });
}
