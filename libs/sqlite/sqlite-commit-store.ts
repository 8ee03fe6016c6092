import { headerText, storedCommit } from '@styrbord/eventsourcing/commit';
import type { CommandRecord, CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';
import { CommitIndex } from './commit-index';
import { unavailable, type Connection } from './database';

interface CommitRow {
  readonly header: string;
  readonly hash: string;
  readonly events: string;
}

const TABLE =
  'CREATE TABLE IF NOT EXISTS commits (no INTEGER PRIMARY KEY, header TEXT NOT NULL, hash TEXT NOT NULL, events TEXT NOT NULL) STRICT';
const READ_AT_ONCE = 200;

/**
 * A ledger in one SQLite file. `header` and `events` hold the canonical texts that were hashed, events one a line.
 */
export class SqliteCommitStore implements CommitStore {
  private readonly insertCommit: (commit: Commit) => 'inserted' | 'taken';
  private readonly index: CommitIndex;
  private readonly statements;

  constructor(private readonly db: Connection) {
    if (!db.readonly) db.exec(TABLE);
    this.index = new CommitIndex(db);
    this.statements = {
      last: db.prepare<[], { no: number | null }>('SELECT max(no) AS no FROM commits'),
      commit: db.prepare<[number], CommitRow>('SELECT header, hash, events FROM commits WHERE no = ?'),
      commits: db.prepare<[number, number, number], CommitRow>(
        'SELECT header, hash, events FROM commits WHERE no BETWEEN ? AND ? ORDER BY no LIMIT ?',
      ),
    };
    this.insertCommit = this.preparedInsert();
  }

  private preparedInsert(): (commit: Commit) => 'inserted' | 'taken' {
    const { db } = this;
    if (db.readonly) {
      return () => {
        throw new Error('opened for reading');
      };
    }
    const last = db.prepare<[], { no: number | null }>('SELECT max(no) AS no FROM commits');
    const commits = db.prepare('INSERT INTO commits (no, header, hash, events) VALUES (?, ?, ?, ?)');
    return db.transaction((commit: Commit) => {
      const lastNo = last.get()?.no ?? 0;
      if (lastNo >= commit.no) return 'taken' as const;
      if (lastNo !== commit.no - 1) throw new Error(`commit ${commit.no} leaves a gap after ${lastNo}`);
      commits.run(commit.no, headerText(commit), commit.hash, commit.events.join('\n'));
      this.index.writeDue();
      return 'inserted' as const;
    }).immediate;
  }

  async insert(commit: Commit): Promise<'inserted' | 'taken'> {
    try {
      const result = this.insertCommit(commit);
      if (result === 'inserted') this.index.settled(commit);
      return result;
    } catch (error) {
      this.guarded(() => this.index.forget());
      throw unavailable(error);
    }
  }

  async get(no: CommitNo): Promise<Commit | null> {
    const row = this.guarded(() => this.statements.commit.get(no));
    return row ? commitOf(row) : null;
  }

  async several(nos: readonly CommitNo[]): Promise<readonly Commit[]> {
    const ascending = nos.toSorted((a, b) => a - b);
    return (await Promise.all(ascending.map((no) => this.get(no)))).filter((commit) => commit !== null);
  }

  async last(): Promise<Commit | null> {
    const no = this.guarded(() => this.statements.last.get()?.no ?? 0);
    return no === 0 ? null : this.get(no);
  }

  async *read(from: CommitNo, to: CommitNo): AsyncIterable<Commit> {
    for (let next = Math.max(1, from); next <= to;) {
      const rows = this.guarded(() => this.statements.commits.all(next, to, READ_AT_ONCE));
      for (const row of rows) yield commitOf(row);
      if (rows.length < READ_AT_ONCE) return;
      next += rows.length;
    }
  }

  async command(id: string): Promise<CommandRecord | null> {
    const no = this.guarded(() => this.index.command(id));
    const commit = no === null ? null : await this.get(no);
    const command = commit?.commands.find((other) => other.id === id);
    return commit && command
      ? { no: commit.no, recordedAt: commit.recordedAt, index: command.index, fingerprint: command.fingerprint, answer: command.answer }
      : null;
  }

  async touching(key: Key, after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]> {
    return this.guarded(() => this.index.touching(key, after, upTo));
  }

  private guarded<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function commitOf({ header, hash, events }: CommitRow): Commit {
  return storedCommit(header, hash, events.split('\n'));
}
