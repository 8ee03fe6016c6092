import type { Bridge, DateText } from './events';
import { definitionBreaks, type Measure } from './measure';
import { ancestorsOf, nameOf, type Organisation } from './organisation';
import { holding, organisationIn, organisationOn, startOf } from './organisation-in';
import { unitsRule } from './over-units';
import { dayBefore } from './period';
import type { Name, SeriesBreak } from './scorecard';
import type { Series } from './series';
import type { Structure } from './structure';

interface Asked {
  readonly structure: Structure;
  readonly unit: string;
}

/** What reorganisations made of a unit, the earliest first. */
export function reorganisationsOf({ structure, unit }: Asked, canBridge = true): SeriesBreak[] {
  const { asOf, organisation } = structure;
  const all = asOf?.organisation ?? organisation;
  const naming = { organisation: all, sees: structure.sees ?? (() => true) };
  return changesOf(all, unit)
    .map((change) => toBreak(change, naming, canBridge && isBridged(change, structure, unit), asOf?.date ?? null))
    .toSorted(byDate);
}

const byDate = (a: SeriesBreak, b: SeriesBreak): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

/** All that breaks a measure's series at a unit, the earliest first. */
export function breaksOf({ structure, unit, measure, series }: Asked & { measure: Measure; series: Series }): SeriesBreak[] {
  // Without a rule over units nothing can be made of others; and what was told of other units was left as it was told.
  const canBridge = (measure.formula !== null || unitsRule(measure) !== null) && series.ofOtherUnits === undefined;
  const definitions = definitionBreaks(structure.measures.get(measure.id)?.versions ?? []).map(({ from, version }) => ({
    from,
    kind: 'definition' as const,
    version,
    units: [],
    into: [],
    bridge: null,
    bridged: false,
    said: { sv: `Definitionen ändrades: version ${version}.`, en: `The definition changed: version ${version}.` },
  }));
  return [...definitions, ...reorganisationsOf({ structure, unit }, canBridge)].toSorted(byDate);
}

interface Change {
  readonly kind: 'merge' | 'split' | 'move';
  readonly units: readonly string[];
  readonly into: readonly string[];
  readonly on: DateText;
  readonly bridge: Bridge | null;
}

const CHANGES = new WeakMap<Organisation, readonly Change[]>();

/** Merges, splits, and moves that have not been taken back since. */
function changesIn(organisation: Organisation): readonly Change[] {
  const known = CHANGES.get(organisation);
  if (known) return known;
  const moves = Object.values(organisation.units).flatMap(({ id, parents }) => {
    const dates = [...new Set(parents.slice(1).flatMap(({ from }) => from ?? []))];
    const moved = dates.filter((on) => holding(parents, dayBefore(on)).parent !== holding(parents, on).parent);
    return moved.map((on): Change => ({ kind: 'move', units: [id], into: [id], on, bridge: null }));
  });
  const changes = [...organisation.reorganisations, ...moves];
  CHANGES.set(organisation, changes);
  return changes;
}

const CHANGES_OF = new WeakMap<Organisation, Map<string, readonly Change[]>>();

/** Those that changed what a unit is made of. */
function changesOf(organisation: Organisation, unit: string): readonly Change[] {
  const known = CHANGES_OF.get(organisation) ?? new Map<string, readonly Change[]>();
  CHANGES_OF.set(organisation, known);
  const changes = known.get(unit) ?? changesIn(organisation).filter((change) => touches(organisation, change, unit));
  known.set(unit, changes);
  return changes;
}

/** Whether what a unit was made of became something else: of what changed, some was or is in it, and not all of both. */
function touches(organisation: Organisation, { kind, units, into, on }: Change, unit: string): boolean {
  const [before, after] = [organisationOn(organisation, dayBefore(on)), organisationOn(organisation, on)];
  const wasIn = units.map((id) => isIn(before, id, unit));
  const comesIn = into.map((id) => isIn(after, id, unit));
  if (kind === 'move') return wasIn[0] !== comesIn[0];
  return [...wasIn, ...comesIn].some(Boolean) && ![...wasIn, ...comesIn].every(Boolean);
}

