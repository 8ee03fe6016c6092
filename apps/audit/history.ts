import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { CommitNo, Key, Ledger, Recorded } from '@styrbord/eventsourcing/ledger';
import { alertConcernOf, alertSentenceOf } from '@styrbord/alerting/sentence';
import { concernOf, isOfEveryUnit, type Concern } from '@styrbord/steering/concerning';
import { unitKey } from '@styrbord/steering/audit-events';
import { measureStream, seriesStream } from '@styrbord/steering/events';
import { nameOf } from '@styrbord/steering/organisation';
import type { Name, Origin } from '@styrbord/steering/scorecard';
import { sentenceOf, type Naming } from '@styrbord/steering/sentence';
import { measureOf } from '@styrbord/steering/structure';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import { LEDGERS, type LedgerName } from './audited-ledgers';
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

/** Commits of one ledger, both ends included. */
export interface CommitRange {
  readonly from?: CommitNo;
  readonly to?: CommitNo;
}

/** How far back each ledger has been told: what lies before these places is next. */
export type Places = Readonly<Partial<Record<LedgerName, Origin>>>;

export interface HistoryAsked {
  readonly unit?: string;
  readonly measure?: string;
  readonly actor?: string;
  readonly type?: string;
  /** All of them unless said. */
  readonly ledger?: LedgerName;
  readonly within: Readonly<Record<LedgerName, CommitRange>>;
  readonly text?: string;
  readonly before: Places | null;
  readonly limit: number;
}

export interface HistoryFound {
  readonly items: readonly HistoryEntry[];
  /** Where to go on; null at the beginning of the ledgers. */
  readonly next: Places | null;
}

/** An event by its ledger and place. */
export interface EventPlace extends Origin {
  readonly ledger?: LedgerName;
}

/** Events that one question looks through; it goes on where it stopped. */
const LOOKED_THROUGH_MAX = 20_000;
const COMMITS_AT_ONCE = 100;
const NOTHING: Concern = { units: [], measure: null, plan: null };

/** Every change of everything, read from the ledgers themselves: there is no other record that could lack one. */
export class History {
  constructor(
    private readonly ledgers: Readonly<Record<LedgerName, Ledger>>,
    private readonly knowledge: Knowledge,
  ) {}

  async search(asked: HistoryAsked, sees: (unit: string) => boolean, seesAll: boolean): Promise<HistoryFound> {
    const names = asked.ledger === undefined ? LEDGERS : [asked.ledger];
    const walks = await Promise.all(names.map((name) => this.walk(name, asked)));
    const items: HistoryEntry[] = [];
    for (let looked = 0; looked < LOOKED_THROUGH_MAX && items.length < asked.limit; looked++) {
      const recorded = await newestOf(walks);
      if (!recorded) break;
      const entry = this.entryOf(recorded);
      if (isSeen(entry, sees, seesAll) && matches(entry, asked)) items.push(entry);
    }
    const isAtTheEnd = walks.every(({ next }) => next === null);
    return { items, next: isAtTheEnd ? null : Object.fromEntries(walks.map(({ name, told }) => [name, told])) };
  }

  /** Null for a place where nothing is, or nothing that is theirs. */
  async event(
    { ledger = 'steering', no, index }: EventPlace,
    sees: (unit: string) => boolean,
    seesAll: boolean,
  ): Promise<HistoryEntry | null> {
    for await (const commit of this.ledgers[ledger].read(no, no)) {
      const recorded = recordedOf(commit)[index];
      const entry = recorded && this.entryOf(recorded);
      return entry && isSeen(entry, sees, seesAll) ? entry : null;
    }
    return null;
  }

  /** Entries of the steering ledger in (after, upTo] by their streams, oldest first; each commit is read and verified once. */
  async ofStreams(streams: ReadonlySet<Key>, after: CommitNo, upTo: CommitNo): Promise<ReadonlyMap<Key, readonly HistoryEntry[]>> {
    const entries = new Map<Key, HistoryEntry[]>();
    const { steering } = this.ledgers;
    for (const no of await steering.touching([...streams], after, upTo))
      for await (const commit of steering.read(no, no))
        for (const recorded of recordedOf(commit)) {
          const { stream } = recorded.fact;
          if (streams.has(stream)) entries.set(stream, [...(entries.get(stream) ?? []), this.entryOf(recorded)]);
        }
    return entries;
  }

