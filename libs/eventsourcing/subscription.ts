import type { Json } from '@styrbord/proof/canonical';
import type { Bus, Message } from './bus';
import { Claims, type MessageFault } from './claims';
import { LedgerBroken, recordedOf } from './commit';
import type { Documents } from './documents';
import type { Commit, CommitNo, Fact, Ledger, Recorded } from './ledger';
import { Projection, type Folded } from './projection';
import type { View } from './view';
import { checkpointOf, pointerOf, servingGeneration, START } from './serving';
import type { Checkpoint, Saved, ViewReader, ViewStatus } from './view-reader';
import { Waiters } from './waiters';

interface Options {
  readonly view: View;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly bus: Bus;
  readonly topic: string;
  /** The tenant, where messages come from outside: then they only wake, and what is applied is read from the ledger. */
  readonly wokenAs?: string;
}

interface Step {
  readonly checkpoint: Checkpoint;
  readonly prev: string;
  readonly recordedAt: string;
  readonly facts: readonly Recorded[];
}

/** Facts folded before they are written, while catching up. */
const BATCH_FACTS = 50_000;
/** Commits read again, at the most, for messages that come late or twice. */
const COMPARED_MAX = 500;
/** After a long save it rests so many times as long, unless somebody waits: what comes meanwhile is saved together. */
const REST = { factor: 4, fromMs: 20, toMs: 1_000 };

/**
 * Keeps one view up to date from a ledger: messages where they follow on, the ledger where they do not. Older commits are
 * skipped, a gap is read, and a hash that does not fit halts the view, which says so.
 */
export class Subscription implements ViewReader {
  private serving: Projection;
  private checkpoint: Checkpoint = START;
  private headNo: CommitNo = 0;
  private halted: string | null = null;
  private work: Promise<unknown> = Promise.resolve();
  private readonly waiters = new Waiters();
  private readonly refused: Partial<Record<MessageFault, number>> = {};
  private endRest: () => void = () => undefined;
  private readonly listeners: ((saved: Saved) => void)[] = [];

  constructor(private readonly options: Options) {
    this.serving = new Projection(options.view, 1, options.documents);
  }

  /** Loads the checkpoint, catches up with the ledger, then follows the bus. */
  async start(): Promise<void> {
    const { view, documents, bus, topic } = this.options;
    await this.serve(await servingGeneration(documents, view));
    await bus.subscribe(topic, `${view.name}.v${view.version}`, async (messages) => {
      const began = performance.now();
      await this.locked(() => this.hear(messages));
      await this.rest(performance.now() - began);
    });
    await this.poll();
  }

  onSaved(listener: (saved: Saved) => void): void {
    this.listeners.push(listener);
  }

  read(id: string): Promise<Json | null> {
    return this.serving.read(id);
  }

  scan(prefix: string): AsyncIterable<{ readonly id: string; readonly body: Json }> {
    return this.serving.scan(prefix);
  }

  get no(): CommitNo {
    return this.checkpoint.no;
  }

  status(): ViewStatus {
    const { name, version } = this.options.view;
    const { checkpoint, halted, refused } = this;
    return { name, version, checkpoint, lag: Math.max(0, this.headNo - checkpoint.no), parked: this.serving.parked, refused, halted };
  }

  waitFor(no: CommitNo, timeoutMs: number): Promise<boolean> {
    if (this.checkpoint.no >= no) return Promise.resolve(true);
    this.endRest();
    return this.waiters.wait(no, timeoutMs);
  }

  /** Compares with the ledger's head, so that a lost message only delays. */
  poll(): Promise<void> {
    return this.locked(() => this.look());
  }

  /** Builds a new generation from commit 1 beside the serving one, then switches. `progress` is told the commit reached. */
  async rebuild(progress?: (no: CommitNo) => void): Promise<void> {
    const { view, documents } = this.options;
    const next = new Projection(view, this.serving.generation + 1, documents);
    await next.drop();
    await documents.delete('checkpoints', next.collection);
    let reached = await this.catchUp(next, START, this.checkpoint.no, { progress });
    await this.locked(async () => {
      reached = await this.catchUp(next, reached, this.checkpoint.no, { progress });
      await documents.put('views', pointerOf(view), { generation: next.generation });
      const old = this.serving;
      this.serving = next;
      this.halted = null;
      await old.drop();
      await documents.delete('checkpoints', old.collection);
    });
  }

