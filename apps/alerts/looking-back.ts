import type { Cause } from '@styrbord/alerting/events';
import type { Condition, Observation } from '@styrbord/alerting/observation';
import type { Rule } from '@styrbord/alerting/rule';
import type { Period } from '@styrbord/steering/period';
import type { Looking } from './looking';

/** Of several units that became one, whatever asks for more. */
const WORST: readonly Condition[] = ['holds', 'within-band', 'unknown', 'over', 'not-watched'];

interface Asked {
  readonly cause: Cause | null;
  /** The units that an open case speaks of; null where none is open. */
  readonly from: readonly string[] | null;
}

/** A measure at a unit, with what the units that it came of had reported. */
export class LookingBack {
  constructor(
    private readonly own: Looking,
    private readonly predecessors: ReadonlyMap<string, Looking>,
  ) {}

  isCovered(rule: Rule): boolean {
    return this.own.isCovered(rule, [...this.predecessors.keys()]);
  }

  periodsFor(rule: Rule): readonly Period[] {
    if (this.predecessors.size === 0) return this.own.periodsFor(rule);
    const all = new Map(
      [...this.predecessors.values(), this.own].flatMap((looking) => looking.periodsFor(rule)).map((one) => [one.name, one]),
    );
    return [...all.values()].toSorted((a, b) => a.to - b.to || a.from - b.from);
  }

  /** Where the unit has no value of its own, as those it came of have it. */
  observed(rule: Rule, period: Period, { cause, from }: Asked): Observation {
    const { own } = this;
    const isHere = (looking: Looking, periods = looking.periods): boolean => periods.some(({ name }) => name === period.name);
    const speaking = isHere(own)
      ? []
      : [...this.predecessors].filter(
          ([unit, looking]) => (from === null || from.includes(unit)) && isHere(looking, looking.periodsFor(rule)),
        );
    const seen = speaking.map(([unit, looking]) => ({ unit, found: looking.observed(rule, period, cause) }));
    const condition = WORST.find((each) => seen.some(({ found }) => found.condition === each));
    const worst = seen.filter(({ found }) => found.condition === condition);
    const [first] = worst;
    if (!first) return own.observed(rule, period, cause);
    return Object.assign(first.found, { isPast: first.found.isPast || own.isPast(period), from: worst.map(({ unit }) => unit) });
  }
}
