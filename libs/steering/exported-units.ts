import type { DocumentChange, DocumentUnit } from './document';
import type { DateText } from './events';
import { ancestorsOf, openBelow, unitsBelow, type Organisation, type Said, type Unit } from './organisation';
import { organisationOn } from './organisation-in';
import { isSameJson } from './same';

/** A unit's words on itself that hold on some day, ascending; the first of each is how it is described. */
interface History {
  readonly unit: Unit;
  readonly names: Words<Unit['names'][number]>;
  readonly places: Words<Unit['parents'][number]>;
  readonly classes: Words<Unit['classes'][number]>;
}
type Words<T> = readonly [T, ...(T & { readonly from: DateText })[]];

/**
 * A unit and everything below it: as each was first, and what became of them since, in an order in which it can be carried out. What
 * lies beside them is not told of: places go back to the day on which the last of them came from elsewhere.
 */
export function exportedUnits(organisation: Organisation, root: string): { units: DocumentUnit[]; changes: DocumentChange[] } {
  const units = unitsBelow(organisation, root).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = new Set(units.map(({ id }) => id));
  const histories = sinceAllAreWithin(units.map(historyOf), ids);
  return {
    units: histories.map(({ unit: { id, from }, names: [{ name }], places: [{ parent }], classes: [{ kind, provider, setting }] }) => ({
      id,
      name,
      kind,
      parent,
      provider,
      setting,
      from,
    })),
    changes: [...wordsSince(organisation, histories), ...endsOf(organisation, units, ids)],
  };
}

const historyOf = (unit: Unit): History => ({
  unit,
  names: timeline(unit.names, unit.from),
  places: timeline(unit.parents, unit.from),
  classes: timeline(unit.classes, unit.from),
});

/** Without words that hold on no day of the unit's, or say what was said. */
function timeline<T extends Said>([first, ...later]: readonly T[], established: DateText | null): Words<T> {
  const dated = later.map((word) => ({ ...word, from: latest(word.from ?? '', established ?? '') }));
  const holding = dated.filter(({ from }, at) => dated.slice(at + 1).every((next) => next.from > from));
  const isNews = (word: T, at: number): boolean => !isSameJson(contentOf(word), contentOf(holding[at - 1] ?? (first as T)));
  return [first as T, ...holding.filter(isNews)];
}

const latest = (a: DateText, b: DateText): DateText => (a > b ? a : b);

const contentOf = ({ from: _, no: __, decision: ___, ...content }: Said): object => content;

function sinceAllAreWithin(histories: readonly History[], ids: ReadonlySet<string>): History[] {
  const isWithin = ({ parent }: { readonly parent: string | null }): boolean => parent === null || ids.has(parent);
  const came = histories.flatMap(({ places }) => {
    const last = places.findLastIndex((place) => !isWithin(place));
    return last === -1 ? [] : (places[last + 1]?.from ?? []);
  });
  const start = came.reduce(latest, '');
  return histories.map((history) => {
    const { places } = history;
    const last = places[places.length - 1] as History['places'][0];
    // The unit that is asked for may stand below one that is not.
    if (!isWithin(last)) return { ...history, places: [last] };
    const [held = places[0], ...since] = places.slice(
      Math.max(
        0,
        places.findLastIndex(({ from }) => (from ?? '') <= start),
      ),
    );
    return { ...history, places: [held, ...since] as unknown as History['places'] };
  });
}

/** By their days; of one day from the top, so that no unit stands in itself meanwhile. */
function wordsSince(organisation: Organisation, histories: readonly History[]): DocumentChange[] {
  return histories
    .flatMap(({ unit: { id: unit }, names: [, ...names], places: [, ...places], classes: [, ...classes] }): DocumentChange[] => [
      ...names.map(({ name, from: on, decision }) => ({ kind: 'rename' as const, unit, name, on, decision })),
      ...places.map(({ parent, from: on, decision }) => ({ kind: 'move' as const, unit, parent, on, decision })),
      ...classes.map(({ kind, provider, setting, from: on, decision }) => ({
        kind: 'reclassify' as const,
        unit,
        class: { kind, provider, setting },
        on,
        decision,
      })),
    ])
    .map((change) => ({ change, depth: ancestorsOf(organisationOn(organisation, change.on), change.unit ?? '').length }))
    .toSorted((a, b) => (a.change.on === b.change.on ? a.depth - b.depth : a.change.on < b.change.on ? -1 : 1))
    .map(({ change }) => change);
}

/** Merges and splits as they became known, then what was closed besides, from below. */
function endsOf(organisation: Organisation, units: readonly Unit[], ids: ReadonlySet<string>): DocumentChange[] {
  const reorganisations = organisation.reorganisations.filter((change) => [...change.units, ...change.into].every((id) => ids.has(id)));
  const isEnded = ({ id, closedOn }: Unit): boolean =>
    reorganisations.some((change) => change.on === closedOn && change.units.includes(id) && !change.into.includes(id));
  return [
    ...reorganisations.map(({ kind, units: from, into, on, bridge, decision }) =>
      kind === 'merge'
        ? { kind, units: from, into: into[0] ?? '', on, decision, bridge }
        : { kind, unit: from[0] ?? '', into, on, decision, bridge },
    ),
    ...units
      .filter((unit) => unit.closedOn !== null && !isEnded(unit))
      .toSorted((a, b) => ancestorsOf(organisation, b.id).length - ancestorsOf(organisation, a.id).length)
      .map(({ id: unit, closedOn, closedBy: decision }) => {
        const left = openBelow(organisation, unit).map(({ id }) => id);
        return { kind: 'close' as const, unit, ...(left.length > 0 ? { units: left.toSorted() } : {}), on: closedOn ?? '', decision };
      }),
  ];
}
