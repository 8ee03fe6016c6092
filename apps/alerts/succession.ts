import type { DateText } from '@styrbord/steering/events';
import type { Organisation } from '@styrbord/steering/organisation';

/** What a unit became, and when. */
interface Became {
  readonly units: readonly string[];
  readonly on: DateText;
}

/** What units that were merged or split have become by a day, and what those that are there came of. */
export class Succession {
  private readonly became = new Map<string, Became>();

  constructor({ units }: Organisation, day: DateText) {
    for (const { id, closedOn, successors } of Object.values(units)) {
      // One that went on beside what was split from it, and was closed later, has become nothing.
      const isGone = closedOn !== null && closedOn <= day && successors?.on === closedOn && !successors.units.includes(id);
      if (isGone) this.became.set(id, successors);
    }
  }

  /** Null where the unit is there still, or has become nothing. Of one that became what has become something else, the last. */
  of(unit: string): Became | null {
    const next = this.became.get(unit);
    return next ? { units: [...new Set(next.units.flatMap((each) => this.of(each)?.units ?? [each]))], on: next.on } : null;
  }

  /** Those that it came of, and those that they came of. */
  predecessorsOf(unit: string): readonly string[] {
    return [...this.became.keys()].filter((each) => this.of(each)?.units.includes(unit));
  }
}
