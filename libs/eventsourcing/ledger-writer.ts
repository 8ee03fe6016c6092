import type { Json } from '@styrbord/proof/canonical';
import type { Sha256 } from '@styrbord/proof/merkle';
import { GENESIS, recordedIn, recordedOf, sealCommit, textsOf, verifyCommit, type CommandFacts } from './commit';
import type { CommandRecord, CommitStore } from './commit-store';
import type { Appended, Batch, Commit, CommitNo, Given, Head, Key, Ledger, Recorded } from './ledger';
import { Tail } from './tail';

/** Neither done nor known to be done: asking again with the same command id is safe and finds out. */
export class LedgerUnavailable extends Error {
  constructor(ledger: string, cause: unknown) {
    super(`${ledger} cannot be written just now`, { cause });
    this.name = 'LedgerUnavailable';
  }
}

/** The store holds another history than the one this writer knows: an older copy, or a fork. Nothing may be written over it. */
export class LedgerReplaced extends Error {
  readonly sentences: readonly string[];

  constructor(ledger: string, what: string) {
    super(`The ledger ${ledger} is an older copy: ${what}. Restore ledger and documents of one moment, then start the services again.`);
    this.name = 'LedgerReplaced';
    this.sentences = [this.message];
  }
}

export interface LedgerOptions {
  readonly name: string;
  readonly store: CommitStore;
  readonly sha256: Sha256;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** An id no other try has. */
  readonly attemptId: () => string;
  readonly wait: (ms: number) => Promise<void>;
  readonly epoch?: number;
  /** Whether nobody else is expected to write just now; absent is yes. Wrong is harmless: the number is the lock. */
  readonly alone?: () => boolean;
  /** A number that the ledger is known to have had, by another trace than its own: what ends before it is an older copy. */
  readonly reached?: () => Promise<CommitNo>;
}

/** Nobody puts a copy back so soon after a commit of ours was answered: while many write, none is looked for again. */
const FRESH_MS = 100;
const EVENTS_MAX = 1000;
const BYTES_MAX = 512 * 1024;
const INSERT_TRIES = 4;
/** Of a stream: one question for each took an instance that takes a ledger over seconds. */
const COMMITS_AT_ONCE = 100;
const RETRY_MS = 20;

interface Pending {
  readonly command: CommandFacts;
  readonly bytes: number;
  readonly touches: readonly Key[];
  readonly given: Given | null;
  readonly settle: (result: Appended) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The one writer of a ledger. Group commit without a timer: the insert in flight is the window, and everything queued
 * meanwhile is the next commit. The number is the lock: another writer's commit in its place is caught up with, and
 * what was queued is judged again.
 */
export class LedgerWriter implements Ledger {
  readonly name: string;
  private readonly tail: Tail;
  private readonly listeners: ((commit: Commit, facts: readonly Recorded[]) => void)[] = [];
  private queue: Pending[] = [];
  private last: Commit | null = null;
  /** Others may have written since: at the start, after a lost number, after an unknown outcome. */
  private behind = true;
  private running = false;
  /** The store has been asked what was there before this writer; an empty ledger is an answer. */
  private begun = false;
  /** When the store last answered that it has a commit of ours. */
  private placedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: LedgerOptions) {
    this.name = options.name;
    this.tail = new Tail(options.store);
  }

  /** Called for every commit this writer makes or catches up with, in order, before its callers hear of it. */
  onCommit(listener: (commit: Commit, facts: readonly Recorded[]) => void): void {
    this.listeners.push(listener);
  }