/** In the structure of the date both sides stand in the unit, or neither does. */
function isBridged({ units, into }: Change, { asOf }: Structure, unit: string): boolean {
  if (!asOf) return false;
  const placed = organisationIn(asOf.organisation, asOf.date);
  const [first, ...others] = [...units, ...into].map((id) => isIn(placed, id, unit));
  return others.every((each) => each === first);
}

const isIn = (organisation: Organisation, id: string, unit: string): boolean => id === unit || ancestorsOf(organisation, id).includes(unit);

function toBreak(change: Change, naming: Naming, bridged: boolean, date: DateText | null): SeriesBreak {
  const { kind, units, into, on, bridge } = change;
  const fact = sayChange(change, naming);
  const stands = date === null ? null : sayBridge(bridged, date);
  const said = stands ? { sv: `${fact.sv} ${stands.sv}`, en: `${fact.en} ${stands.en}` } : fact;
  return { from: on, kind, version: null, units: units.filter(naming.sees), into: into.filter(naming.sees), bridge, bridged, said };
}

const sayBridge = (bridged: boolean, date: DateText): Name =>
  bridged
    ? { sv: `Värdena är omräknade till strukturen ${date}.`, en: `The values are made over into the structure of ${date}.` }
    : { sv: 'Värdena före och efter gäller olika enheter.', en: 'The values before and after are of different units.' };

interface Naming {
  readonly organisation: Organisation;
  readonly sees: (unit: string) => boolean;
}

const UNSEEN = { sv: 'en annan enhet', en: 'another unit' };

function sayChange({ kind, units, into, on }: Change, { organisation, sees }: Naming): Name & { readonly en: string } {
  const name = (id: string): Name & { en: string } => {
    if (!sees(id)) return UNSEEN;
    const unit = organisation.units[id];
    const { sv, en = sv } = unit ? holding(unit.names, on).name : { sv: id };
    return { sv, en };
  };
  const [from, to] = [listed(units.map(name)), listed(into.map(name))];
  switch (kind) {
    case 'merge':
      return { sv: `${from.sv} slogs ihop till ${to.sv}.`, en: `${from.en} were merged into ${to.en}.` };
    case 'split':
      return { sv: `${from.sv} delades i ${to.sv}.`, en: `${from.en} was split into ${to.en}.` };
    case 'move': {
      const parent = (date: DateText): Name & { en: string } => {
        const unit = organisation.units[units[0] ?? ''];
        const above = unit && holding(unit.parents, date).parent;
        return above ? name(above) : { sv: 'toppen', en: 'the top' };
      };
      const [old, now] = [parent(dayBefore(on)), parent(on)];
      return { sv: `${from.sv} flyttades från ${old.sv} till ${now.sv}.`, en: `${from.en} was moved from ${old.en} to ${now.en}.` };
    }
  }
}

function listed(names: readonly (Name & { readonly en: string })[]): { readonly sv: string; readonly en: string } {
  const list = (texts: readonly string[], and: string): string =>
    texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} ${and} ${texts[texts.length - 1]}`;
  return {
    sv: list(
      names.map(({ sv }) => sv),
      'och',
    ),
    en: list(
      names.map(({ en }) => en),
      'and',
    ),
  };
}

/** Whether the unit is there on the date that a structure is read as of, in words where it is not; null where it is. */
export function sayAbsentUnit({ asOf }: Structure, unit: string): Name | null {
  const described = asOf?.organisation.units[unit];
  if (!asOf || !described) return null;
  const name = nameOf(described);
  const start = startOf(asOf.organisation, described);
  if (start !== null && asOf.date < start)
    return {
      sv: `${name.sv} fanns inte än ${asOf.date}; enheten bildades ${start}.`,
      en: `${name.en ?? name.sv} was not there yet on ${asOf.date}; it was established on ${start}.`,
    };
  if (described.closedOn === null || asOf.date < described.closedOn) return null;
  return {
    sv: `${name.sv} fanns inte längre ${asOf.date}; enheten upphörde ${described.closedOn}.`,
    en: `${name.en ?? name.sv} was no longer there on ${asOf.date}; it was closed on ${described.closedOn}.`,
  };
}
