import type { RowAsked } from './cell-reading';
import { measureOf, planFor, type Structure } from './structure';
import { measuresOf } from './plan';
import { unitsBelow, nameOf, type Unit } from './organisation';
import type { Period, PeriodName } from './period';
import { judgeRow } from './row';
import type { Name, NoneReason, Result } from './scorecard';
import { byName, isLike, isOpenIn, toldUnit, type Alike, type UnitTold } from './units-among-units';

/** A measure at a unit, as its board judges it: a result, or the reason why there is none. */
export interface HeatCell {
  readonly result: Result;
  readonly reason: NoneReason | null;
  readonly disputed: boolean;
  /** Met so far in a year that has not ended. */
  readonly onPath: boolean;
  readonly value: string | null;
  /** The value's own. */
  readonly period: PeriodName | null;
}

export interface HeatMap {
  readonly unit: { readonly id: string; readonly name: Name };
  readonly period: PeriodName;
  readonly alike: Alike;
  readonly kinds: readonly { readonly kind: string; readonly units: number }[];
  readonly measures: readonly {
    readonly id: string;
    readonly name: Name;
    readonly unitOfMeasure: string;
    readonly decimals: number;
    readonly reached: number;
    readonly of: number;
  }[];
  /** By name, each with a cell for each measure. */
  readonly units: readonly {
    readonly unit: UnitTold;
    readonly reached: number;
    readonly of: number;
    readonly cells: readonly HeatCell[];
  }[];
}

interface HeatMapAsked {
  readonly structure: Structure;
  readonly unit: Unit;
  readonly period: Period;
  readonly alike: Alike;
}

/** What a heat map is of: the measures of the unit's plan, and the units below it that are alike. */
export interface HeatMapFrame extends HeatMapAsked {
  readonly kinds: HeatMap['kinds'];
  readonly measures: readonly string[];
  readonly units: readonly Unit[];
}

export function heatMapFrame(asked: HeatMapAsked): HeatMapFrame {
  const { structure, unit, period, alike } = asked;
  const below = unitsBelow(structure.organisation, unit.id).filter(
    (each) => each.id !== unit.id && isOpenIn(each, period) && isLike(each, { ...alike, kind: null }),
  );
  const kinds = [...new Set(below.map(({ kind }) => kind))]
    .map((kind) => ({ kind, units: below.filter((each) => each.kind === kind).length }))
    .toSorted((a, b) => b.units - a.units || (a.kind < b.kind ? -1 : 1));
  const kind = alike.kind ?? kinds[0]?.kind ?? null;
  const plan = planFor(structure, unit.id, period)?.plan;
  return {
    ...asked,
    alike: { ...alike, kind },
    kinds,
    measures: plan ? measuresOf(plan) : [],
    units: below.filter((each) => each.kind === kind).toSorted(byName),
  };
}

export function heatCell(asked: RowAsked): HeatCell {
  const { telling, verdict } = judgeRow(asked);
  const { value, yearLimit } = telling;
  const { result, reason, disputed } = verdict;
  return { result, reason, disputed, onPath: yearLimit !== null, value: value?.text ?? null, period: value?.period.name ?? null };
}

/** `cells`: of each unit, one for each measure. */
export function heatMap(frame: HeatMapFrame, cells: ReadonlyMap<string, readonly HeatCell[]>): HeatMap {
  const { structure, unit, period, alike, kinds } = frame;
  const definitions = frame.measures.flatMap((id) => measureOf(structure, id) ?? []);
  const units = frame.units.map((each) => {
    const own = cells.get(each.id) ?? [];
    return { unit: toldUnit(each), ...reachedIn(own), cells: own };
  });
  return {
    unit: { id: unit.id, name: nameOf(unit) },
    period: period.name,
    alike,
    kinds,
    measures: definitions.map(({ id, name, unitOfMeasure, decimals }, at) => ({
      id,
      name,
      unitOfMeasure,
      decimals: decimals ?? 0,
      ...reachedIn(units.flatMap((each) => each.cells[at] ?? [])),
    })),
    units,
  };
}

const reachedIn = (cells: readonly HeatCell[]): { readonly reached: number; readonly of: number } => ({
  reached: cells.filter(({ result }) => result === 'met').length,
  of: cells.filter(({ result }) => result !== 'none').length,
});
