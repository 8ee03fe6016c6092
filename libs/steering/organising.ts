import type { Refusal } from '@styrbord/eventsourcing/decider';
import { circleOf } from './circle';
import type { Bridge, DateText, Provider, Setting, SteeringEvent } from './events';
import { openBelow, type Organisation, type Reorganisation, type Said, type Unit, type UnitClass } from './organisation';
import { holding } from './organisation-in';
import { dayBefore } from './period';
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

/** Days on which a document that describes a unit goes on to change it, the first of each: what is described was until then. */
export type LaterChanges = { readonly [K in 'rename' | 'move' | 'reclassify']?: DateText };

export type OrganisationCommand =
  | ({ readonly type: 'DescribeUnit'; readonly today: DateText; readonly later?: LaterChanges } & UnitDescription)
  | { readonly type: 'RenameUnit'; readonly unit: string; readonly name: Name; readonly on: DateText }
  | { readonly type: 'MoveUnit'; readonly unit: string; readonly parent: string | null; readonly on: DateText }
  | { readonly type: 'ReclassifyUnit'; readonly unit: string; readonly class: UnitClass | null; readonly on: DateText }
  | {
      readonly type: 'MergeUnits';
      readonly units: readonly string[];
      readonly into: string;
      readonly on: DateText;
      readonly bridge: Bridge;
    }
  | { readonly type: 'SplitUnit'; readonly unit: string; readonly into: readonly string[]; readonly on: DateText; readonly bridge: Bridge }
  /** `leaving`: open units that are to stay below it. */
  | { readonly type: 'CloseUnit'; readonly unit: string; readonly on: DateText; readonly leaving?: readonly string[] };

export function decideOrganisation(command: OrganisationCommand, organisation: Organisation): readonly SteeringEvent[] | Refusal {
  switch (command.type) {
    case 'DescribeUnit':
      return describe(command, organisation);
    case 'RenameUnit':
      return changed(organisation, command, (unit) => rename(unit, command.name, sayingFrom(unit.names, command.on)));
    case 'MoveUnit':
      return changed(organisation, command, (unit) => move(organisation, unit, command.parent, sayingFrom(unit.parents, command.on)));
    case 'ReclassifyUnit':
      return changed(organisation, command, (unit) =>
        command.class
          ? reclassify(unit, command.class, sayingFrom(unit.classes, command.on))
          : { refused: 'class-missing', pointer: '/class', given: null, allowed: '{ kind, provider, setting }' },
      );
    case 'MergeUnits':
      return merge(command, organisation);
    case 'SplitUnit':
      return split(command, organisation);
    case 'CloseUnit':
      return changed(organisation, command, (unit) => {
        if (unit.closedOn === command.on) return [];
        const child = openBelow(organisation, unit.id).find(({ id }) => !command.leaving?.includes(id));
        if (child) return { refused: 'unit-has-units', pointer: '/unit', given: unit.id, allowed: `close or move ${child.id} first` };
        return [{ type: 'unit-closed', data: { unit: unit.id, on: command.on } }];
      });
  }
}

type Decision = readonly SteeringEvent[] | Refusal;

function describe(
  { type: _, today, later = {}, ...described }: Extract<OrganisationCommand, { type: 'DescribeUnit' }>,
  organisation: Organisation,
): Decision {
  const unit = organisation.units[described.unit];
  if (described.parent !== null && !organisation.units[described.parent]) {
    return { refused: 'parent-unknown', pointer: '/parent', given: described.parent };
  }
  if (described.parent === described.unit) return { refused: 'organisation-cyclic', pointer: '/parent', given: described.parent };
  if (!unit) return [{ type: 'unit-established', data: described }];
  const on = described.from !== null && described.from !== unit.from ? described.from : today;
  const saying = <T extends Said>(words: readonly T[], change: DateText | undefined): Saying<T> =>
    change === undefined ? sayingNow(words, latest(on, unit.from)) : sayingUntil(words, change, unit.from);
  const renamed = rename(unit, described.name, saying(unit.names, later.rename));
  const moved = move(organisation, unit, described.parent, saying(unit.parents, later.move));
  const reclassified = reclassify(unit, described, saying(unit.classes, later.reclassify));
  const isOther = 'refused' in moved || renamed.length + moved.length + reclassified.length > 0;
  if (unit.closedOn !== null && isOther) return { refused: 'unit-closed', pointer: '/id', given: unit.id, allowed: `< ${unit.closedOn}` };
  return 'refused' in moved ? moved : [...renamed, ...moved, ...reclassified];
}

/** What is said of a unit from a day on, and what was said already: the first word is the one it would replace. */
interface Saying<T> {
  readonly from: DateText;
  readonly words: readonly [T, ...T[]];
  /** Nothing is said of days on which the unit is not there. */
  readonly isMute?: boolean;
}

const latest = (day: DateText, other: DateText | null): DateText => (other !== null && other > day ? other : day);

/** As it stands from now on. */
const sayingNow = <T extends Said>(words: readonly T[], from: DateText): Saying<T> => ({ from, words: [words[words.length - 1] as T] });

/** As it was until a change. */
function sayingUntil<T extends Said>(words: readonly T[], change: DateText, established: DateText | null): Saying<T> {
  const from = dayBefore(change);
  return { from, words: [holding(words, from)], isMute: established !== null && from < established };
}

