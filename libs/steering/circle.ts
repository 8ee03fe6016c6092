import type { DateText } from './events';
import type { Organisation, Unit } from './organisation';
import { holding } from './organisation-in';

/**
 * Whether a unit, put over others from a day on, would stand in or below one of them on that day or a later one; as units stand, or
 * as they do in the structure of the day. `until` is the day from which it no longer would, null if there is none.
 */
export function circleOf(
  organisation: Organisation,
  unit: string,
  { over, from }: { readonly over: readonly string[]; readonly from: DateText },
): { readonly until: DateText | null } | null {
  const days = [from, ...changesAfter(organisation, from)];
  const last = days.findLastIndex((day) =>
    [parentOn, placeOn].some((above) => chain(organisation, unit, (each) => above(each, day)).some((id) => over.includes(id))),
  );
  return last === -1 ? null : { until: days[last + 1] ?? null };
}

const parentOn = ({ parents }: Unit, day: DateText): string | null => holding(parents, day).parent;

/** What was merged stands in what it became. */
function placeOn(unit: Unit, day: DateText): string | null {
  const { closedOn, successors } = unit;
  const [became, ...others] = closedOn !== null && closedOn <= day ? (successors?.units ?? []) : [];
  return became !== undefined && others.length === 0 ? became : parentOn(unit, day);
}

function chain({ units }: Organisation, start: string, above: (unit: Unit) => string | null): string[] {
  const passed: string[] = [];
  for (let id: string | null = start; id !== null && !passed.includes(id);) {
    passed.push(id);
    const unit: Unit | undefined = units[id];
    id = unit ? above(unit) : null;
  }
  return passed;
}

/** Days on which units move or merge, ascending. */
function changesAfter({ units, reorganisations }: Organisation, from: DateText): DateText[] {
  const moves = Object.values(units).flatMap(({ parents }) => parents.flatMap((fact) => fact.from ?? []));
  const days = [...moves, ...reorganisations.map(({ on }) => on)].filter((day) => day > from);
  return [...new Set(days)].toSorted();
}
