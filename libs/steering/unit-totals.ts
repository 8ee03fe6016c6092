import { withTotal, type CellName } from './cell';
import type { Measure } from './measure';
import { ancestorsOf, childrenIn, type Organisation, type Unit } from './organisation';
import {
  figureOfSum,
  hasValues,
  minus,
  NO_UNITS_SUM,
  plus,
  sumOfOne,
  sumOfQuotient,
  unitsRule,
  type UnitsRule,
  type UnitsSum,
} from './over-units';
import { monthOfDate, monthsIn, parseMonth, parsePeriod, yearOf, type Period, type PeriodName } from './period';
import { currentEntry, EMPTY_SERIES, laterOf, latestEntry, periodsIn, type Entry, type Known, type Series } from './series';
import type { Value } from './entry-value';
import { exactValue } from './value';

/** What a unit below has to do with a total. */
export interface UnitPart {
  readonly unit: Unit;
  /** `closed`: its value is of a time when it was closed, and its successor's is counted instead. */
  readonly state: 'counted' | 'missing' | 'without-denominator' | 'closed';
  readonly value: Value | null;
  /** The denominator that a unit without one had the last time: what is lacking is measured by it. */
  readonly lastDenominator: number | null;
}

interface Place {
  readonly cell: CellName;
  readonly period: Period;
}

/** What is remembered of a unit with units below it. */
interface Node {
  readonly sums: Map<string, { readonly place: Place; sum: UnitsSum }>;
  readonly latest: Map<string, Known | null>;
  readonly periods: Map<PeriodName, Period>;
}

/** One measure's totals over the units below one, however they are come by. */
export interface TotalsOverUnits {
  /** Every period some unit below has a value in. */
  periodsOf(unit: string): readonly Period[];
  /** The total as an entry of the unit's series, known since the last value in it; null where no unit below has one. */
  entryAt(unit: string, cell: CellName, period: Period): Entry | null;
  /** Every unit that the total is made of, or that it lacks. */
  partsAt(unit: string, cell: CellName, period: Period): UnitPart[];
  /** The unit's own series without what was told of other units than those it is made of here. */
  ofItsUnits?(unit: string, series: Series): Series;
}

/**
 * One measure's totals over units. A total is made of the units furthest down that have a value: what a unit in between has
 * recorded of the same is not counted again. Each series is put once; when it is put anew, every total above moves by the
 * difference.
 */
export class UnitTotals implements TotalsOverUnits {
  private readonly children: ReadonlyMap<string, readonly Unit[]>;
  private readonly series = new Map<string, Series>();
  private readonly nodes = new Map<string, Node>();
  private readonly cells: readonly CellName[];

  constructor(
    readonly organisation: Organisation,
    readonly measure: Measure,
    private readonly rule: UnitsRule,
  ) {
    this.children = childrenIn(organisation);
    this.cells = withTotal(measure.cells);
  }

  /** Units whose series have to be put before this one's totals can be told. */
  wanted(unit: string): string[] {
    return this.childrenOf(unit).flatMap(({ id }) => [...(this.series.has(id) ? [] : [id]), ...this.wanted(id)]);
  }

  get size(): number {
    return this.series.size;
  }

  holds(unit: string): boolean {
    return this.series.has(unit);
  }

  put(unit: string, series: Series): void {
    const before = this.series.get(unit);
    this.series.set(unit, series);
    if (!before) return;
    const changed = changedPeriods(before, series);
    for (const above of ancestorsOf(this.organisation, unit)) {
      const periods = this.nodes.get(above)?.periods;
      if (periods) for (const period of changed) periods.set(period.name, period);
    }
    const node = this.nodes.get(ancestorsOf(this.organisation, unit)[0] ?? '');
    for (const { place } of node?.sums.values() ?? []) {
      if (!changed.some((period) => isOfSameYears(place.period, period))) continue;
      // While units below it have values, its own is not what counts.
      if (hasValues(this.below(unit, place))) continue;
      this.move(unit, place, { from: this.own(unit, place, before), to: this.own(unit, place, series) });
    }
  }

  periodsOf(unit: string): readonly Period[] {
    return [...this.node(unit).periods.values()];
  }

  entryAt(unit: string, cell: CellName, period: Period): Entry | null {
    if (!this.cells.includes(cell)) return null;
    const place = { cell, period };
    const sum = this.below(unit, place);
    const figure = figureOfSum(sum, this.rule);
    const known = figure && this.latestBelow(unit, place);
    if (!figure || !known) return null;
    const status = sum.preliminary > 0 ? 'preliminary' : 'final';
    return { kind: 'computed', ...figure, status, source: null, note: null, spread: null, reason: null, ...known };
  }

