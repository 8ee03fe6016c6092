import type { Bus, Message } from './bus';
import { Claims, type MessageFault } from './claims';
import { LedgerBroken } from './commit';
import type { Documents } from './documents';
import { Filling } from './filling';
import type { Commit, CommitNo, Ledger, Recorded } from './ledger';
import { Projection, type Folded } from './projection';
import { stepOf, stepsOf, type Step } from './step';
import type { View } from './view';
import { checkpointOf, pointerOf, servingGeneration, START } from './serving';
import type { Checkpoint, NamedDocument, Saved, ViewDocument, ViewReader, ViewStatus } from './view-reader';
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

/** Commits read again, at the most, for messages that come late or twice. */
const COMPARED_MAX = 500;
/** Messages at once that tell of an import: what people report one by one is saved and shown as it comes. */
const MANY = 200;
/** After a long save of many it rests so many times as long, unless somebody waits: what comes meanwhile is saved together. */
const REST = { factor: 8, fromMs: 20, toMs: 4_000 };

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

  constructor(readonly options: Options) {
    this.serving = new Projection(options.view, 1, options.documents);
  }

  /** Loads the checkpoint, catches up with the ledger, then follows the bus. */
  async start(): Promise<void> {
    const { view, documents, bus, topic } = this.options;
    await this.serve(await servingGeneration(documents, view));
    await bus.subscribe(topic, `${view.name}.v${view.version}`, async (messages) => {
      const began = performance.now();
      await this.locked(() => this.hear(messages));
      if (messages.length >= MANY) await this.rest(performance.now() - began);
    });
    await this.poll();
  }

  onSaved(listener: (saved: Saved) => void): void {
    this.listeners.push(listener);
  }

  read(id: string): Promise<ViewDocument | null> {
    return this.serving.read(id);
  }

  scan(prefix: string): AsyncIterable<NamedDocument> {
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

  /** A new generation, empty, beside the serving one. */
  async nextGeneration(): Promise<Filling> {
    const { view, documents } = this.options;
    const next = new Projection(view, this.serving.generation + 1, documents);
    await next.drop();
    await documents.delete('checkpoints', next.collection);
    return new Filling(next, documents, START);
  }

  /** Serves the new generation, once it has come as far as the serving one. */
  switchTo(filling: Filling): Promise<void> {
    return this.locked(async () => {
      const { view, documents } = this.options;
      if (!(await this.fill(filling, this.checkpoint.no))) return;
      await documents.put('views', pointerOf(view), { generation: filling.projection.generation });
      const old = this.serving;
      this.serving = filling.projection;
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
    await this.adopt();
    if (this.halted) return;
    // After the checkpoint, that another process may move on in between: the ledger is never shorter than what was saved of it.
    const head = await this.options.ledger.head();
    this.headNo = head.no;
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
    const serving = new Projection(this.options.view, generation, this.options.documents);
    const checkpoint = await this.loadCheckpoint(serving);
    await serving.load();
    this.serving = serving;
    this.checkpoint = checkpoint;
  }

  private async readLedger(to: CommitNo, seen?: (commit: Commit) => void): Promise<void> {
    if (to <= this.checkpoint.no || this.halted) return;
    try {
      await this.fill(this.filling(), to, seen);
    } catch (error) {
      // Reading again finds the same: it is said, instead of being tried for ever.
      if (!(error instanceof LedgerBroken)) throw error;
      this.halt(error.message);
    }
  }

  /** Of the serving generation: who listens and waits is told of every save. */
  private filling(): Filling {
    return new Filling(this.serving, this.options.documents, this.checkpoint, (last, folded) => this.saved(last, folded));
  }

  /** False where the ledger does not go on from where the filling stands: then the view halts. */
  private async fill(filling: Filling, to: CommitNo, seen?: (commit: Commit) => void): Promise<boolean> {
    for await (const commit of this.options.ledger.read(filling.reached.no + 1, to)) {
      seen?.(commit);
      if (await filling.take(stepOf(commit))) continue;
      await filling.save();
      this.halt(`commit ${commit.no} does not follow the one applied`);
      return false;
    }
    await filling.save();
    return true;
  }

  private async apply(steps: readonly Step[]): Promise<void> {
    const filling = this.filling();
    for (const step of steps) await filling.take(step);
    await filling.save();
  }

  private saved({ checkpoint, recordedAt }: Step, { changed }: Folded): void {
    this.checkpoint = checkpoint;
    this.headNo = Math.max(this.headNo, checkpoint.no);
    const saved: Saved = {
      view: this.options.view.name,
      no: checkpoint.no,
      recordedAt,
      documents: [...changed].map(([id, document]) => ({ id, ...document })),
    };
    for (const listener of this.listeners) listener(saved);
    this.waiters.reached(checkpoint.no);
  }

  private loadCheckpoint({ collection }: Projection): Promise<Checkpoint> {
    return checkpointOf(this.options.documents, collection);
  }

  private halt(reason: string): void {
    this.halted = reason;
  }
}
