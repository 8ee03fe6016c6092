import type { Refusal } from '@styrbord/eventsourcing/decider';
import { circleOf } from './circle';
import type { Bridge, DateText, Provider, Setting, SteeringEvent } from './events';
import { nameOf, parentOf, type Organisation, type Reorganisation, type Unit } from './organisation';
import { isSameJson } from './same';
import type { Name } from './scorecard';

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
    const circle = circular(organisation, parent, { over: [unit.id], from, pointer: '/parent' });
    if (circle) return circle;
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
  const over = units.filter((id) => id !== into);
  return circular(organisation, into, { over, from: on, pointer: '/into' }) ?? [{ type: 'unit-merged', data: { units, into, on, bridge } }];
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

/** Why a unit cannot come to stand over these: on some day from then on it would stand in or below one of them. */
function circular(
  organisation: Organisation,
  unit: string,
  { over, from, pointer }: { readonly over: readonly string[]; readonly from: DateText; readonly pointer: string },
): Refusal | null {
  const circle = circleOf(organisation, unit, { over, from });
  if (!circle) return null;
  return circle.until === null
    ? { refused: 'organisation-cyclic', pointer, given: unit, allowed: `a unit that is not below ${over.join(', ')}` }
    : { refused: 'organisation-cyclic-until', pointer, given: unit, allowed: circle.until };
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

const isSameName = (a: Name, b: Name): boolean => a.sv === b.sv && (a.en ?? null) === (b.en ?? null);
