import type { DateText, SteeringEvent } from './events';
import { evolveOrganisation, type Organisation, type Unit } from './organisation';
import { holding, Places } from './organisation-in';

/** Before all that is dated. */
const BEGINNING: DateText = '';

/**
 * Whether what is to happen would let a unit stand in itself on some day, as units stand or as they do in the structure of the day.
 * `last` is the last change of the organisation by which it still would; `until` the day from which it no longer would, null if there
 * is none.
 */
export function circleOf(
  before: Organisation,
  event: SteeringEvent,
  unit: string,
): { readonly last: DateText; readonly until: DateText | null } | null {
  const after = evolveOrganisation(before, event, 0);
  const days = [BEGINNING, ...changesOf(after)];
  const isRound = (day: DateText): boolean =>
    // A ledger may hold a circle of old: it keeps nothing else from being decided.
    standsInItself(after, unit, day) && !standsInItself(before, unit, day);
  const at = days.findLastIndex(isRound);
  const last = days[at];
  return last === undefined ? null : { last, until: days[at + 1] ?? null };
}

function standsInItself(organisation: Organisation, unit: string, day: DateText): boolean {
  return leadsRound(organisation, unit, day) || new Places(organisation, day).standsInItself(unit);
}

function leadsRound({ units }: Organisation, start: string, day: DateText): boolean {
  const passed = new Set<string>();
  for (let id: string | null = start; id !== null && !passed.has(id);) {
    passed.add(id);
    const unit: Unit | undefined = units[id];
    id = unit ? holding(unit.parents, day).parent : null;
    if (id === start) return true;
  }
  return false;
}

/** Days on which units come, move, are reorganised or closed, ascending. */
function changesOf({ units, reorganisations }: Organisation): DateText[] {
  const own = Object.values(units).flatMap(({ from: start, parents, closedOn }) => [start, closedOn, ...parents.map((word) => word.from)]);
  const days = [...own, ...reorganisations.map(({ on }) => on)].filter((day) => day !== null);
  return [...new Set(days)].toSorted();
}
