import type { Reorganisation } from './organisation';
import { startOf } from './organisation-in';
import { monthOfDate, parsePeriod, type Month } from './period';
import type { TargetFact } from './series';
import type { Structure } from './structure';

/** A unit that merged or split units became, and the measures whose targets nobody has decided there since. */
export interface UndecidedTargets {
  readonly change: Reorganisation;
  readonly unit: string;
  readonly measures: readonly {
    readonly measure: string;
    /** What holds at the units that there were. */
    readonly targets: readonly Pick<TargetFact, 'unit' | 'cell' | 'text' | 'from' | 'to'>[];
  }[];
}

/**
 * No target goes over to a unit by itself: 70 % of a small clinic and 80 % of a large one are no target of both. Any target set
 * there for a time from the change on decides, "none" too.
 */
export function undecidedTargets(structure: Structure): UndecidedTargets[] {
  const { organisation, targets } = structure;
  return organisation.reorganisations.flatMap((change) =>
    change.into.flatMap((unit) => {
      const described = organisation.units[unit];
      if (!described || described.closedOn !== null) return [];
      const on = monthOfDate(change.on);
      const isNew = startOf(organisation, described) === change.on;
      const measures = [...targets].flatMap(([measure, facts]) => {
        const isDecided = facts.some((fact) => fact.unit === unit && reaches(fact, on) && (isNew || isSince(fact, change)));
        const holding = isDecided ? [] : change.units.flatMap((source) => standingAt(facts, source, on));
        return holding.length > 0 ? [{ measure, targets: holding }] : [];
      });
      return measures.length > 0 ? [{ change, unit, measures }] : [];
    }),
  );
}

const reaches = ({ to }: TargetFact, month: Month): boolean => (parsePeriod(to)?.to ?? -1) >= month;

const isSince = (fact: TargetFact, { no, on }: Reorganisation): boolean =>
  fact.no > no || (parsePeriod(fact.from)?.from ?? -1) >= monthOfDate(on);

/** The latest word on each cell of what would go on to hold at a unit. */
function standingAt(facts: readonly TargetFact[], unit: string, month: Month) {
  const latest = new Map<string | null, TargetFact>();
  for (const fact of facts) if (fact.unit === unit && reaches(fact, month)) latest.set(fact.cell, fact);
  return [...latest.values()]
    .filter(({ reading }) => reading.kind !== 'none')
    .map(({ cell, text, from, to }) => ({ unit, cell, text, from, to }));
}
