import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';
import { IndexGeneration, type IndexRow } from './index-generation';
import type { Connection } from './database';

const TABLES = `
  CREATE TABLE IF NOT EXISTS touches (key TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (key, no)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS commands (id TEXT PRIMARY KEY, no INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS indexed (one INTEGER PRIMARY KEY CHECK (one = 1), no INTEGER NOT NULL) STRICT;
`;
/** Rows written beside a commit, in their order, so that many lie on one page: more than the 1 001 a commit can bring, so that it keeps up. */
const ROWS_A_COMMIT = 2_048;

/**
 * Which commits touched a key, and which held a command. Derived from the commits: the tables lag behind, and what they
 * lack is kept in memory, a generation that grows and one that is being written; both are read back from the commits
 * when the file is opened.
 */
export class CommitIndex {
  private young = new IndexGeneration();
  private old: IndexGeneration | null = null;
  /** Rows of the old generation that are on disk, and those that will be when the transaction under way is. */
  private written = 0;
  private writing = 0;
  /** Commits up to here are in the tables or in memory. */
  private seen = 0;
  private readonly statements;

  constructor(private readonly db: Connection) {
    if (!db.readonly) db.exec(TABLES);
    this.statements = {
      indexed: db.prepare<[], { no: number }>('SELECT no FROM indexed'),
      after: db.prepare<[number], { header: string }>('SELECT header FROM commits WHERE no > ? ORDER BY no'),
      touching: db.prepare<[string, number, number], { no: number }>(
        'SELECT no FROM touches WHERE key = ? AND no > ? AND no <= ? ORDER BY no',
      ),
      command: db.prepare<[string], { no: number }>('SELECT no FROM commands WHERE id = ?'),
    };
    this.seen = this.statements.indexed.get()?.no ?? 0;
  }

  /** Writes a part of what is due; called inside the transaction that inserts a commit. */
  writeDue(): void {
    if (!this.old && this.young.isFull) {
      this.old = this.young;
      this.young = new IndexGeneration();
      [this.written, this.writing] = [0, 0];
    }
    if (!this.old) return;
    const { rows, upTo } = this.old;
    this.writing = Math.min(rows.length, this.written + ROWS_A_COMMIT);
    this.insert(rows.slice(this.written, this.writing));
    if (this.writing < rows.length) return;
    this.db.prepare('INSERT INTO indexed (one, no) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET no = excluded.no').run(upTo);
  }

  private insert(rows: readonly IndexRow[]): void {
    const touch = this.db.prepare('INSERT OR IGNORE INTO touches (key, no) VALUES (?, ?)');
    const command = this.db.prepare('INSERT OR IGNORE INTO commands (id, no) VALUES (?, ?)');
    for (const { of, name, no } of rows) (of === 'key' ? touch : command).run(name, no);
  }

  /** The transaction is on disk: what the tables now hold need not be kept. */
  settled(commit: Pick<Commit, 'no' | 'touches' | 'commands'>): void {
    this.written = this.writing;
    if (this.old && this.written === this.old.rows.length) this.old = null;
    if (commit.no === this.seen + 1) this.see(commit);
  }

  /** The transaction did not come to be, as far as anybody knows: only what is on disk counts. */
  forget(): void {
    this.young = new IndexGeneration();
    this.old = null;
    this.seen = this.statements.indexed.get()?.no ?? 0;
  }

  touching(key: Key, after: CommitNo, upTo: CommitNo): CommitNo[] {
    this.catchUp();
    const stored = this.statements.touching.all(key, after, upTo).map(({ no }) => no);
    const recent = [this.old, this.young].flatMap((generation) => generation?.touching(key) ?? []);
    return [...new Set([...stored, ...recent.filter((no) => no > after && no <= upTo)])].toSorted((a, b) => a - b);
  }

  command(id: string): CommitNo | null {
    this.catchUp();
    return this.young.command(id) ?? this.old?.command(id) ?? this.statements.command.get(id)?.no ?? null;
  }

  /** Reads commits that another connection, or an earlier process, inserted. */
  private catchUp(): void {
    for (const { header } of this.statements.after.all(this.seen)) this.see(JSON.parse(header) as Commit);
  }

  private see(commit: Pick<Commit, 'no' | 'touches' | 'commands'>): void {
    this.young.see(commit);
    this.seen = commit.no;
  }
}
