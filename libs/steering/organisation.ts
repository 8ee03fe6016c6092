import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Bridge, DateText, Provider, Setting, SteeringEvent } from './events';
import type { Name } from './scorecard';
import { isSameJson } from './same';

export interface UnitClass {
  readonly kind: string;
  readonly provider: Provider;
  readonly setting: Setting | null;
}

/** A unit through time, its class and `successors` as they stand by everything known. Lists are in the order things became known; `from` null is "as far back as anything is known". */
export interface Unit extends UnitClass {
  readonly id: string;
  readonly from: DateText | null;
  readonly names: readonly { readonly name: Name; readonly from: DateText | null; readonly no: number }[];
  readonly parents: readonly { readonly parent: string | null; readonly from: DateText | null; readonly no: number }[];
  readonly classes: readonly (UnitClass & { readonly from: DateText | null; readonly no: number })[];
  readonly closedOn: DateText | null;
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
}

export interface Organisation {
  readonly units: Readonly<Record<string, Unit>>;
  /** In the order they became known. */
  readonly reorganisations: readonly Reorganisation[];
}

export const NO_UNITS: Organisation = { units: {}, reorganisations: [] };

export interface UnitDescription {
  readonly unit: string;
  readonly name: Name;
  readonly kind: string;
  readonly parent: string | null;
  readonly provider: Provider;
  readonly setting: Setting | null;
  readonly from: DateText | null;
}

export type OrganisationCommand =
  | ({ readonly type: 'DescribeUnit'; readonly today: DateText } & UnitDescription)
  | { readonly type: 'RenameUnit'; readonly unit: string; readonly name: Name; readonly on: DateText }
  | { readonly type: 'MoveUnit'; readonly unit: string; readonly parent: string | null; readonly on: DateText }
  | {
      readonly type: 'MergeUnits';
      readonly units: readonly string[];
      readonly into: string;
      readonly on: DateText;
      readonly bridge: Bridge;
    }
  | { readonly type: 'SplitUnit'; readonly unit: string; readonly into: readonly string[]; readonly on: DateText; readonly bridge: Bridge }
  | { readonly type: 'CloseUnit'; readonly unit: string; readonly on: DateText };

export function decideOrganisation(command: OrganisationCommand, organisation: Organisation): readonly SteeringEvent[] | Refusal {
  switch (command.type) {
    case 'DescribeUnit':
      return describe(command, organisation);
    case 'RenameUnit':
      return onOpen(organisation, command.unit, command.on, '/unit', (unit) => rename(unit, command.name, command.on));
    case 'MoveUnit':
      return onOpen(organisation, command.unit, command.on, '/unit', (unit) => move(organisation, unit, command.parent, command.on));
    case 'MergeUnits':
      return merge(command, organisation);
    case 'SplitUnit':
      return split(command, organisation);
    case 'CloseUnit':
      if (organisation.units[command.unit]?.closedOn === command.on) return [];
      return onOpen(organisation, command.unit, command.on, '/unit', (unit) => {
        const child = Object.values(organisation.units).find((other) => parentOf(other) === unit.id && other.closedOn === null);
        if (child) return { refused: 'unit-has-units', pointer: '/unit', given: unit.id, allowed: `close or move ${child.id} first` };
        return [{ type: 'unit-closed', data: { unit: unit.id, on: command.on } }];
      });
  }
}

type Decision = readonly SteeringEvent[] | Refusal;

function describe(
  { type: _, today, ...described }: Extract<OrganisationCommand, { type: 'DescribeUnit' }>,
  organisation: Organisation,
): Decision {
  const unit = organisation.units[described.unit];
  if (described.parent !== null && !organisation.units[described.parent]) {
    return { refused: 'parent-unknown', pointer: '/parent', given: described.parent };
  }
  if (described.parent === described.unit) return { refused: 'organisation-cyclic', pointer: '/parent', given: described.parent };
  if (!unit) return [{ type: 'unit-established', data: described }];
  if (unit.closedOn !== null)
    return sameAs(unit, described) ? [] : { refused: 'unit-closed', pointer: '/id', given: unit.id, allowed: `< ${unit.closedOn}` };
  const on = described.from !== null && described.from !== unit.from ? described.from : today;
  const renamed = rename(unit, described.name, on);
  const moved = move(organisation, unit, described.parent, on);
  if ('refused' in moved) return moved;
  return [...renamed, ...moved, ...reclassify(unit, described, on)];
}

const sameAs = (unit: Unit, described: UnitDescription): boolean =>
  isSameName(nameOf(unit), described.name) &&
  parentOf(unit) === described.parent &&
  unit.kind === described.kind &&
  unit.provider === described.provider;

function rename(unit: Unit, name: Name, from: DateText): readonly SteeringEvent[] {
  const before = nameOf(unit);
  return isSameName(before, name) ? [] : [{ type: 'unit-renamed', data: { unit: unit.id, name, before, from } }];
}

function move(organisation: Organisation, unit: Unit, parent: string | null, from: DateText): Decision {
  const before = parentOf(unit);
  if (before === parent) return [];
  if (parent !== null) {
    const above = organisation.units[parent];
    if (!above) return { refused: 'parent-unknown', pointer: '/parent', given: parent };
    if (above.closedOn !== null && above.closedOn <= from)
      return { refused: 'unit-closed', pointer: '/parent', given: parent, allowed: `< ${above.closedOn}` };
    if (parent === unit.id || ancestorsOf(organisation, parent).includes(unit.id)) {
      return { refused: 'organisation-cyclic', pointer: '/parent', given: parent, allowed: `a unit that is not below ${unit.id}` };
    }
  }
  return [{ type: 'unit-moved', data: { unit: unit.id, parent, before, from } }];
}

