import { breaksOf } from './breaks';
import type { CellName } from './cell';
import type { Measure } from './measure';
import { parsePeriod, type Month, type Period } from './period';
import { PROCESS_RULE } from './process-behaviour';
import { lineText, readProcess, valueText, type ProcessReading } from './process-reading';
import { TELLING_POINTS, type Cause } from './process-rules';
import type { Name } from './scorecard';
import { proposalOf, type LimitsProposal } from './limits-renewal';
import { commentOf, openDisputes, type Entry, type LimitsFact, type Series } from './series';
import type { Structure } from './structure';
import { baselinesFor, targetFor } from './target-in-force';
import { figureOf, sayTarget } from './target-kinds';
import { exactValue } from './value';

export interface SeriesAsked {
  readonly structure: Structure;
  readonly series: Series;
  readonly unit: string;
  readonly measure: Measure;
  readonly cell: CellName;
  readonly from: Month | null;
  readonly to: Month | null;
}

interface Point {
  readonly period: string;
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: string;
  readonly recordedAt: string;
  readonly source: string | null;
  readonly note: string | null;
  readonly derived: boolean;
  readonly disputed: boolean;
  readonly withdrawn: boolean;
  readonly no: number;
  readonly index: number;
  readonly earlier: readonly {
    readonly value: string | null;
    readonly recordedAt: string;
    readonly no: number;
    readonly index: number;
    readonly reason: string | null;
  }[];
}

interface Lines {
  readonly segment: number;
  readonly mean: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly nearLower: string | null;
  readonly nearUpper: string | null;
}

interface ProcessPointOfSeries extends Lines {
  readonly period: string;
  readonly value: string;
  readonly cause: Cause;
  readonly differenced: boolean;
}

interface ProcessOfSeries {
  readonly points: readonly ProcessPointOfSeries[];
  readonly segments: readonly { readonly start: string; readonly points: number; readonly baseline: number; readonly trial: boolean }[];
  /** Whether the latest segment has enough values for its lines to say anything. */
  readonly telling: boolean;
  /** New limits that somebody approved, and those that the product proposes. */
  readonly renewals: readonly Pick<LimitsFact, 'from' | 'grounds' | 'reason' | 'no' | 'index' | 'at'>[];
  readonly proposal: LimitsProposal | null;
  readonly rule: string;
}

/** One cell's series at one unit, oldest first; derived totals where no value of their own stands. */
export function seriesReading(asked: SeriesAsked): object {
  const { structure, unit, measure, cell } = asked;
  const periods = periodsOf(asked);
  const targets = new Map<
    string,
    { text: string; said: Name; kind: string; value: string | null; from: string; to: string; decision: string | null }
  >();
  for (const period of periods) {
    const held = targetFor(structure, { unit, measure, period }, cell);
    if (held?.state.kind !== 'sound') continue;
    const { text, from, to, decision } = held.fact;
    targets.set(`${from}|${to}|${text}`, {
      text,
      said: sayTarget(held.state.target, measure),
      kind: held.state.target.kind,
      value: figureOf(held.state.target),
      from,
      to,
      decision,
    });
  }
  const baselines = baselinesFor(structure, { unit, measure, period: null }).map(({ text, readings, ambiguous }) => ({
    text,
    readings: readings.filter((reading) => reading.cell === cell).map(({ period, value }) => ({ period, value })),
    ambiguous: ambiguous.some((place) => place.cell === cell),
  }));
  const reading = readProcess({ ...asked, until: null }, cell);
  const process = processOf(reading, asked);
  const told = new Map(process.points.filter(({ differenced }) => !differenced).map((point) => [point.period, point]));
  return {
    measure: measure.id,
    unit,
    cell,
    points: periods.flatMap((period) => {
      const point = pointAt(asked, period);
      return point ? [{ ...point, ...standingOf(told.get(period.name)) }] : [];
    }),
    process,
    targets: [...targets.values()],
    baselines,
    comments: commentsIn(asked),
    breaks: breaksOf(asked),
    variation: process.telling ? reading.behaviour.variation : null,
    assurance: process.telling ? reading.behaviour.assurance : null,
  };
}

