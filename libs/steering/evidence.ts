import type { Fact, Recorded } from '@styrbord/eventsourcing/ledger';
import type { Json } from '@styrbord/proof/canonical';
import type { CommitLine } from '@styrbord/proof/commit-line';
import type { Comparison, Manifest, PackedEvent, ProvedPack, Selection, Shown } from '@styrbord/proof/evidence-pack';
import { measuresShown } from './board';
import { concernOf } from './concerning';
import { measureStream, ORGANISATION_STREAM, planStream, seriesStream } from './events';
import { parsePeriod } from './period';
import { comparisonOf, RENDERING, RENDERINGS, type Rendered } from './renderings';
import type { Scorecard } from './scorecard';
import { EMPTY_SERIES, type Series } from './series';
import { everAbove, everBelow } from './organisation';
import { measureOf, type Structure } from './structure';
import { seriesId, seriesView } from './views/series-view';
import { currentOf, structureOf, structureView } from './views/structure-view';
import { measuresBehind, totalsFrom, type figuresOf, type Reading } from './views/figures';
import { readScorecard } from './views/knowledge';

/** What the events of a pack show, as this version renders it. */
export async function shownFrom(manifest: Manifest, events: readonly PackedEvent[], known: CommitLine): Promise<Shown> {
  return RENDERINGS[RENDERING](renderedFrom(manifest, events, known));
}

/** Holds what a pack shows against what its events make; `page` is what they make: as the pack's own version where it is known, else as this one. */
export async function compareShown({ manifest, events, known, shown }: ProvedPack): Promise<Comparison & { readonly page: string }> {
  const rendered = renderedFrom(manifest, events, known);
  const comparison = await comparisonOf(rendered, shown);
  // An older pack lacks events that later versions read.
  return { ...comparison, page: comparison.same === 'all' ? shown.page : (await RENDERINGS[RENDERING](rendered)).page };
}

function renderedFrom(manifest: Manifest, events: readonly PackedEvent[], known: CommitLine): Rendered {
  const recorded = events.map(({ no, index, recordedAt, text }): Recorded => ({
    ledger: manifest.ledger,
    no,
    index,
    recordedAt,
    fact: JSON.parse(text) as Fact,
  }));
  const knowing = knowingFrom(recorded);
  return { manifest, recorded, read: (figuresIn) => scorecardOf(manifest, knowing, known.recordedAt, figuresIn) };
}

/** The scorecard a selection is about; null for a whole ledger. */
async function scorecardOf(
  { ledger, selection }: Manifest,
  knowing: Reading,
  at: string,
  figuresIn?: typeof figuresOf,
): Promise<Scorecard | null> {
  const { unit, period: name, measures, to } = selection;
  const period = parsePeriod(name ?? '');
  if (unit === null || !period) return null;
  return readScorecard(knowing, { unit, period, ...(measures ? { measures } : {}) }, { ledger, no: to, at }, figuresIn);
}

/** Folds events as the views do, by the very same functions. */
function knowingFrom(recorded: readonly Recorded[]): Reading {
  const bodies = { structure: new Map<string, Json>(), series: new Map<string, Json>() };
  for (const fact of recorded) {
    for (const [view, documents] of [
      [structureView, bodies.structure],
      [seriesView, bodies.series],
    ] as const)
      for (const id of view.documents(fact)) documents.set(id, view.evolve(documents.get(id) ?? view.initial(id), fact, id));
  }
  const structure = structureOf([...bodies.structure].map(([id, body]) => ({ id, body: currentOf(body) })));
  const series = async (unit: string, measure: string): Promise<Series> =>
    (bodies.series.get(seriesId(unit, measure)) as unknown as Series | undefined) ?? EMPTY_SERIES;
  return { structure, series, totals: (unit, measure) => totalsFrom(structure.organisation, series, { unit, measure }) };
}

/** Which events a selection's scorecard is made of: streams, and of the shared ones what concerns it. */
export interface Concerned {
  readonly streams: readonly string[];
  readonly takes: (fact: Fact) => boolean;
}

/**
 * `structure`: as known at the selection's end. A unit's scorecard is made of its own figures, of those of the units below it, of
 * the measures that formulas name, and of what is decided above it.
 */
export function concernedBy(structure: Structure, { unit, period: name, measures }: Selection & { readonly unit: string }): Concerned {
  const period = parsePeriod(name ?? '');
  const units = everAbove(structure.organisation, unit);
  const below = everBelow(structure.organisation, unit);
  const shown = period ? measuresShown(structure, unit, period) : [];
  const wanted = measures
    ? shown.filter((id) => measures.includes(id) || measures.includes(measureOf(structure, id)?.companionOf ?? ''))
    : shown;
  const plans = [...structure.plans].filter(([, { versions }]) => versions.some(({ plan }) => units.includes(plan.unit))).map(([id]) => id);
  // A plan names measures that are not asked for: their definitions are what its rows are left out by.
  const behind = [...new Set(wanted.flatMap((measure) => measuresBehind(structure, measure)))];
  const definitions = [...new Set([...shown, ...behind])];
  const streams = [
    ORGANISATION_STREAM,
    ...plans.map(planStream),
    ...definitions.map(measureStream),
    ...[...units, ...below].flatMap((of) => behind.map((measure) => seriesStream(of, measure))),
  ];
  const known = unitsNamed(structure, [...units, ...below]);
  const measured = new Set([unit, ...below]);
  const takes = ({ type, stream, data }: Fact): boolean => {
    const concern = concernOf(type, data);
    if (stream === ORGANISATION_STREAM) return concern !== null && concern.units.some((of) => known.has(of));
    if (!stream.startsWith('series/')) return true;
    return concern?.units.some((of) => (type === 'target-set' ? units.includes(of) : measured.has(of))) ?? false;
  };
  return { streams, takes };
}

/** With those they were merged into or split from: their events name each other, and none can be folded without the other's. */
function unitsNamed({ organisation }: Structure, units: readonly string[]): Set<string> {
  const known = new Set(units);
  for (let size = 0; size < known.size;) {
    size = known.size;
    for (const { id, successors } of Object.values(organisation.units)) {
      const linked = [id, ...(successors?.units ?? [])];
      if (successors && linked.some((of) => known.has(of))) linked.forEach((of) => known.add(of));
    }
  }
  return known;
}
