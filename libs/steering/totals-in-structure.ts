import { withTotal, type CellName } from './cell';
import type { Value } from './entry-value';
import type { DateText } from './events';
import type { Measure } from './measure';
import { ancestorsOf, childrenIn, everBelow, unitsBelow, withHeldPlaces, type Organisation, type Unit } from './organisation';
import { organisationIn, organisationOn, startOf } from './organisation-in';
import { figureOfSum, hasValues, NO_UNITS_SUM, plus, sumOfOne, unitsRule, type UnitsRule, type UnitsSum } from './over-units';
import { monthName, monthOfDate, type Period } from './period';
import { EMPTY_SERIES, laterOf, periodsIn, type Entry, type Known, type Series } from './series';
import { isExpected, isInPopulation, isOpenIn, lastDenominator, type TotalsOverUnits, type UnitPart } from './unit-totals';
import { exactValue } from './value';

/** A unit as it is made up in the structure of a date, and the units whose series tell what it comes to. */
export interface Makeup {
  readonly organisation: Organisation;
  readonly unit: string;
  /** Itself and all that stand below it in that structure. */
  readonly within: ReadonlySet<string>;
  /** With those that were below any of them on some day. */
  readonly wanted: readonly string[];
}

export function makeupOf(organisation: Organisation, date: DateText, unit: string): Makeup {
  const within = unitsBelow(organisationIn(organisation, date), unit).map(({ id }) => id);
  return { organisation, unit, within: new Set(within), wanted: [...within, ...everBelow(withHeldPlaces(organisation), ...within)] };
}

/**
 * One measure's total at one unit in the structure of a date. What counts in a period is decided by the structure of that very
 * period – the units furthest down that have a value –, where it counts by the structure that is asked for. So every value is
 * counted once, whatever the date, and a total above all that was reorganised is the same by each.
 */
export class TotalsInStructure implements TotalsOverUnits {
  private readonly parts = new Map<string, readonly UnitPart[]>();
  private readonly cells: readonly CellName[];

  constructor(
    private readonly makeup: Makeup,
    private readonly measure: Measure,
    private readonly rule: UnitsRule,
    private readonly series: ReadonlyMap<string, Series>,
  ) {
    this.cells = withTotal(measure.cells);
  }

  periodsOf(): readonly Period[] {
    const all = [...this.makeup.within].flatMap((id) => periodsIn(this.seriesOf(id)));
    return [...new Map(all.map((period) => [period.name, period])).values()];
  }

  entryAt(_: string, cell: CellName, period: Period): Entry | null {
    if (!this.cells.includes(cell)) return null;
    const parts = this.partsAt('', cell, period);
    const counted = parts.flatMap(({ state, value }) => (value && (state === 'counted' || state === 'without-denominator') ? [value] : []));
    const sum = counted.reduce<UnitsSum>((all, value) => plus(all, sumOfOne(value, this.rule)), NO_UNITS_SUM);
    const figure = figureOfSum(sum, this.rule);
    const known = counted.flatMap(({ entries }) => entries).reduce<Known | null>(laterOf, null);
    if (!figure || !known || !hasValues(sum)) return null;
    const status = sum.preliminary > 0 ? 'preliminary' : 'final';
    return { kind: 'computed', ...figure, status, source: null, note: null, spread: null, reason: null, ...known };
  }

  /** None where the unit is made of nothing but itself. */
  partsAt(_: string, cell: CellName, period: Period): UnitPart[] {
    const { within, unit } = this.makeup;
    const parts = this.allParts(cell, period).filter((part) => within.has(part.unit.id));
    return parts.some((part) => part.unit.id !== unit) ? parts : [];
  }

