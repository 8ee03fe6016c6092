import type { DateText } from './events';
import type { Organisation, Unit } from './organisation';

/** Organisations of dates that are remembered of each. */
const DATES_MAX = 200;

type ByDate = Map<DateText, Organisation>;
const ON = new WeakMap<Organisation, ByDate>();
const IN = new WeakMap<Organisation, ByDate>();

/** As it was on a date: each unit's name, class and parent of that day. One that is closed by then stays where it was last. */
export function organisationOn(organisation: Organisation, date: DateText): Organisation {
  const [epoch = ''] = changesOf(organisation)
    .filter((change) => change <= date)
    .slice(-1);
  return remembered(ON, organisation, epoch, () => {
    const parents = new Map(Object.values(organisation.units).map((unit) => [unit.id, holding(unit.parents, date).parent]));
    return placed(organisation, date, parents);
  });
}

/**
 * Where every unit, whenever it was open, stands in the structure of a date: one that is there, where it is; one that was merged,
 * in its successor; one that comes of a later split, in what is split; where a bridge is `none`, beside it. What came of several
 * units, or was split into several, stands below the nearest unit above them all.
 */
export function organisationIn(organisation: Organisation, date: DateText): Organisation {
  return remembered(IN, organisation, date, () => placed(organisation, date, new Places(organisation, date).parents()));
}

/** Places of the structure of a date, each found when it is asked for. */
export class Places {
  private readonly placed = new Map<string, string | null>();
  private readonly placing = new Set<string>();
  private isRound = false;

  constructor(
    private readonly organisation: Organisation,
    private readonly date: DateText,
  ) {}

  parents(): Map<string, string | null> {
    return new Map(Object.keys(this.organisation.units).map((id) => [id, this.parent(id)]));
  }

  /** Whether the way up from a unit leads in a circle, or it would have to be known where it stands to find out. */
  standsInItself(id: string): boolean {
    const last = this.chain(id).at(-1) ?? id;
    return this.isRound || this.parent(last) !== null;
  }

  private parent(id: string): string | null {
    const known = this.placed.get(id);
    const unit = this.organisation.units[id];
    if (known !== undefined || !unit) return known ?? null;
    // What would stand in itself stays where it is.
    if (this.placing.has(id)) {
      this.isRound = true;
      return holding(unit.parents, this.date).parent;
    }
    this.placing.add(id);
    const parent = this.placeOf(unit);
    this.placing.delete(id);
    this.placed.set(id, parent);
    return parent;
  }

  private placeOf(unit: Unit): string | null {
    const own = holding(unit.parents, this.date).parent;
    const { reorganisations } = this.organisation;
    const start = startOf(this.organisation, unit);
    if (unit.closedOn !== null && unit.closedOn <= this.date) {
      const end = reorganisations.findLast(
        ({ units, into, on }) => on === unit.closedOn && units.includes(unit.id) && !into.includes(unit.id),
      );
      if (!end) return own;
      return end.kind === 'split' ? this.aboveAll(end.into) : this.inOrBeside(end.into[0], end.bridge !== 'none');
    }
    if (start !== null && start > this.date) {
      const origin = reorganisations.find(({ units, into, on }) => on > this.date && into.includes(unit.id) && !units.includes(unit.id));
      if (!origin) return own;
      return origin.kind === 'merge' ? this.aboveAll(origin.units) : this.inOrBeside(origin.units[0], origin.bridge !== 'none');
    }
    return own;
  }

  private inOrBeside(other: string | undefined, isIn: boolean): string | null {
    if (other === undefined) return null;
    return isIn ? other : this.parent(other);
  }

  /** The nearest unit that all of these stand in or below. */
  private aboveAll(ids: readonly string[]): string | null {
    const [first = [], ...others] = ids.filter((id) => this.organisation.units[id]).map((id) => this.chain(id));
    return first.find((id) => others.every((other) => other.includes(id))) ?? null;
  }

  private chain(id: string): string[] {
    const chain: string[] = [];
    for (let at: string | null = id; at !== null && !chain.includes(at); at = this.parent(at)) chain.push(at);
    return chain;
  }
}

/** Null is "as far back as anything is known". What a split makes was not there before it. */
export function startOf({ reorganisations }: Organisation, { id, from }: Unit): DateText | null {
  if (from !== null) return from;
  return reorganisations.find(({ kind, units, into }) => kind === 'split' && into.includes(id) && !units.includes(id))?.on ?? null;
}

/** The latest word that holds on a date, else the first there is. */
export function holding<T extends { readonly from: DateText | null }>(facts: readonly T[], date: DateText): T {
  return (facts.findLast(({ from }) => from === null || from <= date) ?? facts[0]) as T;
}

function placed(organisation: Organisation, date: DateText, parents: Map<string, string | null>): Organisation {
  partCircles(parents);
  const units = Object.values(organisation.units).map((unit) => {
    const { kind, provider, setting } = holding(unit.classes, date);
    const parent = { ...holding(unit.parents, date), parent: parents.get(unit.id) ?? null };
    return [unit.id, { ...unit, kind, provider, setting, names: [holding(unit.names, date)], parents: [parent] }] as const;
  });
  return { ...organisation, units: Object.fromEntries(units) };
}

/** A ledger may hold moves that lead in a circle on some date: such a unit then has no parent. */
function partCircles(parents: Map<string, string | null>): void {
  const sound = new Set<string>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    for (let id: string | null = start; id !== null && !sound.has(id);) {
      path.add(id);
      const parent: string | null = parents.get(id) ?? null;
      if (parent !== null && path.has(parent)) parents.set(id, null);
      id = parents.get(id) ?? null;
    }
    for (const id of path) sound.add(id);
  }
}

const CHANGES = new WeakMap<Organisation, readonly DateText[]>();

/** Dates on which some unit's name, class or parent changed, ascending. */
function changesOf(organisation: Organisation): readonly DateText[] {
  const known = CHANGES.get(organisation);
  if (known) return known;
  const dates = Object.values(organisation.units).flatMap(({ names, parents, classes }) =>
    [...names, ...parents, ...classes].flatMap(({ from }) => from ?? []),
  );
  const changes = [...new Set(dates)].toSorted();
  CHANGES.set(organisation, changes);
  return changes;
}

function remembered(
  all: WeakMap<Organisation, ByDate>,
  organisation: Organisation,
  date: DateText,
  make: () => Organisation,
): Organisation {
  const dates = all.get(organisation) ?? new Map<DateText, Organisation>();
  all.set(organisation, dates);
  const known = dates.get(date);
  if (known) return known;
  const made = make();
  if (dates.size >= DATES_MAX) dates.clear();
  dates.set(date, made);
  return made;
}
