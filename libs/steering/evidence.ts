import type { Fact, Recorded } from '@styrbord/eventsourcing/ledger';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import type { CommitLine } from '@styrbord/proof/commit-line';
import type { Manifest, PackedEvent, Selection } from '@styrbord/proof/evidence-pack';
import { measuresShown } from './board';
import { concernOf } from './concerning';
import { measureStream, ORGANISATION_STREAM, planStream, seriesStream } from './events';
import { evidencePage } from './evidence-page';
import { parsePeriod } from './period';
import type { Scorecard } from './scorecard';
import { EMPTY_SERIES, type Series } from './series';
import { everAbove, everBelow } from './organisation';
import { measureOf, type Structure } from './structure';
import { seriesId, seriesView } from './views/series-view';
import { currentOf, structureOf, structureView } from './views/structure-view';
import { measuresBehind, totalsFrom, type Reading } from './views/figures';
import { readScorecard } from './views/knowledge';

/** What the events of a pack make, as texts: the scorecard in canonical JSON, and the page to read. */
export async function derivedFrom(
  manifest: Manifest,
  events: readonly PackedEvent[],
  known: CommitLine,
): Promise<{ scorecard: string; page: string }> {
  const recorded = events.map(({ no, index, recordedAt, text }): Recorded => ({
    ledger: manifest.ledger,
    no,
    index,
    recordedAt,
    fact: JSON.parse(text) as Fact,
  }));
  const scorecard = await scorecardOf(manifest, knowingFrom(recorded), known.recordedAt);
  return { scorecard: `${canonicalize(scorecard)}\n`, page: evidencePage(manifest, scorecard, recorded) };
}

/** The scorecard a selection is about; null for a whole ledger. */
export async function scorecardOf({ ledger, selection }: Manifest, knowing: Reading, at: string): Promise<Scorecard | null> {
  const { unit, period: name, measures, to } = selection;
  const period = parsePeriod(name ?? '');
  if (unit === null || !period) return null;
  return readScorecard(knowing, { unit, period, ...(measures ? { measures } : {}) }, { ledger, no: to, at });
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
