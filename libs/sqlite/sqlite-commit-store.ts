import type { CommandRecord, CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';
import { canonicalize } from '@styrbord/proof/canonical';
import { unavailable, type Connection } from './database';

interface CommitRow {
  readonly header: string;
  readonly hash: string;
  readonly events: string;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS commits (no INTEGER PRIMARY KEY, header TEXT NOT NULL, hash TEXT NOT NULL, events TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS touches (key TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (key, no)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS commands (id TEXT PRIMARY KEY, no INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
const READ_AT_ONCE = 200;

/**
 * A ledger in one SQLite file. `header` and `events` hold the canonical texts that were hashed, events one a line;
 * `touches` and `commands` are indexes over them, written in the same transaction.
 */
export class SqliteCommitStore implements CommitStore {
  private readonly insertCommit: (commit: Commit) => 'inserted' | 'taken';
  private readonly statements;

  constructor(private readonly db: Connection) {
    if (!db.readonly) db.exec(TABLES);
    this.statements = {
      last: db.prepare<[], { no: number | null }>('SELECT max(no) AS no FROM commits'),
      commit: db.prepare<[number], CommitRow>('SELECT header, hash, events FROM commits WHERE no = ?'),
      commits: db.prepare<[number, number, number], CommitRow>(
        'SELECT header, hash, events FROM commits WHERE no BETWEEN ? AND ? ORDER BY no LIMIT ?',
      ),
      command: db.prepare<[string], { no: number }>('SELECT no FROM commands WHERE id = ?'),
      touching: db.prepare<[string, number, number], { no: number }>(
        'SELECT no FROM touches WHERE key = ? AND no > ? AND no <= ? ORDER BY no',
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
    const touches = db.prepare('INSERT INTO touches (key, no) VALUES (?, ?)');
    const commands = db.prepare('INSERT INTO commands (id, no) VALUES (?, ?)');
    return db.transaction((commit: Commit) => {
      const { hash, events, ...header } = commit;
      const lastNo = last.get()?.no ?? 0;
      if (lastNo >= commit.no) return 'taken' as const;
      if (lastNo !== commit.no - 1) throw new Error(`commit ${commit.no} leaves a gap after ${lastNo}`);
      commits.run(commit.no, canonicalize(header), hash, events.join('\n'));
      for (const key of commit.touches) touches.run(key, commit.no);
      for (const { id } of commit.commands) commands.run(id, commit.no);
      return 'inserted' as const;
    }).immediate;
  }

  async insert(commit: Commit): Promise<'inserted' | 'taken'> {
    try {
      return this.insertCommit(commit);
    } catch (error) {
      throw unavailable(error);
    }
  }

  async get(no: CommitNo): Promise<Commit | null> {
    const row = this.guarded(() => this.statements.commit.get(no));
    return row ? commitOf(row) : null;
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
    const found = this.guarded(() => this.statements.command.get(id));
    const commit = found ? await this.get(found.no) : null;
    const command = commit?.commands.find((other) => other.id === id);
    return commit && command
      ? { no: commit.no, recordedAt: commit.recordedAt, index: command.index, fingerprint: command.fingerprint, answer: command.answer }
      : null;
  }

  async touching(key: Key, after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]> {
    return this.guarded(() => this.statements.touching.all(key, after, Math.min(upTo, Number.MAX_SAFE_INTEGER))).map(({ no }) => no);
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
  return { ...(JSON.parse(header) as Omit<Commit, 'hash' | 'events'>), hash, events: events.split('\n') };
}