/** Of the process, where the value is one of its own: what was made of differences stands in `process.points` alone. */
function standingOf(point: ProcessPointOfSeries | undefined) {
  if (!point) return { segment: null, mean: null, limits: null, specialCause: null };
  const { segment, mean, lower, upper, nearLower, nearUpper, cause } = point;
  return { segment, mean, limits: lower === null ? null : { lower, upper, nearLower, nearUpper }, specialCause: cause };
}

/** All of the series, however short the stretch that was asked for: limits do not move with what one looks at. */
function processOf({ values, behaviour, segment, renewals }: ProcessReading, { measure, from, to }: SeriesAsked): ProcessOfSeries {
  const line = (value: number | null): string | null => (value === null ? null : lineText(value, measure));
  const points = values.flatMap(({ period, value, differenced }, at) => {
    const point = behaviour.points[at];
    if (!point || (from !== null && period.from < from) || (to !== null && period.to > to)) return [];
    const lines = {
      segment: point.segment,
      mean: line(point.mean),
      lower: line(point.lower),
      upper: line(point.upper),
      nearLower: line(point.nearLower),
      nearUpper: line(point.nearUpper),
    };
    return [{ period: period.name, value: valueText(value, measure), differenced, cause: point.cause, ...lines }];
  });
  const segments = behaviour.segments.flatMap(({ start, points: count, baseline, trial }) => {
    const first = values[start];
    return first ? [{ start: first.period.name, points: count, baseline, trial }] : [];
  });
  const approved = renewals.map(({ from: since, grounds, reason, no, index, at }) => ({ from: since, grounds, reason, no, index, at }));
  const proposal = proposalOf(values, behaviour, measure);
  return { points, segments, renewals: approved, proposal, telling: (segment?.points ?? 0) >= TELLING_POINTS, rule: PROCESS_RULE };
}

/** What people have written of periods, as it stands now. */
function commentsIn({ series, from, to }: SeriesAsked): { readonly period: string; readonly text: string }[] {
  const periods = [...new Set(series.comments.map(({ period }) => period))].flatMap((name) => parsePeriod(name) ?? []);
  return periods
    .filter((period) => (from === null || period.from >= from) && (to === null || period.to <= to))
    .toSorted((a, b) => a.to - b.to || a.from - b.from)
    .flatMap(({ name }) => {
      const text = commentOf(series, name);
      return text === null ? [] : [{ period: name, text }];
    });
}

function periodsOf({ series, from, to }: SeriesAsked): Period[] {
  const names = new Set(Object.values(series.cells).flatMap((cells) => Object.keys(cells)));
  return [...names]
    .flatMap((name) => parsePeriod(name) ?? [])
    .filter((period) => (from === null || period.from >= from) && (to === null || period.to <= to))
    .toSorted((a, b) => a.to - b.to || a.from - b.from);
}

function pointAt({ series, measure, cell }: SeriesAsked, period: Period): Point | null {
  const entries = series.cells[cell]?.[period.name] ?? [];
  const latest = entries[entries.length - 1];
  const value = exactValue(series, measure, cell, period);
  if (!latest && !(value?.derived && Object.values(series.cells).some((cells) => cells[period.name]))) return null;
  const shown = latest ?? value?.entries[0];
  if (!shown) return null;
  return {
    period: period.name,
    value: value?.text ?? null,
    numerator: value?.numerator ?? null,
    denominator: value?.denominator ?? null,
    status: value?.status ?? shown.status,
    recordedAt: shown.at,
    source: shown.source,
    note: latest?.note ?? null,
    derived: value?.derived ?? false,
    disputed: openDisputes(series, cell, period.name).length > 0,
    withdrawn: latest?.kind === 'withdrawn',
    no: shown.no,
    index: shown.index,
    earlier: entries.slice(0, -1).map((entry, at) => edition(entry, entries[at + 1])),
  };
}

/** An earlier edition, and why the next one took its place. */
function edition({ value, numerator, denominator, at, no, index }: Entry, next: Entry | undefined) {
  return {
    value: value ?? (numerator === null ? null : `${numerator}/${denominator}`),
    recordedAt: at,
    no,
    index,
    reason: next?.reason ?? null,
  };
}
