import type { SteeringEvent } from '@styrbord/steering/events';
import { monthsOf, naiveTotal, type NaiveMeasure, type NaiveTotal, type NaiveUnit } from './naive-totals';

/** Thrown where a unit stands in itself: what is then to be said is nobody's to guess. */
export class Circle extends Error {}

/**
 * Where units stand in the structure of a day, once more and plainly, of what happened alone: every question goes through all
 * events. What counts in a period is `naiveTotal` of the organisation as it was when the period ended.
 */
export class NaiveStructure {
  constructor(private readonly events: readonly SteeringEvent[]) {}

  total(
    units: readonly NaiveUnit[],
    measure: NaiveMeasure,
    { root, cell, period, day }: { readonly root: string; readonly cell: string; readonly period: string; readonly day: string },
  ): Omit<NaiveTotal, 'percent'> {
    const stands = (id: string): boolean => this.standsIn(id, day).includes(root);
    const within = units.filter(({ id }) => stands(id)).map(({ id }) => id);
    const looked = units.filter(({ id }) => within.some((each) => each === id || this.wasEverBelow(id, each)));
    const end = `${monthsOf(period).at(-1)}-31`;
    const then = looked.map((unit) => {
      const parent = this.parentOn(unit.id, end);
      return { ...unit, parent: looked.some(({ id }) => id === parent) ? parent : '*' };
    });
    const star = { id: '*', parent: null, provider: 'own', from: null, closedOn: null, figures: [], excused: () => true };
    // Named groups hold what was below them then, though they themselves are not looked at.
    const { population } = measure;
    const isNamed = (id: string): boolean => this.above(id, end).some((each) => population?.includes(each));
    const members = Array.isArray(population) ? looked.map(({ id }) => id).filter(isNamed) : population;
    const whole = naiveTotal([star, ...then], { ...measure, population: members }, { root: '*', cell, period });
    const here = (list: readonly string[]): string[] => list.filter((id) => within.includes(id)).toSorted();
    const lists = {
      counted: here(whole.counted),
      missing: here(whole.missing),
      withoutDenominator: here(whole.withoutDenominator),
      closed: here(whole.closed),
    };
    if (Object.values(lists).every((list) => list.every((id) => id === root)))
      return { value: null, counted: [], missing: [], withoutDenominator: [], closed: [] };
    const counted = then.filter(({ id }) => lists.counted.includes(id)).map((unit) => ({ ...unit, parent: '*' }));
    // Each counts because of its own membership, which was looked at where it stood.
    const { value } = naiveTotal([star, ...counted], { ...measure, population: null }, { root: '*', cell, period });
    return { value, ...lists };
  }

  /** Who stands above a unit on a day, with the unit itself. */
  above(id: string, day: string): string[] {
    return this.chain(id, (each) => this.parentOn(each, day));
  }

  /** Where a unit stands in the structure of a day, with the unit itself. */
  standsIn(id: string, day: string): string[] {
    return this.chain(id, (each) => this.place(each, day));
  }

  private parentOn(id: string, day: string): string | null {
    let [parent, isFirst]: [string | null, boolean] = [null, true];
    for (const event of this.events) {
      if (event.type !== 'unit-established' && event.type !== 'unit-moved') continue;
      if (event.data.unit !== id) continue;
      if (isFirst || event.data.from === null || event.data.from <= day) parent = event.data.parent;
      isFirst = false;
    }
    return parent;
  }

  private wasEverBelow(id: string, above: string, seen: readonly string[] = []): boolean {
    return this.events.some((event) => {
      if ((event.type !== 'unit-established' && event.type !== 'unit-moved') || event.data.unit !== id) return false;
      const { parent } = event.data;
      return parent !== null && !seen.includes(parent) && (parent === above || this.wasEverBelow(parent, above, [...seen, parent]));
    });
  }

  private chain(id: string, parentOf: (id: string) => string | null): string[] {
    const chain = [id];
    for (let at = parentOf(id); at !== null; at = parentOf(at)) {
      if (chain.includes(at)) throw new Circle();
      chain.push(at);
    }
    return chain;
  }

  private place(id: string, day: string, asked: readonly string[] = []): string | null {
    if (asked.includes(id)) throw new Circle();
    const again = (other: string): string | null => this.place(other, day, [...asked, id]);
    const allAbove = (ids: readonly string[]): string | null => {
      const chains = ids.map((each) => this.chain(each, again));
      return chains[0]?.find((each) => chains.every((chain) => chain.includes(each))) ?? null;
    };
    for (const event of this.events) {
      if (event.type === 'unit-merged' && event.data.on <= day && event.data.units.includes(id) && event.data.into !== id)
        return event.data.bridge === 'none' ? again(event.data.into) : event.data.into;
      if (event.type === 'unit-split' && event.data.on <= day && event.data.unit === id && !event.data.into.includes(id))
        return allAbove(event.data.into);
      if (event.type === 'unit-closed' && event.data.on <= day && event.data.unit === id) return this.parentOn(id, day);
    }
    if (this.isThere(id, day)) return this.parentOn(id, day);
    for (const event of this.events) {
      if (event.type === 'unit-merged' && event.data.on > day && event.data.into === id && !event.data.units.includes(id))
        return allAbove(event.data.units);
      if (event.type === 'unit-split' && event.data.on > day && event.data.into.includes(id) && event.data.unit !== id)
        return event.data.bridge === 'none' ? again(event.data.unit) : event.data.unit;
    }
    return this.parentOn(id, day);
  }

  private isThere(id: string, day: string): boolean {
    for (const event of this.events)
      if (event.type === 'unit-established' && event.data.unit === id && event.data.from !== null) return event.data.from <= day;
    for (const event of this.events)
      if (event.type === 'unit-split' && event.data.into.includes(id) && event.data.unit !== id) return event.data.on <= day;
    return true;
  }
}