function reclassify(unit: Unit, { kind, provider, setting }: UnitDescription, from: DateText): readonly SteeringEvent[] {
  if (unit.kind === kind && unit.provider === provider && unit.setting === setting) return [];
  const before = { kind: unit.kind, provider: unit.provider, setting: unit.setting };
  return [{ type: 'unit-reclassified', data: { unit: unit.id, kind, provider, setting, from, before } }];
}

function merge({ units, into, on, bridge }: Extract<OrganisationCommand, { type: 'MergeUnits' }>, organisation: Organisation): Decision {
  if (units.length < 2) return { refused: 'merge-of-one', pointer: '/units', given: [...units], allowed: '≥ 2' };
  if (new Set(units).size !== units.length) return { refused: 'unit-given-twice', pointer: '/units', given: [...units] };
  if (isMade(organisation, { kind: 'merge', units, into: [into], on, bridge })) return [];
  for (const [at, id] of units.entries()) {
    const open = openUnit(organisation, id, on, `/units/${at}`);
    if ('refused' in open) return open;
  }
  const target = openUnit(organisation, into, on, '/into');
  if ('refused' in target) return target;
  const above = ancestorsOf(organisation, into).find((id) => units.includes(id));
  if (above !== undefined)
    return { refused: 'organisation-cyclic', pointer: '/into', given: into, allowed: `a unit that is not below ${above}` };
  return [{ type: 'unit-merged', data: { units, into, on, bridge } }];
}

function split({ unit, into, on, bridge }: Extract<OrganisationCommand, { type: 'SplitUnit' }>, organisation: Organisation): Decision {
  if (into.length < 2) return { refused: 'split-into-one', pointer: '/into', given: [...into], allowed: '≥ 2' };
  if (new Set(into).size !== into.length) return { refused: 'unit-given-twice', pointer: '/into', given: [...into] };
  if (isMade(organisation, { kind: 'split', units: [unit], into, on, bridge })) return [];
  const from = openUnit(organisation, unit, on, '/unit');
  if ('refused' in from) return from;
  for (const [at, id] of into.entries()) {
    const open = openUnit(organisation, id, on, `/into/${at}`);
    if ('refused' in open) return open;
  }
  return [{ type: 'unit-split', data: { unit, into, on, bridge } }];
}

/** Sent again, as a document may be, it changes nothing. */
const isMade = ({ reorganisations }: Organisation, asked: Omit<Reorganisation, 'no'>): boolean =>
  reorganisations.some(({ no: _, ...made }) => isSameJson(made, asked));

function openUnit(organisation: Organisation, id: string, on: DateText, pointer: string): Unit | Refusal {
  const unit = organisation.units[id];
  if (!unit) return { refused: 'unit-unknown', pointer, given: id };
  if (unit.closedOn !== null) return { refused: 'unit-closed', pointer, given: id, allowed: `< ${unit.closedOn}` };
  if (unit.from !== null && on < unit.from) return { refused: 'before-establishment', pointer, given: on, allowed: `≥ ${unit.from}` };
  return unit;
}

function onOpen(organisation: Organisation, id: string, on: DateText, pointer: string, decide: (unit: Unit) => Decision): Decision {
  const unit = openUnit(organisation, id, on, pointer);
  return 'refused' in unit ? unit : decide(unit);
}

/** `no` is the commit the event became known in. */
export function evolveOrganisation(organisation: Organisation, event: SteeringEvent, no: number): Organisation {
  switch (event.type) {
    case 'unit-established': {
      const { unit: id, name, kind, parent, provider, setting, from } = event.data;
      const unit: Unit = {
        id,
        kind,
        provider,
        setting,
        from,
        names: [{ name, from, no }],
        parents: [{ parent, from, no }],
        classes: [{ kind, provider, setting, from, no }],
        closedOn: null,
        successors: null,
        no,
      };
      return { ...organisation, units: { ...organisation.units, [id]: unit } };
    }
    case 'unit-renamed':
      return changed(organisation, event.data.unit, (unit) => ({
        ...unit,
        names: [...unit.names, { name: event.data.name, from: event.data.from, no }],
      }));
    case 'unit-moved':
      return changed(organisation, event.data.unit, (unit) => ({
        ...unit,
        parents: [...unit.parents, { parent: event.data.parent, from: event.data.from, no }],
      }));
    case 'unit-reclassified': {
      const { unit: id, kind, provider, setting, from } = event.data;
      const standing = { kind, provider, setting };
      return changed(organisation, id, (unit) => ({ ...unit, ...standing, classes: [...unit.classes, { ...standing, from, no }] }));
    }
    case 'unit-merged': {
      const { units, into, on, bridge } = event.data;
      return units
        .filter((id) => id !== into)
        .reduce(
          (all, id) => changed(all, id, (unit) => ({ ...unit, closedOn: on, successors: { units: [into], on, bridge } })),
          reorganised(organisation, { kind: 'merge', units, into: [into], on, bridge, no }),
        );
    }
    case 'unit-split': {
      const { unit: id, into, on, bridge } = event.data;
      const goesOn = into.includes(id);
      return changed(reorganised(organisation, { kind: 'split', units: [id], into, on, bridge, no }), id, (unit) => ({
        ...unit,
        closedOn: goesOn ? null : on,
        successors: { units: into, on, bridge },
      }));
    }
    case 'unit-closed':
      return changed(organisation, event.data.unit, (unit) => ({ ...unit, closedOn: event.data.on }));
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

const isSameName = (a: Name, b: Name): boolean => a.sv === b.sv && (a.en ?? null) === (b.en ?? null);

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

/** A unit's merged predecessors count as below their successor. */
export function unitsBelow(organisation: Organisation, root: string): Unit[] {
  return Object.values(organisation.units).filter(({ id }) => isWithin(organisation, id, [root]));
}
