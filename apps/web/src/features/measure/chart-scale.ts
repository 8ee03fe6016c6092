import { monthsIn, parsePeriod, yearOf } from '@styrbord/steering/period';
import type { Row } from '@styrbord/steering/scorecard';
import type { Series, SeriesPoint } from '../../reading/answers';

/** A point where it is drawn: its period as a span of months, its value as a height. Pictures may round; figures never come from here. */
export interface Spot {
  readonly point: SeriesPoint;
  readonly from: number;
  readonly to: number;
  readonly months: number;
  readonly value: number;
}

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly floor: number;
  readonly ceiling: number;
  readonly ticks: readonly number[];
  readonly years: readonly { readonly month: number; readonly year: number }[];
}

export function spotsOf({ points }: Series): Spot[] {
  return points
    .flatMap((point) => {
      const period = parsePeriod(point.period);
      return period && point.value !== null && !point.withdrawn
        ? [{ point, from: period.from, to: period.to + 1, months: monthsIn(period), value: Number(point.value) }]
        : [];
    })
    .toSorted((a, b) => a.to - b.to || a.months - b.months);
}

/** Only periods of one length are joined by a line: a year and a tertial are different things. */
export function linesOf(spots: readonly Spot[]): Spot[][] {
  const byLength = new Map<number, Spot[]>();
  for (const spot of spots) byLength.set(spot.months, [...(byLength.get(spot.months) ?? []), spot]);
  return [...byLength.values()].filter((line) => line.length > 1);
}

export function scaleOf(list: readonly Series[], row: Row): Scale {
  const spots = list.flatMap(spotsOf);
  const targets = list.flatMap(({ targets: all }) => all.flatMap(({ value }) => (value === null ? [] : [Number(value)])));
  const heights = [...spots.map(({ value }) => value), ...targets];
  const highest = Math.max(...heights);
  const lowest = Math.min(...heights, row.kind === 'index' || row.kind === 'mean' ? Infinity : 0);
  return { ...heightsOf([highest, lowest]), ...yearsOf(spots) };
}

/** From the lowest to the highest, to the nearest lines. */
export function heightsOf(heights: readonly number[]): Pick<Scale, 'floor' | 'ceiling' | 'ticks'> {
  const [highest, lowest] = [Math.max(...heights), Math.min(...heights)];
  const step = niceStep(highest - lowest || Math.abs(highest) || 1);
  const floor = Math.floor(lowest / step) * step;
  const above = Math.ceil(highest / step) * step;
  const ceiling = above > floor ? above : floor + step;
  return { floor, ceiling, ticks: range(floor, ceiling, step) };
}

/** Whole years around all that is drawn. */
export function yearsOf(spots: readonly Pick<Spot, 'from' | 'to'>[]): Pick<Scale, 'from' | 'to' | 'years'> {
  const from = Math.floor(Math.min(...spots.map((spot) => spot.from)) / 12) * 12;
  const to = Math.ceil(Math.max(...spots.map((spot) => spot.to)) / 12) * 12;
  return { from, to, years: range(from, to - 12, 12).map((month) => ({ month, year: yearOf(month) })) };
}

/** About four lines, at 1, 2 or 5 times a power of ten. */
function niceStep(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => Number((from + at * step).toPrecision(12)));
}
