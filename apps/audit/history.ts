import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { CommitNo, Key, Ledger, Recorded } from '@styrbord/eventsourcing/ledger';
import { concernOf, isOfEveryUnit, type Concern } from '@styrbord/steering/concerning';
import { measureStream, seriesStream } from '@styrbord/steering/events';
import { nameOf } from '@styrbord/steering/organisation';
import type { Name, Origin } from '@styrbord/steering/scorecard';
import { sentenceOf, type Naming } from '@styrbord/steering/sentence';
import { measureOf } from '@styrbord/steering/structure';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import { editionsOf } from './editions';

/** One change, as a person reads it. */
export interface HistoryEntry {
  readonly ledger: string;
  readonly no: CommitNo;
  readonly index: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly sentence: Name;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly decision: string | null;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly source: string | null;
  readonly request: string | null;
  readonly units: readonly string[];
  readonly measure: string | null;
}

export interface HistoryAsked {
  readonly unit?: string;
  readonly measure?: string;
  readonly actor?: string;
  readonly type?: string;
  /** Both ends included. */
  readonly from?: CommitNo;
  readonly to?: CommitNo;
  readonly text?: string;
  /** Newest first: what lies before this place. */
  readonly before: Origin | null;
  readonly limit: number;
}

export interface HistoryFound {
  readonly items: readonly HistoryEntry[];
  /** Where to go on; null at the beginning of the ledger. */
  readonly next: Origin | null;
}

/** Events that one question looks through; it goes on where it stopped. */
const LOOKED_THROUGH_MAX = 20_000;
const COMMITS_AT_ONCE = 100;
const NOTHING: Concern = { units: [], measure: null, plan: null };

/** Every change of everything, read from the ledger itself: there is no second record that could lack one. */
export class History {
  constructor(
    private readonly ledger: Ledger,
    private readonly knowledge: Knowledge,
  ) {}

  async search(asked: HistoryAsked, sees: (unit: string) => boolean, seesAll: boolean): Promise<HistoryFound> {
    const { from: first = 1, before, limit } = asked;
    const head = (await this.ledger.head()).no;
    const last = Math.min(before?.no ?? head, asked.to ?? head);
    const items: HistoryEntry[] = [];
    let looked = 0;
    for await (const recorded of this.backwards(asked, first, last)) {
      const { no, index } = recorded;
      if (before && (no > before.no || (no === before.no && index >= before.index))) continue;
      looked++;
      const entry = this.entryOf(recorded);
      if (isSeen(entry, sees, seesAll) && matches(entry, asked)) items.push(entry);
      if (items.length >= limit || looked >= LOOKED_THROUGH_MAX) return { items, next: no === first && index === 0 ? null : { no, index } };
    }
    return { items, next: null };
  }

  /** Null for a place where nothing is, or nothing that is theirs. */
  async event({ no, index }: Origin, sees: (unit: string) => boolean, seesAll: boolean): Promise<HistoryEntry | null> {
    for await (const commit of this.ledger.read(no, no)) {
      const recorded = recordedOf(commit)[index];
      const entry = recorded && this.entryOf(recorded);
      return entry && isSeen(entry, sees, seesAll) ? entry : null;
    }
    return null;
  }

  /** Entries of commits that touch a key, in (after, upTo], oldest first. */
  async touching(keys: readonly Key[], after: CommitNo, upTo: CommitNo): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    const wanted = new Set(keys);
    for (const no of await this.ledger.touching(keys, after, upTo))
      for await (const commit of this.ledger.read(no, no))
        entries.push(...recordedOf(commit).flatMap((recorded) => (wanted.has(recorded.fact.stream) ? [this.entryOf(recorded)] : [])));
    return entries;
  }

  entryOf({ ledger, no, index, recordedAt, fact }: Recorded): HistoryEntry {
    const { type, data, meta } = fact;
    const { units, measure, plan } = concernOf(type, data) ?? NOTHING;
    const planned = plan === null ? undefined : this.knowledge.structure.plans.get(plan)?.versions.at(-1)?.plan.unit;
    const { before, after } = editionsOf(this.knowledge, { no, index, type, data });
    return {
      ledger,
      no,
      index,
      recordedAt,
      type,
      sentence: sentenceOf(type, data, this.naming()) ?? { sv: type, en: type },
      before,
      after,
      reason: meta.reason ?? null,
      decision: meta.decision ?? null,
      actor: meta.actor,
      onBehalfOf: meta.onBehalfOf ?? null,
      source: meta.source ?? null,
      request: meta.request ?? null,
      units: planned === undefined ? units : [planned],
      measure,
    };
  }

  private naming(): Naming {
    const { structure } = this.knowledge;
    return {
      unit: (id) => {
        const unit = structure.organisation.units[id];
        return unit ? nameOf(unit) : { sv: id };
      },
      measure: (id) => measureOf(structure, id)?.name ?? { sv: id },
      plan: (id) => structure.plans.get(id)?.versions.at(-1)?.plan.name ?? { sv: id },
    };
  }

  private async *backwards({ unit, measure }: HistoryAsked, first: CommitNo, last: CommitNo): AsyncIterable<Recorded> {
    if (unit === undefined && measure === undefined) {
      for (let to = last; to >= first; to -= COMMITS_AT_ONCE) yield* this.reversed(Math.max(first, to - COMMITS_AT_ONCE + 1), to);
      return;
    }
    const numbers = await this.ledger.touching(this.keysAbout(unit, measure), first - 1, last);
    for (const no of numbers.toReversed()) yield* this.reversed(no, no);
  }

  private async *reversed(from: CommitNo, to: CommitNo): AsyncIterable<Recorded> {
    const commits: Recorded[][] = [];
    for await (const commit of this.ledger.read(from, to)) commits.push(recordedOf(commit));
    for (const facts of commits.toReversed()) yield* facts.toReversed();
  }

  /** Streams in which a unit's or a measure's events can be. */
  private keysAbout(unit: string | undefined, measure: string | undefined): Key[] {
    const { organisation, measures, plans } = this.knowledge.structure;
    const units = unit === undefined ? Object.keys(organisation.units) : [unit];
    const about = measure === undefined ? [...measures.keys()] : [measure];
    const own = measure === undefined ? ['organisation', ...[...plans.keys()].map((id) => `plan/${id}`)] : [measureStream(measure)];
    return [...own, ...units.flatMap((of) => about.map((id) => seriesStream(of, id)))];
  }
}

function isSeen({ type, units }: HistoryEntry, sees: (unit: string) => boolean, seesAll: boolean): boolean {
  return seesAll || (!isOfEveryUnit(type, units) && (units.length === 0 || units.some(sees)));
}

function matches(entry: HistoryEntry, { unit, measure, actor, type, text }: HistoryAsked): boolean {
  if (unit !== undefined && !entry.units.includes(unit)) return false;
  if (measure !== undefined && entry.measure !== measure) return false;
  if (actor !== undefined && entry.actor !== actor && entry.onBehalfOf !== actor) return false;
  if (type !== undefined && entry.type !== type) return false;
  return text === undefined || wordsOf(entry).includes(text.toLowerCase());
}

function wordsOf({ sentence, before, after, reason, decision, actor, source, request }: HistoryEntry): string {
  return JSON.stringify([sentence.sv, sentence.en, before, after, reason, decision, actor, source, request]).toLowerCase();
}