  entryOf({ ledger, no, index, recordedAt, fact }: Recorded): HistoryEntry {
    const { type, data, meta } = fact;
    const { units, measure, plan } = concernOf(type, data) ?? alertConcernOf(type, data) ?? NOTHING;
    const planned = plan === null ? undefined : this.knowledge.structure.plans.get(plan)?.versions.at(-1)?.plan.unit;
    const { before, after } = editionsOf(this.knowledge, { no, index, type, data });
    return {
      ledger,
      no,
      index,
      recordedAt,
      type,
      sentence: sentenceOf(type, data, this.naming()) ?? alertSentenceOf(type, data, this.naming()) ?? { sv: type, en: type },
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

  /** One ledger, newest first, from where it was told to before. */
  private async walk(name: LedgerName, asked: HistoryAsked): Promise<Walk> {
    const { from: first = 1, to } = asked.within[name];
    const head = (await this.ledgers[name].head()).no;
    const before = asked.before?.[name] ?? { no: head + 1, index: 0 };
    const last = Math.min(before.no, to ?? head, head);
    const events = earlier(this.backwards(name, asked, { first, last }), before)[Symbol.asyncIterator]();
    const walk = new Walk(name, before, events);
    await walk.step();
    return walk;
  }

  private async *backwards(
    name: LedgerName,
    { unit, measure }: HistoryAsked,
    { first, last }: { readonly first: CommitNo; readonly last: CommitNo },
  ): AsyncIterable<Recorded> {
    const ledger = this.ledgers[name];
    if (unit === undefined && measure === undefined) {
      for (let to = last; to >= first; to -= COMMITS_AT_ONCE) yield* reversed(ledger, Math.max(first, to - COMMITS_AT_ONCE + 1), to);
      return;
    }
    const keys = name === 'steering' ? this.keysAbout(unit, measure) : [unit === undefined ? measureStream(measure ?? '') : unitKey(unit)];
    const numbers = await ledger.touching(keys, first - 1, last);
    for (const no of numbers.toReversed()) yield* reversed(ledger, no, no);
  }

  /** Streams of the steering ledger in which a unit's or a measure's events can be. */
  private keysAbout(unit: string | undefined, measure: string | undefined): Key[] {
    const { organisation, measures, plans } = this.knowledge.structure;
    const units = unit === undefined ? Object.keys(organisation.units) : [unit];
    const about = measure === undefined ? [...measures.keys()] : [measure];
    const own = measure === undefined ? ['organisation', ...[...plans.keys()].map((id) => `plan/${id}`)] : [measureStream(measure)];
    return [...own, ...units.flatMap((of) => about.map((id) => seriesStream(of, id)))];
  }
}

/** A ledger as it is gone through backwards: what has been told, and the event before it. */
class Walk {
  next: Recorded | null = null;

  constructor(
    readonly name: LedgerName,
    public told: Origin,
    private readonly events: AsyncIterator<Recorded>,
  ) {}

  async step(): Promise<void> {
    if (this.next) this.told = { no: this.next.no, index: this.next.index };
    const { done, value } = await this.events.next();
    this.next = done ? null : value;
  }
}

async function newestOf(walks: readonly Walk[]): Promise<Recorded | null> {
  let newest: Walk | null = null;
  for (const walk of walks) if (walk.next && (!newest?.next || walk.next.recordedAt > newest.next.recordedAt)) newest = walk;
  const recorded = newest?.next ?? null;
  await newest?.step();
  return recorded;
}

async function* earlier(events: AsyncIterable<Recorded>, before: Origin): AsyncIterable<Recorded> {
  for await (const event of events) if (event.no < before.no || (event.no === before.no && event.index < before.index)) yield event;
}

async function* reversed(ledger: Ledger, from: CommitNo, to: CommitNo): AsyncIterable<Recorded> {
  const commits: Recorded[][] = [];
  for await (const commit of ledger.read(from, to)) commits.push(recordedOf(commit));
  for (const facts of commits.toReversed()) yield* facts.toReversed();
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