  ofItsUnits(unit: string, series: Series): Series {
    const cells = Object.entries(series.cells);
    const others = periodsIn(series).filter((period) => this.isOfOthers(period));
    if (others.length === 0) return series;
    const isMade = (cell: CellName, period: Period): boolean => this.entryAt(unit, cell, period) !== null;
    const kept = cells.map(([cell, periods]) => {
      const left = new Set(others.flatMap((period) => (isMade(cell, period) ? [period.name] : [])));
      return [cell, Object.fromEntries(Object.entries(periods).filter(([name]) => !left.has(name)))] as const;
    });
    const stay = others.filter(({ name }) => kept.some(([, periods]) => name in periods));
    return { ...series, cells: Object.fromEntries(kept), ...(stay.length > 0 ? { ofOtherUnits: stay.map(({ name }) => name) } : {}) };
  }

  /** Whether the unit was made of other units in that period than it is here. */
  private isOfOthers(period: Period): boolean {
    const { organisation, unit, within, wanted } = this.makeup;
    const then = organisationThen(organisation, period);
    return wanted.some((id) => {
      const described = organisation.units[id];
      if (!described || !isThere(organisation, described, period)) return false;
      return within.has(id) !== (id === unit || ancestorsOf(then, id).includes(unit));
    });
  }

  private allParts(cell: CellName, period: Period): readonly UnitPart[] {
    const key = `${cell}@${period.name}`;
    const known = this.parts.get(key);
    if (known) return known;
    const { organisation, wanted } = this.makeup;
    const all = new Set(wanted);
    const then = organisationThen(organisation, period);
    const tops = wanted.filter((id) => !ancestorsOf(then, id).some((above) => all.has(above)));
    const made = tops.flatMap((id) => this.partsOf(then, id, { cell, period }));
    this.parts.set(key, made);
    return made;
  }

  /** A unit's units as it had them then, else itself. */
  private partsOf(then: Organisation, id: string, place: { readonly cell: CellName; readonly period: Period }): UnitPart[] {
    const { cell, period } = place;
    const unit = then.units[id];
    if (!unit) return [];
    const children = childrenIn(then).get(id) ?? [];
    const below = children.flatMap((child) => this.partsOf(then, child.id, place));
    if (below.some(({ state }) => state === 'counted' || state === 'without-denominator')) return below;
    const series = this.seriesOf(id);
    const isCounted = isInPopulation(then, unit, this.measure);
    const value = isCounted ? exactValue(series, this.measure, cell, period) : null;
    const last = (): number | null => lastDenominator(series, cell, period);
    if (value?.exact) return isOpenIn(unit, period) ? [this.counted(unit, value, last)] : [part(unit, 'closed', value, null), ...below];
    const isNamed = Array.isArray(this.measure.populationUnits) && children.length === 0;
    if (below.length > 0 || !isCounted || !isExpected(unit, series, period, isNamed)) return below;
    return [part(unit, 'missing', null, last())];
  }

  private counted(unit: Unit, value: Value, last: () => number | null): UnitPart {
    const counts = sumOfOne(value, this.rule).units > 0;
    return counts ? part(unit, 'counted', value, null) : part(unit, 'without-denominator', value, last());
  }

  private seriesOf(unit: string): Series {
    return this.series.get(unit) ?? EMPTY_SERIES;
  }
}

const part = (unit: Unit, state: UnitPart['state'], value: Value | null, last: number | null): UnitPart => ({
  unit,
  state,
  value,
  lastDenominator: last,
});

/** The structure that a period ended in. No month has a later day than the 31st. */
const organisationThen = (organisation: Organisation, { to }: Period): Organisation => organisationOn(organisation, `${monthName(to)}-31`);

function isThere(organisation: Organisation, unit: Unit, period: Period): boolean {
  const start = startOf(organisation, unit);
  return isOpenIn(unit, period) && (start === null || monthOfDate(start) <= period.to);
}

/** Null where units have no total. */
export function totalsInStructure(makeup: Makeup, measure: Measure, series: ReadonlyMap<string, Series>): TotalsInStructure | null {
  const rule = unitsRule(measure);
  return rule && new TotalsInStructure(makeup, measure, rule, series);
}