  /** Folds a parked stream again after what stopped it was mended. */
  replayParked(stream: string): Promise<boolean> {
    return this.locked(async () => {
      const facts: Recorded[] = [];
      for await (const recorded of this.options.ledger.stream(stream, this.checkpoint.no)) facts.push(recorded);
      const folded = await this.serving.replay(stream, facts);
      if (!folded) return false;
      await this.options.documents.write([
        ...this.serving.changesOf(folded),
        { delete: { collection: 'parked', id: `${this.serving.collection}/${stream}` } },
      ]);
      this.serving.kept(folded);
      return true;
    });
  }

  /** Resolves when everything begun is done. */
  async settled(): Promise<void> {
    await this.work;
  }

  private async rest(tookMs: number): Promise<void> {
    if (tookMs < REST.fromMs || this.waiters.some) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(REST.toMs, tookMs * REST.factor));
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private locked<T>(act: () => Promise<T>): Promise<T> {
    const result = this.work.then(act);
    this.work = result.catch(() => undefined);
    return result;
  }

  private hear(messages: readonly Message[]): Promise<void> {
    const { wokenAs } = this.options;
    return wokenAs === undefined ? this.take(messages) : this.wake(messages, wokenAs);
  }

  private async wake(messages: readonly Message[], tenant: string): Promise<void> {
    const claims = new Claims(messages, this.options.ledger.name, tenant);
    const before = this.checkpoint.no;
    if (claims.upTo > this.checkpoint.no && !this.halted) {
      await this.adopt();
      await this.readLedger(claims.upTo, (commit) => claims.compare(commit));
      if (!this.halted) claims.end(this.checkpoint.no);
    }
    if (!this.halted) await this.comparePast(claims, before);
    // Old messages say so too; only the ledger itself can tell whether it has become shorter.
    if (claims.headNo !== null && claims.headNo < this.checkpoint.no) await this.look();
    for (const fault of claims.faults) this.refused[fault] = (this.refused[fault] ?? 0) + 1;
  }

  /** Messages on commits that were applied before say nothing new, but may say something false. */
  private async comparePast(claims: Claims, applied: CommitNo): Promise<void> {
    const { past } = claims;
    if (past === null || past.from > applied) return;
    const to = Math.min(past.to, applied, past.from + COMPARED_MAX - 1);
    for await (const commit of this.options.ledger.read(past.from, to)) claims.compare(commit);
  }

  private async look(): Promise<void> {
    if (this.halted) return;
    const head = await this.options.ledger.head();
    this.headNo = head.no;
    await this.adopt();
    if (this.halted) return;
    if (head.no < this.checkpoint.no) this.halt(`the ledger ends at ${head.no}, before checkpoint ${this.checkpoint.no}: an older copy`);
    else if (head.no === this.checkpoint.no && head.no > 0 && head.hash !== this.checkpoint.hash)
      this.halt(`commit ${head.no} has another hash than the one applied`);
    else await this.readLedger(head.no);
  }

  private async take(messages: readonly Message[]): Promise<void> {
    if (this.halted) return;
    const steps = stepsOf(messages, this.options.ledger.name);
    this.headNo = Math.max(this.headNo, ...steps.map(({ no }) => no));
    let following: Step[] = [];
    for (const { no, step } of steps) {
      const at = following[following.length - 1]?.checkpoint ?? this.checkpoint;
      if (no <= at.no) continue;
      if (step && no === at.no + 1 && step.prev === at.hash) {
        following.push(step);
        continue;
      }
      await this.apply(following);
      following = [];
      await this.adopt();
      await this.readLedger(no);
    }
    await this.apply(following);
  }

  /** Goes on where another process that keeps the same documents has come further. */
  private async adopt(): Promise<void> {
    const { documents, view } = this.options;
    const generation = await servingGeneration(documents, view);
    const stored = await this.loadCheckpoint(this.serving);
    if (generation === this.serving.generation && stored.no <= this.checkpoint.no) {
      if (stored.hash !== this.checkpoint.hash)
        this.halt(`the documents are of commit ${stored.no}, not of checkpoint ${this.checkpoint.no}: an older copy`);
      return;
    }
    await this.serve(generation);
    this.waiters.reached(this.checkpoint.no);
  }

  private async serve(generation: number): Promise<void> {
    this.serving = new Projection(this.options.view, generation, this.options.documents);
    this.checkpoint = await this.loadCheckpoint(this.serving);
    await this.serving.load();
  }

