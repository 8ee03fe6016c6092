import type { DateText } from '@styrbord/steering/events';
import type { Organisation } from '@styrbord/steering/organisation';

/** What a unit became, and when. */
interface Became {
  readonly units: readonly string[];
  readonly on: DateText;
}

const LATEST = new WeakMap<Organisation, Succession>();
const NOBODY: readonly string[] = [];

/** What units that were merged or split have become by a day, and what those that are there came of. */
export class Succession {
  private readonly became = new Map<string, Became>();
  private readonly predecessors = new Map<string, string[]>();

  private constructor(
    { units }: Organisation,
    private readonly day: DateText,
  ) {
    const next = new Map<string, Became>();
    for (const { id, closedOn, successors } of Object.values(units)) {
      // One that went on beside what was split from it, and was closed later, has become nothing.
      const isGone = closedOn !== null && closedOn <= day && successors?.on === closedOn && !successors.units.includes(id);
      if (isGone) next.set(id, successors);
    }
    const last = (unit: string): readonly string[] => next.get(unit)?.units.flatMap(last) ?? [unit];
    for (const [id, { on }] of next) {
      const became = [...new Set(last(id))];
      this.became.set(id, { units: became, on });
      for (const unit of became) this.predecessors.set(unit, [...(this.predecessors.get(unit) ?? []), id]);
    }
  }

  /** Of an organisation on a day; asked again and again for each pair, and made once. */
  static of(organisation: Organisation, day: DateText): Succession {
    const known = LATEST.get(organisation);
    if (known?.day === day) return known;
    const made = new Succession(organisation, day);
    LATEST.set(organisation, made);
    return made;
  }

  /** Null where the unit is there still, or has become nothing. Of one that became what has become something else, the last. */
  of(unit: string): Became | null {
    return this.became.get(unit) ?? null;
  }

  /** Those that it came of, and those that they came of. */
  predecessorsOf(unit: string): readonly string[] {
    return this.predecessors.get(unit) ?? NOBODY;
  }
}
