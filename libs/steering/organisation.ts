import type { Bridge, DateText, Provider, Setting, SteeringEvent } from './events';
import type { Name } from './scorecard';

export interface UnitClass {
  readonly kind: string;
  readonly provider: Provider;
  readonly setting: Setting | null;
}

/** From when it holds, and how it came to be known. */
export interface Said {
  readonly from: DateText | null;
  readonly no: number;
  readonly decision: string | null;
}

/** A unit through time, its class and `successors` as they stand by everything known. Lists are in the order things became known; `from` null is "as far back as anything is known". */
export interface Unit extends UnitClass {
  readonly id: string;
  readonly from: DateText | null;
  readonly names: readonly ({ readonly name: Name } & Said)[];
  readonly parents: readonly ({ readonly parent: string | null } & Said)[];
  readonly classes: readonly (UnitClass & Said)[];
  readonly closedOn: DateText | null;
  /** The decision it was closed by, unless it was merged or split. */
  readonly closedBy: string | null;
  /** Where its series go on after a merge or split, and how. */
  readonly successors: { readonly units: readonly string[]; readonly on: DateText; readonly bridge: Bridge } | null;
  readonly no: number;
}

/** A merge or a split: which units became which, and whether their series go on. */
export interface Reorganisation {
  readonly kind: 'merge' | 'split';
  readonly units: readonly string[];
  readonly into: readonly string[];
  readonly on: DateText;
  readonly bridge: Bridge;
  readonly no: number;
  readonly decision: string | null;
}

export interface Organisation {
  readonly units: Readonly<Record<string, Unit>>;
  /** In the order they became known. */
  readonly reorganisations: readonly Reorganisation[];
}

export const NO_UNITS: Organisation = { units: {}, reorganisations: [] };

/** `no` is the commit the event became known in. */
export function evolveOrganisation(
  organisation: Organisation,
  event: SteeringEvent,
  no: number,
  decision: string | null = null,
): Organisation {
  switch (event.type) {
    case 'unit-established': {
      const { unit: id, name, kind, parent, provider, setting, from } = event.data;
      const unit: Unit = {
        id,
        kind,
        provider,
        setting,
        from,
        names: [{ name, from, no, decision }],
        parents: [{ parent, from, no, decision }],
        classes: [{ kind, provider, setting, from, no, decision }],
        closedOn: null,
        closedBy: null,
        successors: null,
        no,
      };
      return { ...organisation, units: { ...organisation.units, [id]: unit } };
    }
    case 'unit-renamed':
      return changed(organisation, event.data.unit, (unit) => ({
        ...unit,
        names: [...unit.names, { name: event.data.name, from: event.data.from, no, decision }],
      }));
    case 'unit-moved':
      return changed(organisation, event.data.unit, (unit) => ({
        ...unit,
        parents: [...unit.parents, { parent: event.data.parent, from: event.data.from, no, decision }],
      }));
    case 'unit-reclassified': {
      const { unit: id, kind, provider, setting, from } = event.data;
      const standing = { kind, provider, setting };
      return changed(organisation, id, (unit) => ({
        ...unit,
        ...standing,
        classes: [...unit.classes, { ...standing, from, no, decision }],
      }));
    }
    case 'unit-merged': {
      const { units, into, on, bridge } = event.data;
      return units
        .filter((id) => id !== into)
        .reduce(
          (all, id) => changed(all, id, (unit) => ({ ...unit, closedOn: on, successors: { units: [into], on, bridge } })),
          reorganised(organisation, { kind: 'merge', units, into: [into], on, bridge, no, decision }),
        );
    }
    case 'unit-split': {
      const { unit: id, into, on, bridge } = event.data;
      const goesOn = into.includes(id);
      return changed(reorganised(organisation, { kind: 'split', units: [id], into, on, bridge, no, decision }), id, (unit) => ({
        ...unit,
        closedOn: goesOn ? null : on,
        successors: { units: into, on, bridge },
      }));
    }
    case 'unit-closed':
      return changed(organisation, event.data.unit, (unit) => ({ ...unit, closedOn: event.data.on, closedBy: decision }));
    default:
      return organisation;
  }
}

