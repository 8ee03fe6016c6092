import type { Bus, Message } from './bus';
import { LedgerBroken, recordedOf } from './commit';
import type { Documents, Stored } from './documents';
import type { Commit, CommitNo, Ledger, Recorded } from './ledger';
import { documentOf } from './projection';
import { checkpointOf, collectionOf, pointerOf, servingGeneration, START } from './serving';
import type { View } from './view';
import type { Checkpoint, NamedDocument, Parked, Saved, ViewDocument, ViewReader, ViewStatus } from './view-reader';
import { Waiters } from './waiters';

interface Options {
  readonly view: View;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly bus: Bus;
  /** Where those who save tell that they have: `changesMessage`. */
  readonly topic: string;
  /** Of this process alone: every process hears of every change. */
  readonly group: string;
}

/** Commits whose documents are fetched together when far behind. */
const COMMITS_AT_ONCE = 500;
const CACHE_MAX = 50_000;

/** What whoever saved tells the others: how far the view has come. */
export function changesMessage(tenant: string, ledger: string, { view, no }: Saved): Message {
  return { key: tenant, value: '', headers: { ce_type: 'view-saved', ledger, view, commit: String(no) } };
}

/**
 * A view whose documents another process keeps. Messages only wake it: which documents changed follows from the commits
 * in between, so a message that is lost, doubled or wrong can delay and nothing else.
 */
export class FollowedView implements ViewReader {
  private collection: string;
  private checkpoint: Checkpoint = START;
  private headNo: CommitNo = 0;
  private halted: string | null = null;
  /** It begins where the documents stand, not with the first commit: who saves meanwhile may ask it to look too early. */
  private started = false;
  private parked: readonly Parked[] = [];
  private work: Promise<unknown> = Promise.resolve();
  private readonly cache = new Map<string, Stored>();
  private readonly waiters = new Waiters();
  private readonly listeners: ((saved: Saved) => void)[] = [];

  constructor(private readonly options: Options) {
    this.collection = collectionOf(options.view, 1);
  }

  async start(): Promise<void> {
    const { documents, view, bus, topic, group } = this.options;
    await this.locked(async () => {
      this.collection = collectionOf(view, await servingGeneration(documents, view));
      this.checkpoint = await checkpointOf(documents, this.collection);
      this.started = true;
    });
    await bus.subscribe(topic, `${group}.${pointerOf(view)}`, (messages) => this.heard(messages));
    await this.poll();
  }

  onSaved(listener: (saved: Saved) => void): void {
    this.listeners.push(listener);
  }

  get no(): CommitNo {
    return this.checkpoint.no;
  }

  async read(id: string): Promise<ViewDocument | null> {
    const cached = this.cache.get(id);
    const stored = cached ?? (await this.options.documents.get(this.collection, id));
    if (stored && !cached) this.remember(stored);
    return stored && documentOf(stored);
  }

  async *scan(prefix: string): AsyncIterable<NamedDocument> {
    for await (const stored of this.options.documents.scan(this.collection, prefix)) yield documentOf(stored);
  }

  waitFor(no: CommitNo, timeoutMs: number): Promise<boolean> {
    return this.checkpoint.no >= no ? Promise.resolve(true) : this.waiters.wait(no, timeoutMs);
  }

  status(): ViewStatus {
    const { name, version } = this.options.view;
    const { checkpoint, parked, halted } = this;
    return { name, version, checkpoint, lag: Math.max(0, this.headNo - checkpoint.no), parked, refused: {}, halted };
  }

  poll(): Promise<void> {
    return this.locked(async () => {
      if (!this.started) return;
      const { documents, view, ledger } = this.options;
      this.headNo = (await ledger.head()).no;
      const collection = collectionOf(view, await servingGeneration(documents, view));
      if (collection !== this.collection) this.cache.clear();
      this.collection = collection;
      this.parked = await parkedIn(documents, this.collection);
      await this.advance();
    });
  }

  async settled(): Promise<void> {
    await this.work;
  }

  private async heard(messages: readonly Message[]): Promise<void> {
    const { ledger, view } = this.options;
    const isNews = messages.some(
      ({ headers }) => headers['ledger'] === ledger.name && headers['view'] === view.name && Number(headers['commit']) > this.no,
    );
    if (isNews) await this.locked(() => this.advance());
  }

  /** Up to where the stored checkpoint stands. */
  private async advance(): Promise<void> {
    if (this.halted) return;
    const stored = await checkpointOf(this.options.documents, this.collection);
    this.headNo = Math.max(this.headNo, stored.no);
    if (stored.no <= this.no && stored.hash !== this.checkpoint.hash) {
      this.halted = `the documents are of commit ${stored.no}, not of checkpoint ${this.no}: an older copy`;
      return;
    }
    try {
      await this.followTo(stored);
    } catch (error) {
      if (!(error instanceof LedgerBroken)) throw error;
      this.halted = error.message;
    }
  }

  private async followTo(stored: Checkpoint): Promise<void> {
    const { ledger, view } = this.options;
    for (let from = this.no + 1; from <= stored.no; from = this.no + 1) {
      const to = Math.min(stored.no, from + COMMITS_AT_ONCE - 1);
      const ids = new Set<string>();
      let last: Commit | null = null;
      for await (const commit of ledger.read(from, to)) {
        if (commit.prev !== (last?.hash ?? this.checkpoint.hash)) throw new LedgerBroken(ledger.name, commit.no, 'prev');
        for (const recorded of recordedOf(commit)) for (const id of documentsOf(view, recorded)) ids.add(id);
        last = commit;
      }
      if (last?.no !== to) return;
      await this.tell(last, ids);
    }
  }

  private async tell({ no, hash, epoch, recordedAt }: Commit, ids: ReadonlySet<string>): Promise<void> {
    const stored = await this.options.documents.getMany(this.collection, [...ids]);
    for (const one of stored) this.remember(one);
    const documents = stored.map(documentOf);
    this.checkpoint = { no, hash, epoch };
    for (const listener of this.listeners) listener({ view: this.options.view.name, no, recordedAt, documents });
    this.waiters.reached(no);
  }

  private locked(act: () => Promise<void>): Promise<void> {
    const result = this.work.then(act);
    this.work = result.catch(() => undefined);
    return result;
  }

  /** The least recently changed goes first; a read that took long never hides a newer document. */
  private remember(stored: Stored): void {
    if ((this.cache.get(stored.id)?.version ?? 0) > stored.version) return;
    this.cache.delete(stored.id);
    this.cache.set(stored.id, stored);
    if (this.cache.size > CACHE_MAX) this.cache.delete(this.cache.keys().next().value as string);
  }
}

/** What cannot be applied was parked by whoever saved, and changed no document. */
function documentsOf(view: View, recorded: Recorded): readonly string[] {
  try {
    return view.documents(recorded);
  } catch {
    return [];
  }
}

async function parkedIn(documents: Documents, collection: string): Promise<Parked[]> {
  const parked: Parked[] = [];
  for await (const { body } of documents.scan('parked', `${collection}/`)) parked.push(body as unknown as Parked);
  return parked;
}
