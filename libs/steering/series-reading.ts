import type { CellName } from './cell';
import { definitionBreaks, type Measure } from './measure';
import { parsePeriod, type Month, type Period } from './period';
import type { Name } from './scorecard';
import { openDisputes, type Entry, type Series } from './series';
import type { Structure } from './structure';
import { targetFor } from './target-in-force';
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
  const baselines = (structure.targets.get(measure.id) ?? [])
    .filter((fact) => fact.unit === unit)
    .flatMap(({ baseline }) =>
      baseline
        ? [{ text: baseline.text, readings: baseline.readings.filter((reading) => reading.cell === cell), ambiguous: baseline.ambiguous }]
        : [],
    );
  return {
    measure: measure.id,
    unit,
    cell,
    points: periods.flatMap((period) => pointAt(asked, period) ?? []),
    targets: [...targets.values()],
    baselines,
    breaks: definitionBreaks(structure.measures.get(measure.id)?.versions ?? []),
    variation: null,
    assurance: null,
  };
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