  partsAt(unit: string, cell: CellName, period: Period): UnitPart[] {
    const place = { cell, period };
    return this.childrenOf(unit).flatMap((child) => {
      if (hasValues(this.below(child.id, place))) return this.partsAt(child.id, cell, period);
      const value = this.valueOf(child.id, place);
      const isOpen = isOpenIn(child, period);
      if (value?.exact && this.isInPopulation(child)) {
        const counts = sumOfOne(value, this.rule).units > 0;
        const state = isOpen ? (counts ? 'counted' : 'without-denominator') : 'closed';
        const last = state === 'without-denominator' ? this.lastDenominator(child.id, place) : null;
        return [...(isOpen ? [] : this.partsAt(child.id, cell, period)), { unit: child, state, value, lastDenominator: last }];
      }
      const below = this.partsAt(child.id, cell, period);
      if (below.length > 0 || !this.isExpected(child, place)) return below;
      return [{ unit: child, state: 'missing', value: null, lastDenominator: this.lastDenominator(child.id, place) }];
    });
  }

  /** From `unit` upwards, as far as a total is remembered. */
  private move(unit: string, place: Place, standing: { readonly from: UnitsSum; readonly to: UnitsSum }): void {
    const [above = ''] = ancestorsOf(this.organisation, unit);
    const node = this.nodes.get(above);
    const remembered = node?.sums.get(keyOf(place));
    if (!node || !remembered) return;
    const before = remembered.sum;
    remembered.sum = plus(minus(before, standing.from), standing.to);
    node.latest.delete(keyOf(place));
    const own = this.own(above, place, this.seriesOf(above));
    const stands = (below: UnitsSum): UnitsSum => (hasValues(below) ? below : own);
    this.move(above, place, { from: stands(before), to: stands(remembered.sum) });
  }

  /** What the units below come to. */
  private below(unit: string, place: Place): UnitsSum {
    const children = this.childrenOf(unit);
    if (children.length === 0) return NO_UNITS_SUM;
    const { sums } = this.node(unit);
    const key = keyOf(place);
    const remembered = sums.get(key);
    if (remembered) return remembered.sum;
    const sum = children.reduce((all, { id }) => plus(all, this.standing(id, place)), NO_UNITS_SUM);
    sums.set(key, { place, sum });
    return sum;
  }

  /** What a unit stands for in the totals above: its units, else itself. */
  private standing(unit: string, place: Place): UnitsSum {
    const below = this.below(unit, place);
    return hasValues(below) ? below : this.own(unit, place, this.seriesOf(unit));
  }

  private own(unit: string, { cell, period }: Place, series: Series): UnitsSum {
    const described = this.organisation.units[unit];
    if (!described || !isOpenIn(described, period) || !this.isInPopulation(described)) return NO_UNITS_SUM;
    const entry = currentEntry(series, cell, period.name);
    // Nearly every value stands as it was recorded, and a quotient is dear.
    if (entry && entry.denominator !== null && this.rule === 'ratio-of-sums') return sumOfQuotient(entry);
    return sumOfOne(exactValue(series, this.measure, cell, period), this.rule);
  }

  private valueOf(unit: string, { cell, period }: Place): Value | null {
    return exactValue(this.seriesOf(unit), this.measure, cell, period);
  }

  private latestBelow(unit: string, place: Place): Known | null {
    const { latest } = this.node(unit);
    const key = keyOf(place);
    const remembered = latest.get(key);
    if (remembered !== undefined) return remembered;
    const found = this.childrenOf(unit)
      .flatMap(({ id }) => this.latestOf(id, place) ?? [])
      .reduce<Known | null>(laterOf, null);
    latest.set(key, found);
    return found;
  }

  private latestOf(unit: string, place: Place): Known | null {
    if (hasValues(this.below(unit, place))) return this.latestBelow(unit, place);
    const described = this.organisation.units[unit];
    if (!described || !this.isInPopulation(described) || !isOpenIn(described, place.period)) return null;
    const edition = latestEntry(this.seriesOf(unit), place.cell, place.period.name);
    const entries = edition && edition.kind !== 'withdrawn' ? [] : (this.valueOf(unit, place)?.entries ?? []);
    return [...entries, ...(edition ? [edition] : [])].reduce<Known | null>(laterOf, null);
  }

