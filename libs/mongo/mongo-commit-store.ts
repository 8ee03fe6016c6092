import type { Collection, IndexDescription } from 'mongodb';
import { headerText, storedCommit } from '@styrbord/eventsourcing/commit';
import type { CommandRecord, CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';
import { Together } from '@styrbord/eventsourcing/together';
import { ANSWER_MS, answered, each, isDuplicate } from './mongo-answer';
import type { MongoDatabase } from './mongo-database';

/** `_id` is `<ledger>:<no>`. `header` and `events` hold the canonical texts that were hashed, events one a line. */
export interface StoredCommit {
  readonly _id: string;
  readonly header: string;
  readonly hash: string;
  readonly events: string;
  readonly touches: readonly Key[];
  readonly commands: readonly string[];
}

export const COMMIT_INDEXES: readonly IndexDescription[] = [{ key: { touches: 1, _id: 1 } }, { key: { commands: 1 } }];

const NO_DIGITS = 12;
const NO_MAX = 10 ** NO_DIGITS - 1;
const READ_AT_ONCE = 100;
const COMMITS = '.commits';

/** `nara/steering` lies in the collection `steering.commits` of its tenant's database. */
export const collectionOf = (ledger: string): string => `${ledger.slice(ledger.indexOf('/') + 1)}${COMMITS}`;
/** The tenant's ledger that lies in a collection; null where it is another's. */
export const ledgerIn = (collection: string, tenant: string): string | null =>
  collection.endsWith(COMMITS) ? `${tenant}/${collection.slice(0, -COMMITS.length)}` : null;

/** A ledger in one collection: the number is the key, and a commit is one document. */
export class MongoCommitStore implements CommitStore {
  /** Numbers whose insert did not say that it was done: they are read from a server that knows itself to be the primary. */
  private readonly doubtful = new Set<CommitNo>();
  private readonly recorded = new Together((ids) => this.commandsOf(ids));

  constructor(
    private readonly db: MongoDatabase,
    private readonly ledger: string,
  ) {}

  async insert(commit: Commit): Promise<'inserted' | 'taken'> {
    try {
      await answered(this.commits.insertOne(this.storedOf(commit), { maxTimeMS: ANSWER_MS }));
      return 'inserted';
    } catch (error) {
      this.doubtful.add(commit.no);
      if (isDuplicate(error)) return 'taken';
      throw error;
    }
  }

  async get(no: CommitNo): Promise<Commit | null> {
    const readConcern = this.doubtful.has(no) ? 'linearizable' : 'majority';
    const stored = await answered(this.commits.findOne({ _id: this.idOf(no) }, { readConcern, maxTimeMS: ANSWER_MS }));
    this.doubtful.delete(no);
    return stored && commitOf(stored);
  }

  async several(nos: readonly CommitNo[]): Promise<readonly Commit[]> {
    const asked = this.commits.find({ _id: { $in: nos.map((no) => this.idOf(no)) } }, { sort: { _id: 1 } });
    const commits: Commit[] = [];
    for await (const stored of each(asked)) commits.push(commitOf(stored));
    return commits;
  }

  async last(): Promise<Commit | null> {
    const stored = await answered(this.commits.findOne(this.between(1, NO_MAX), { sort: { _id: -1 }, maxTimeMS: ANSWER_MS }));
    return stored && commitOf(stored);
  }

  async *read(from: CommitNo, to: CommitNo): AsyncIterable<Commit> {
    const cursor = this.commits.find(this.between(from, to), { sort: { _id: 1 }, batchSize: READ_AT_ONCE });
    for await (const stored of each(cursor)) yield commitOf(stored);
  }

  command(id: string): Promise<CommandRecord | null> {
    return this.recorded.get(id);
  }

  private async commandsOf(ids: readonly string[]): Promise<ReadonlyMap<string, CommandRecord>> {
    // Without a limit: for one of few, servers on PostgreSQL read the whole ledger instead of the index.
    const wanted = new Set(ids);
    const found = new Map<string, CommandRecord>();
    for await (const stored of each(this.commits.find({ commands: { $in: [...ids] } }, { maxTimeMS: ANSWER_MS }))) {
      const { no, recordedAt, commands } = commitOf(stored);
      for (const { id, index, fingerprint, answer } of commands)
        if (wanted.has(id)) found.set(id, { no, recordedAt, index, fingerprint, answer });
    }
    return found;
  }

  async touching(key: Key, after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]> {
    const nos: CommitNo[] = [];
    const asked = { touches: key, ...this.between(after + 1, upTo) };
    const cursor = this.commits.find(asked, { sort: { _id: 1 }, projection: { _id: 1 } });
    for await (const { _id } of each(cursor)) nos.push(Number(_id.slice(-NO_DIGITS)));
    return nos;
  }

  private get commits(): Collection<StoredCommit> {
    return this.db.collection(collectionOf(this.ledger));
  }

  private between(from: CommitNo, to: CommitNo): { _id: { $gte: string; $lte: string } } {
    return { _id: { $gte: this.idOf(from), $lte: this.idOf(to) } };
  }

  private idOf(no: CommitNo): string {
    return `${this.ledger}:${String(Math.min(Math.max(no, 0), NO_MAX)).padStart(NO_DIGITS, '0')}`;
  }

  private storedOf(commit: Commit): StoredCommit {
    const { no, hash, events, touches, commands } = commit;
    const ids = commands.map(({ id }) => id);
    return { _id: this.idOf(no), header: headerText(commit), hash, events: events.join('\n'), touches, commands: ids };
  }
}

function commitOf({ header, hash, events }: StoredCommit): Commit {
  return storedCommit(header, hash, events.split('\n'));
}