  append(batch: Batch, given?: Given): Promise<Appended> {
    if (batch.facts.length === 0) throw new RangeError('a batch holds at least one fact');
    const events = textsOf(batch.facts);
    const touches = touchesOf(batch);
    const bytes = events.reduce((sum, event) => sum + event.length, 0);
    return new Promise((settle, fail) => {
      this.queue.push({ command: { ...batch.command, events }, bytes, touches, given: given ?? null, settle, fail });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0) {
      let group: Pending[] = [];
      try {
        // Callers just answered come back within a turn: they belong in this commit, not one each in the next.
        await new Promise((turn) => setImmediate(turn));
        await this.catchUp();
        const judgedAt = this.last;
        group = await this.takeGroup();
        if (group.length > 0) {
          if (this.options.now() - this.placedAt >= FRESH_MS) await this.confirm();
          // Whoever asked where the ledger stands may have found what others wrote meanwhile: the group was judged without it.
          if (this.last === judgedAt) await this.insert(group);
          else this.queue = [...group, ...this.queue];
        }
      } catch (error) {
        this.behind = true;
        this.placedAt = Number.NEGATIVE_INFINITY;
        const failed = group.length > 0 ? group : this.queue.splice(0);
        for (const pending of failed) pending.fail(new LedgerUnavailable(this.name, error));
      }
    }
    this.running = false;
  }

  /** Takes what fits in one commit; answers what is settled already, and leaves what depends on this very group. */
  private async takeGroup(): Promise<Pending[]> {
    const group: Pending[] = [];
    const left: Pending[] = [];
    const touched = new Set<Key>();
    const ids = new Set<string>();
    let [events, bytes] = [0, 0];
    const queued = this.queue.length;
    for (const pending of this.queue.slice()) {
      const size = pending.command.events.length;
      const full = group.length > 0 && (events + size > EVENTS_MAX || bytes + pending.bytes > BYTES_MAX);
      if (full || ids.has(pending.command.id) || pending.given?.touches.some((key) => touched.has(key))) {
        left.push(pending);
        continue;
      }
      // Most are new, and known to be without waiting: a turn of the loop for each would cost more than the question.
      const settled = this.isNew(pending) ? null : await this.settledAlready(pending);
      if (settled) {
        pending.settle(settled);
        continue;
      }
      group.push(pending);
      ids.add(pending.command.id);
      for (const key of pending.touches) touched.add(key);
      events += size;
      bytes += pending.bytes;
    }
    this.queue = [...left, ...this.queue.slice(queued)];
    return group;
  }

  private isNew({ command, given }: Pending): boolean {
    return this.tail.isNew(command.id) && (!given || given.touches.every((key) => this.tail.isUntouched(key, given.after)));
  }

  /** Judged at one place of the ledger: what others wrote while the store was asked is judged too. */
  private async settledAlready(pending: Pending): Promise<Appended | null> {
    const judgedAt = this.last;
    const settled = await this.judged(pending);
    return this.last === judgedAt ? settled : this.settledAlready(pending);
  }

  private async judged({ command, given }: Pending): Promise<Appended | null> {
    const first = await this.tail.command(command.id);
    if (first) {
      const { fingerprint, ...answered } = first;
      return fingerprint === command.fingerprint ? { kind: 'committed', ...answered, repeated: true } : { kind: 'reused', no: first.no };
    }
    if (!given) return null;
    for (const key of given.touches) {
      const no = await this.tail.touchedAfter(key, given.after, this.no);
      if (no !== null) return { kind: 'conflict', key, no };
    }
    return null;
  }

  /** Any error on insert means "outcome unknown": the number is read back until it is known whose it is. */
  private async insert(group: readonly Pending[]): Promise<void> {
    const { name: ledger, sha256, now, attemptId, epoch = 1 } = this.options;
    const touches = [...new Set(group.flatMap((pending) => pending.touches))].toSorted();
    const commit = sealCommit(sha256, {
      ledger,
      after: this.last,
      epoch,
      now: now(),
      attempt: attemptId(),
      commands: group.map(({ command }) => command),
      touches,
    });
    if ((await this.place(commit)) === 'another') {
      this.queue = [...group, ...this.queue];
      this.behind = true;
      return;
    }
    this.placedAt = now();
    if (commit.no > this.no) this.took(commit);
    for (const [at, { settle }] of group.entries()) {
      const { index, answer } = commit.commands[at] as { index: number; answer: Json };
      settle({ kind: 'committed', no: commit.no, index, recordedAt: commit.recordedAt, answer, repeated: false });
    }
  }

  private async place(commit: Commit): Promise<'mine' | 'another'> {
    const { store, wait } = this.options;
    for (let tries = 1; ; tries++) {
      let [whose, cause]: ['mine' | 'another' | null, unknown] = [null, null];
      try {
        if ((await store.insert(commit)) === 'inserted') return 'mine';
        whose = await this.whose(commit);
        cause = new Error(`commit ${commit.no} is said to be taken, and is not there`);
      } catch (error) {
        whose = await this.whose(commit);
        cause = error;
      }
      if (whose) return whose;
      if (tries >= INSERT_TRIES) throw cause;
      await wait(RETRY_MS * 2 ** tries);
    }
  }

  /** Whose commit stands at that number; null when none does. */
  private async whose({ no, attempt }: Commit): Promise<'mine' | 'another' | null> {
    const found = await this.options.store.get(no);
    return found && (found.attempt === attempt ? 'mine' : 'another');
  }

  /** The last commit known here, after catching up with whatever else was written. */
  async position(): Promise<CommitNo> {
    await this.catchUp();
    return this.no;
  }

  /** The same where nobody else is expected to write, and somebody may have: after the lease was taken. */
  async lookAgain(): Promise<CommitNo> {
    this.behind = true;
    return this.position();
  }

  /** Throws `LedgerReplaced` where the last commit known here is no longer in the store. */
  async confirm(): Promise<void> {
    const { last } = this;
    if (!last) return;
    const there = await this.options.store.get(last.no);
    if (there?.hash === last.hash) return;
    throw new LedgerReplaced(this.name, there ? `commit ${last.no} is another than the one known here` : `commit ${last.no} is gone`);
  }

  /** The last commit the listeners were told of, or that was there before them. */
  get no(): CommitNo {
    return this.last?.no ?? 0;
  }

  /** Reads what others wrote after the last commit known here; nothing to do while this writer is alone. */
  private async catchUp(): Promise<void> {
    const { store, sha256, alone, reached } = this.options;
    if (!this.behind && alone?.() !== false) return;
    if (!this.begun) {
      // In this order: whoever says how far it has come may be writing.
      const known = (await reached?.()) ?? 0;
      const last = await store.last();
      if ((last?.no ?? 0) < known) throw new LedgerReplaced(this.name, `it ends at ${last?.no ?? 0} and has had commit ${known}`);
      if (!this.begun && last) {
        this.last = last;
        this.tail.startAt(last.no);
      }
      this.begun = true;
    }
    for await (const commit of store.read(this.no + 1, Number.MAX_SAFE_INTEGER)) {
      if (commit.no <= this.no) continue;
      verifyCommit(sha256, this.last, commit);
      this.took(commit);
    }
    this.behind = false;
  }

  private took(commit: Commit): void {
    this.last = commit;
    this.tail.took(commit);
    if (this.listeners.length === 0) return;
    const facts = recordedOf(commit);
    for (const listener of this.listeners) listener(commit, facts);
  }

  async *read(from: CommitNo, to: CommitNo = Number.MAX_SAFE_INTEGER): AsyncIterable<Commit> {
    const { store, sha256 } = this.options;
    let before = from > 1 ? await store.get(from - 1) : null;
    for await (const commit of store.read(from, to)) {
      verifyCommit(sha256, before, commit);
      yield commit;
      before = commit;
    }
  }

  async head(): Promise<Head> {
    const last = await this.options.store.last();
    return last
      ? { no: last.no, hash: last.hash, epoch: last.epoch, recordedAt: last.recordedAt }
      : { no: 0, hash: GENESIS, epoch: 0, recordedAt: null };
  }

  async *stream(key: Key, upTo: CommitNo = Number.MAX_SAFE_INTEGER): AsyncIterable<Recorded> {
    const { store } = this.options;
    const nos = await store.touching(key, 0, upTo);
    for (let at = 0; at < nos.length; at += COMMITS_AT_ONCE)
      for (const commit of await store.several(nos.slice(at, at + COMMITS_AT_ONCE))) yield* recordedIn(commit, key);
  }

  async touching(keys: readonly Key[], after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]> {
    const found = new Set<CommitNo>();
    for (const key of keys) for (const no of await this.options.store.touching(key, after, upTo)) found.add(no);
    return [...found].toSorted((a, b) => a - b);
  }

  /** Of commits known here; before it has begun, and for what others wrote since, the store is asked. */
  async command(id: string): Promise<CommandRecord | null> {
    if (!this.begun || this.behind || this.options.alone?.() === false) return this.options.store.command(id);
    return this.tail.command(id);
  }
}

function touchesOf({ facts, touches = [] }: Batch): readonly Key[] {
  const [first] = facts;
  if (first && facts.length === 1 && touches.length === 0) return [first.stream];
  return [...new Set([...facts.map(({ stream }) => stream), ...touches])];
}
