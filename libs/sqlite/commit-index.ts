import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';
import type { Connection } from './database';

const TABLES = `
  CREATE TABLE IF NOT EXISTS touches (key TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (key, no)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS commands (id TEXT PRIMARY KEY, no INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS indexed (one INTEGER PRIMARY KEY CHECK (one = 1), no INTEGER NOT NULL) STRICT;
`;
/** Commits between writings of the index: each key lies on a page of its own, and writing them all with every commit costs more than the commit. */
const INDEX_EVERY = 128;

type Header = Pick<Commit, 'no' | 'touches' | 'commands'>;

/**
 * Which commits touched a key, and which held a command. Derived from the commits: the tables lag behind by at most
 * `INDEX_EVERY`, and what they lack is kept in memory, read back from the commits when the file is opened.
 */
export class CommitIndex {
  private touches = new Map<Key, CommitNo[]>();
  private commands = new Map<string, CommitNo>();
  /** Commits up to here are in the tables or in memory. */
  private seen = 0;
  private written = 0;
  private readonly statements;

  constructor(private readonly db: Connection) {
    if (!db.readonly) db.exec(TABLES);
    this.statements = {
      written: db.prepare<[], { no: number }>('SELECT no FROM indexed'),
      after: db.prepare<[number], { header: string }>('SELECT header FROM commits WHERE no > ? ORDER BY no'),
      touching: db.prepare<[string, number, number], { no: number }>(
        'SELECT no FROM touches WHERE key = ? AND no > ? AND no <= ? ORDER BY no',
      ),
      command: db.prepare<[string], { no: number }>('SELECT no FROM commands WHERE id = ?'),
    };
    this.written = this.statements.written.get()?.no ?? 0;
    this.seen = this.written;
  }

  /** Whether it is time to write the tables; called inside the transaction that inserts the commit. */
  writeIfDue(no: CommitNo): void {
    if (no - this.written < INDEX_EVERY) return;
    this.catchUp();
    const touch = this.db.prepare('INSERT OR IGNORE INTO touches (key, no) VALUES (?, ?)');
    const command = this.db.prepare('INSERT OR IGNORE INTO commands (id, no) VALUES (?, ?)');
    for (const [key, nos] of this.touches) for (const touched of nos) touch.run(key, touched);
    for (const [id, at] of this.commands) command.run(id, at);
    this.db.prepare('INSERT INTO indexed (one, no) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET no = excluded.no').run(this.seen);
  }

  /** The transaction is on disk: what the tables now hold need not be kept. */
  settled(commit: Header): void {
    const written = this.statements.written.get()?.no ?? 0;
    if (written > this.written) {
      this.touches = new Map();
      this.commands = new Map();
      this.written = written;
      this.seen = Math.max(this.seen, written);
    }
    if (commit.no === this.seen + 1) this.see(commit);
  }

  /** The transaction did not come to be, as far as anybody knows: only what is on disk counts. */
  forget(): void {
    this.touches = new Map();
    this.commands = new Map();
    this.written = this.statements.written.get()?.no ?? 0;
    this.seen = this.written;
  }

  touching(key: Key, after: CommitNo, upTo: CommitNo): CommitNo[] {
    this.catchUp();
    const recent = (this.touches.get(key) ?? []).filter((no) => no > after && no <= upTo);
    return [...new Set([...this.statements.touching.all(key, after, upTo).map(({ no }) => no), ...recent])].toSorted((a, b) => a - b);
  }

  command(id: string): CommitNo | null {
    this.catchUp();
    return this.commands.get(id) ?? this.statements.command.get(id)?.no ?? null;
  }

  /** Reads commits that another connection, or an earlier process, inserted. */
  private catchUp(): void {
    for (const { header } of this.statements.after.all(this.seen)) this.see(JSON.parse(header) as Header);
  }

  private see({ no, touches, commands }: Header): void {
    for (const key of touches) {
      const nos = this.touches.get(key);
      if (nos) nos.push(no);
      else this.touches.set(key, [no]);
    }
    for (const { id } of commands) this.commands.set(id, no);
    this.seen = no;
  }
}