  private async readLedger(to: CommitNo, seen?: (commit: Commit) => void): Promise<void> {
    if (to <= this.checkpoint.no || this.halted) return;
    try {
      await this.catchUp(this.serving, this.checkpoint, to, { live: true, seen });
    } catch (error) {
      // Reading again finds the same: it is said, instead of being tried for ever.
      if (!(error instanceof LedgerBroken)) throw error;
      this.halt(error.message);
    }
  }

  /** Reads commits in batches into a projection; the serving one also tells those who listen and wait. */
  private async catchUp(
    projection: Projection,
    from: Checkpoint,
    to: CommitNo,
    { live = false, seen, progress }: { live?: boolean; seen?: (commit: Commit) => void; progress?: (no: CommitNo) => void },
  ): Promise<Checkpoint> {
    let reached = from;
    let batch: Step[] = [];
    let facts = 0;
    const flush = async (): Promise<void> => {
      if (live) await this.apply(batch);
      else await this.save(projection, batch);
      reached = batch[batch.length - 1]?.checkpoint ?? reached;
      if (batch.length > 0) progress?.(reached.no);
      batch = [];
      facts = 0;
    };
    for await (const commit of this.options.ledger.read(from.no + 1, to)) {
      seen?.(commit);
      const step = stepOf(commit);
      const at = batch[batch.length - 1]?.checkpoint ?? reached;
      if (step.prev !== at.hash) {
        await flush();
        this.halt(`commit ${commit.no} does not follow the one applied`);
        return reached;
      }
      batch.push(step);
      facts += step.facts.length;
      if (facts >= BATCH_FACTS) await flush();
    }
    await flush();
    return reached;
  }

  private async apply(steps: readonly Step[]): Promise<void> {
    const last = steps[steps.length - 1];
    if (!last) return;
    const { changed } = await this.save(this.serving, steps);
    this.checkpoint = last.checkpoint;
    this.headNo = Math.max(this.headNo, last.checkpoint.no);
    const saved: Saved = {
      view: this.options.view.name,
      no: last.checkpoint.no,
      recordedAt: last.recordedAt,
      documents: [...changed].map(([id, { body }]) => ({ id, body })),
    };
    for (const listener of this.listeners) listener(saved);
    this.waiters.reached(last.checkpoint.no);
  }

  /** Documents first, checkpoint last: what is written twice says the same. */
  private async save(projection: Projection, steps: readonly Step[]): Promise<Folded> {
    const last = steps[steps.length - 1];
    if (!last) return { changed: new Map(), parked: new Map() };
    const folded = await projection.fold(steps.flatMap(({ facts }) => facts));
    const checkpoint = {
      put: { collection: 'checkpoints', id: projection.collection, body: { ...last.checkpoint }, version: last.checkpoint.no },
    };
    await this.options.documents.write([...projection.changesOf(folded), checkpoint]);
    projection.kept(folded);
    return folded;
  }

  private loadCheckpoint({ collection }: Projection): Promise<Checkpoint> {
    return checkpointOf(this.options.documents, collection);
  }

  private halt(reason: string): void {
    this.halted = reason;
  }
}

function stepOf(commit: Commit): Step {
  const { no, hash, epoch, prev, recordedAt } = commit;
  return { checkpoint: { no, hash, epoch }, prev, recordedAt, facts: recordedOf(commit) };
}

/** Commits that messages carry whole, in order; a commit with messages missing, and a bare head, come without their step. */
function stepsOf(messages: readonly Message[], ledger: string): { readonly no: CommitNo; readonly step: Step | null }[] {
  const commits = new Map<CommitNo, Message[]>();
  for (const message of messages) {
    if (message.headers['ledger'] !== ledger) continue;
    const no = Number(message.headers['commit']);
    commits.set(no, [...(commits.get(no) ?? []), message]);
  }
  return [...commits].toSorted(([a], [b]) => a - b).map(([no, carried]) => ({ no, step: wholeStep(no, carried, ledger) }));
}

function wholeStep(no: CommitNo, carried: readonly Message[], ledger: string): Step | null {
  const { count, hash = '', prev = '', epoch, recordedAt = '' } = carried[0]?.headers ?? {};
  const byIndex = new Map(carried.map((message) => [Number(message.headers['index']), message.value]));
  if (Number(count) === 0 || byIndex.size !== Number(count)) return null;
  const facts = Array.from({ length: byIndex.size }, (_, index) => ({
    ledger,
    no,
    index,
    recordedAt,
    fact: JSON.parse(byIndex.get(index) ?? 'null') as Fact,
  }));
  return { checkpoint: { no, hash, epoch: Number(epoch) }, prev, recordedAt, facts };
}