  private isExpected(unit: Unit, { period }: Place): boolean {
    return this.isInPopulation(unit) && isExpected(unit, this.seriesOf(unit.id), period, this.isNamed(unit));
  }

  /** A unit with nobody below it in a population that names its units. */
  private isNamed({ id }: Unit): boolean {
    return Array.isArray(this.measure.populationUnits) && this.childrenOf(id).length === 0;
  }

  private isInPopulation(unit: Unit): boolean {
    return isInPopulation(this.organisation, unit, this.measure);
  }

  private lastDenominator(unit: string, { cell, period }: Place): number | null {
    return lastDenominator(this.seriesOf(unit), cell, period);
  }

  private node(unit: string): Node {
    const known = this.nodes.get(unit);
    if (known) return known;
    const node: Node = { sums: new Map(), latest: new Map(), periods: new Map() };
    this.nodes.set(unit, node);
    for (const { id } of this.childrenOf(unit)) {
      for (const period of this.childrenOf(id).length > 0 ? this.periodsOf(id) : []) node.periods.set(period.name, period);
      for (const period of periodsIn(this.seriesOf(id))) node.periods.set(period.name, period);
    }
    return node;
  }

  private seriesOf(unit: string): Series {
    return this.series.get(unit) ?? EMPTY_SERIES;
  }

  private childrenOf(unit: string): readonly Unit[] {
    return this.children.get(unit) ?? [];
  }
}

/** Nothing put yet; null where units have no total. */
export function unitTotals(organisation: Organisation, measure: Measure): UnitTotals | null {
  const rule = unitsRule(measure);
  return rule && new UnitTotals(organisation, measure, rule);
}

const keyOf = ({ cell, period }: Place): string => `${cell}@${period.name}`;

/** Open, not excused, and either named by the population or reported before. */
export function isExpected(unit: Unit, series: Series, period: Period, isNamed: boolean): boolean {
  if (!isOpenIn(unit, period) || isExcused(series, period)) return false;
  if (unit.from !== null && monthOfDate(unit.from) > period.to) return false;
  return (
    isNamed ||
    Object.entries(series.cells).some(([cell, periods]) =>
      Object.keys(periods).some((name) => (parsePeriod(name)?.from ?? Infinity) <= period.to && currentEntry(series, cell, name) !== null),
    )
  );
}

export function isInPopulation(organisation: Organisation, { id, provider }: Unit, { populationUnits }: Measure): boolean {
  if (populationUnits === undefined) return true;
  if (populationUnits === 'own' || populationUnits === 'private') return provider === populationUnits;
  return populationUnits.includes(id) || ancestorsOf(organisation, id).some((above) => populationUnits.includes(above));
}

/** Of the latest earlier period as long as this one. */
export function lastDenominator(series: Series, cell: CellName, period: Period): number | null {
  let last: { readonly to: number; readonly denominator: number } | null = null;
  for (const name of Object.keys(series.cells[cell] ?? {})) {
    const earlier = parsePeriod(name);
    const denominator = currentEntry(series, cell, name)?.denominator ?? null;
    if (!earlier || denominator === null || earlier.to >= period.from || monthsIn(earlier) !== monthsIn(period)) continue;
    if (!last || earlier.to > last.to) last = { to: earlier.to, denominator };
  }
  return last?.denominator ?? null;
}

/** From its closing on, a unit's successors are counted and it is not. */
export const isOpenIn = ({ closedOn }: Unit, { from }: Period): boolean => closedOn === null || from < monthOfDate(closedOn);

const EXCUSES: readonly string[] = ['not-relevant-here', 'followed-up-by-another', 'starts-later'];

function isExcused({ absences }: Series, { to }: Period): boolean {
  const absence = absences.findLast(({ from, to: until }) => {
    const [start, end] = [parseMonth(from), until === null ? null : parseMonth(until)];
    return start !== null && start <= to && (end === null || to <= end);
  });
  return absence !== undefined && EXCUSES.includes(absence.reason);
}

/** A value can be made of any other of the same year: of parts, and of what the year had come to before. */
const isOfSameYears = (a: Period, b: Period): boolean => yearOf(a.from) <= yearOf(b.to) && yearOf(b.from) <= yearOf(a.to);

function changedPeriods(before: Series, after: Series): Period[] {
  return periodsIn(after).filter(({ name }) =>
    Object.keys(after.cells).some((cell) => before.cells[cell]?.[name]?.length !== after.cells[cell]?.[name]?.length),
  );
}