function changed(organisation: Organisation, id: string, change: (unit: Unit) => Unit): Organisation {
  const unit = organisation.units[id];
  if (!unit) throw new Error(`unit ${id} is not established`);
  return { ...organisation, units: { ...organisation.units, [id]: change(unit) } };
}

const reorganised = (organisation: Organisation, reorganisation: Reorganisation): Organisation => ({
  ...organisation,
  reorganisations: [...organisation.reorganisations, reorganisation],
});

/** As it stands by everything known; `organisation-in.ts` has it by date. */
export function nameOf(unit: Unit): Name {
  return unit.names[unit.names.length - 1]?.name ?? { sv: unit.id };
}

export function parentOf(unit: Unit): string | null {
  return unit.parents[unit.parents.length - 1]?.parent ?? null;
}

/** Nearest first, without the unit itself. */
export function ancestorsOf({ units }: Organisation, id: string): string[] {
  const found: string[] = [];
  let unit = units[id];
  while (unit) {
    const parent = parentOf(unit);
    if (parent === null || found.includes(parent)) break;
    found.push(parent);
    unit = units[parent];
  }
  return found;
}

/** The unit and every unit that was ever above it. */
export function everAbove({ units }: Organisation, unit: string): string[] {
  const found = [unit];
  for (const id of found)
    for (const { parent } of units[id]?.parents ?? []) if (parent !== null && !found.includes(parent)) found.push(parent);
  return found;
}

/** Every unit that was ever below one of these, without these. */
export function everBelow({ units }: Organisation, ...roots: readonly string[]): string[] {
  const found = new Set(roots);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { id, parents } of Object.values(units))
      if (parents.some(({ parent }) => parent !== null && found.has(parent))) found.add(id);
  }
  for (const root of roots) found.delete(root);
  return [...found];
}

/** Without places that hold on no day, since a later word took theirs; before all others the first holds. */
export function withHeldPlaces(organisation: Organisation): Organisation {
  const held = ({ parents }: Unit): Unit['parents'] =>
    parents.filter(({ from }, at) => at === 0 || parents.slice(at + 1).every((next) => (next.from ?? '') > (from ?? '')));
  const units = Object.values(organisation.units).map((unit) => [unit.id, { ...unit, parents: held(unit) }] as const);
  return { ...organisation, units: Object.fromEntries(units) };
}

export function isWithin(organisation: Organisation, id: string, roots: readonly string[]): boolean {
  return roots.includes(id) || ancestorsOf(organisation, id).some((above) => roots.includes(above));
}

const CHILDREN = new WeakMap<Organisation, ReadonlyMap<string, readonly Unit[]>>();

/** The units right below each, by the id of the one above; those that are closed too. */
export function childrenIn(organisation: Organisation): ReadonlyMap<string, readonly Unit[]> {
  const remembered = CHILDREN.get(organisation);
  if (remembered) return remembered;
  const children = new Map<string, Unit[]>();
  for (const unit of Object.values(organisation.units)) {
    const parent = parentOf(unit);
    const beside = parent === null ? [] : (children.get(parent) ?? []);
    beside.push(unit);
    if (parent !== null) children.set(parent, beside);
  }
  CHILDREN.set(organisation, children);
  return children;
}

/** Open units right below one. */
export function openBelow(organisation: Organisation, id: string): Unit[] {
  return (childrenIn(organisation).get(id) ?? []).filter(({ closedOn }) => closedOn === null);
}

/** A unit's merged predecessors count as below their successor. */
export function unitsBelow(organisation: Organisation, root: string): Unit[] {
  return Object.values(organisation.units).filter(({ id }) => isWithin(organisation, id, [root]));
}