/** From a day on. What is said of that very day changes nothing when it is sent again, though later days have words of their own. */
function sayingFrom<T extends Said>(words: readonly T[], from: DateText): Saying<T> {
  const held = holding(words, from);
  return { from, words: held.from === from ? [held] : [held, words[words.length - 1] as T] };
}

const isSaid = <T>({ words, isMute = false }: Saying<T>, isSame: (word: T) => boolean): boolean => isMute || words.every(isSame);

function rename(unit: Unit, name: Name, saying: Saying<Unit['names'][number]>): readonly SteeringEvent[] {
  if (isSaid(saying, (word) => isSameName(word.name, name))) return [];
  return [{ type: 'unit-renamed', data: { unit: unit.id, name, before: saying.words[0].name, from: saying.from } }];
}

function move(organisation: Organisation, unit: Unit, parent: string | null, saying: Saying<Unit['parents'][number]>): Decision {
  const { from, words } = saying;
  if (isSaid(saying, (word) => word.parent === parent)) return [];
  const moved: SteeringEvent = { type: 'unit-moved', data: { unit: unit.id, parent, before: words[0].parent, from } };
  if (parent === null) return [moved];
  const above = organisation.units[parent];
  if (!above) return { refused: 'parent-unknown', pointer: '/parent', given: parent };
  if (above.closedOn !== null && above.closedOn <= from)
    return { refused: 'unit-closed', pointer: '/parent', given: parent, allowed: `< ${above.closedOn}` };
  return circular(organisation, moved, { given: parent, of: [unit.id], on: from, pointer: '/parent' }) ?? [moved];
}

function reclassify(unit: Unit, { kind, provider, setting }: UnitClass, saying: Saying<UnitClass>): readonly SteeringEvent[] {
  if (isSaid(saying, (word) => word.kind === kind && word.provider === provider && word.setting === setting)) return [];
  const [standing] = saying.words;
  const before = { kind: standing.kind, provider: standing.provider, setting: standing.setting };
  return [{ type: 'unit-reclassified', data: { unit: unit.id, kind, provider, setting, from: saying.from, before } }];
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
  const merged: SteeringEvent = { type: 'unit-merged', data: { units, into, on, bridge } };
  return circular(organisation, merged, { given: into, of: over, on, pointer: '/into' }) ?? [merged];
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
  const divided = (parts: readonly string[]): SteeringEvent => ({ type: 'unit-split', data: { unit, into: parts, on, bridge } });
  const circles = into.map((given, at) => circular(organisation, divided(into), { given, of: [unit], on, pointer: `/into/${at}` }));
  const atFault = circles.find((circle, at) => circle && circleOf(organisation, divided(into.slice(at, at + 1)), into[at] ?? ''));
  return atFault ?? circles.find(Boolean) ?? [divided(into)];
}

interface Asked {
  readonly given: string;
  /** Those that may not lie below what is given. */
  readonly of: readonly string[];
  readonly on: DateText;
  readonly pointer: string;
}

/** Why something cannot happen: on some day a unit would stand in or below itself. */
function circular(organisation: Organisation, event: SteeringEvent, { given, of, on, pointer }: Asked): Refusal | null {
  const circle = circleOf(organisation, event, given);
  if (!circle) return null;
  const others = of.join(', ');
  if (circle.last < on) return { refused: 'organisation-cyclic-before', pointer, given, allowed: others };
  return circle.until === null
    ? { refused: 'organisation-cyclic', pointer, given, allowed: `a unit that is not below ${others}` }
    : { refused: 'organisation-cyclic-until', pointer, given, allowed: circle.until };
}

/** Sent again, as a document may be, it changes nothing. */
const isMade = ({ reorganisations }: Organisation, asked: Omit<Reorganisation, 'no' | 'decision'>): boolean =>
  reorganisations.some(({ no: _, decision: __, ...made }) => isSameJson(made, asked));

function openUnit(organisation: Organisation, id: string, on: DateText, pointer: string): Unit | Refusal {
  const unit = thereOn(organisation, id, on, pointer);
  if ('refused' in unit) return unit;
  return unit.closedOn === null ? unit : { refused: 'unit-closed', pointer, given: id, allowed: `< ${unit.closedOn}` };
}

function thereOn({ units }: Organisation, id: string, on: DateText, pointer: string): Unit | Refusal {
  const unit = units[id];
  if (!unit) return { refused: 'unit-unknown', pointer, given: id };
  if (unit.from !== null && on < unit.from) return { refused: 'before-establishment', pointer, given: on, allowed: `≥ ${unit.from}` };
  return unit;
}

/** A change of an open unit; of a closed one only what changes nothing. */
function changed(
  organisation: Organisation,
  { unit: id, on }: { readonly unit: string; readonly on: DateText },
  decide: (unit: Unit) => Decision,
): Decision {
  const unit = thereOn(organisation, id, on, '/unit');
  if ('refused' in unit) return unit;
  const decided = decide(unit);
  const changes = 'refused' in decided || decided.length > 0;
  return unit.closedOn !== null && changes
    ? { refused: 'unit-closed', pointer: '/unit', given: id, allowed: `< ${unit.closedOn}` }
    : decided;
}

const isSameName = (a: Name, b: Name): boolean => a.sv === b.sv && (a.en ?? null) === (b.en ?? null);
