import { breakdownOf, TOTAL, type CellName } from './cell';
import type { Measure } from './measure';
import { ancestorsOf, type Organisation } from './organisation';
import type { Period } from './period';

/** One more here is one less there: a stretch of time, a unit, and cells with their signs. */
interface Signed<T> {
  readonly of: T;
  readonly sign: 1 | -1;
}

/**
 * An exchange of people between places that nothing published can tell from no exchange (a null vector of all that is shown).
 * It is the product of its three sides: each pairs a place with its partner, or has no partner and then shows in every sum
 * above.
 */
export interface Swap {
  readonly units: readonly Signed<string>[];
  readonly cells: readonly Signed<CellName>[];
  readonly times: readonly Signed<Period>[];
}

/** The places that the swap gives somebody to, or takes somebody from. */
export function cornersOf({ units, cells, times }: Swap): { unit: string; cell: CellName; time: Period; sign: number }[] {
  return units.flatMap((unit) =>
    cells.flatMap((cell) =>
      times.map((time) => ({ unit: unit.of, cell: cell.of, time: time.of, sign: unit.sign * cell.sign * time.sign })),
    ),
  );
}

/** The place of a figure, and the units that it is a sum of: all below it unless that is known better. */
export interface SumPlace {
  readonly unit: string;
  readonly cell: CellName;
  readonly period: Period;
  readonly counted: ReadonlySet<string> | null;
}

/** Whether the figure at the place would differ: then it may not be shown. */
export function tellsOf(
  swap: Swap,
  { unit, cell, period, counted }: SumPlace,
  { organisation, measure }: { readonly organisation: Organisation; readonly measure: Measure },
): boolean {
  const holds = (of: string): boolean =>
    counted
      ? counted.has(of) || ancestorsOf(organisation, of).some((above) => counted.has(above))
      : of === unit || ancestorsOf(organisation, of).includes(unit);
  if (sumOf(swap.units, holds) === 0 || sumOf(swap.cells, (of) => cellContains(cell, of)) === 0) return false;
  // A part of a stretch cannot be told from the stretch: it is taken to show.
  const touched = swap.times.filter(({ of }) => of.from <= period.to && period.from <= of.to);
  if (touched.some(({ of }) => !isWithin(of, period))) return true;
  return sumOf(swap.times, (of) => isWithin(of, period) && shows(measure, period, of)) !== 0;
}

function sumOf<T>(side: readonly Signed<T>[], holds: (of: T) => boolean): number {
  return side.reduce((sum, { of, sign }) => sum + (holds(of) ? sign : 0), 0);
}

const isWithin = (inner: Period, outer: Period): boolean => outer.from <= inner.from && inner.to <= outer.to;

/** A stock shows in a longer period only where it is the last of it; what has no rule over time, in its own period alone. */
function shows({ overTime }: Measure, period: Period, stretch: Period): boolean {
  if (period.from === stretch.from && period.to === stretch.to) return true;
  if (overTime === 'none') return false;
  return overTime !== 'last' || period.to === stretch.to;
}

/** Whether the people of `inner` are among those of `outer`; what a breakdown leaves of the total is in the total alone. */
export function cellContains(outer: CellName, inner: CellName): boolean {
  if (outer === TOTAL || outer === inner) return true;
  if (breakdownOf(inner) !== 'both') return false;
  const [sex, age] = inner.split('/');
  return outer === sex || outer === age;
}
