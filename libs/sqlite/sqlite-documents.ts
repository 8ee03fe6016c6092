import { afterAll, orderedText, originalText } from '@styrbord/eventsourcing/code-unit-order';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import type { Change, Documents, Stored } from '@styrbord/eventsourcing/documents';
import type { Json } from '@styrbord/proof/canonical';
import { unavailable, type Connection } from './database';

interface DocumentRow {
  readonly id: string;
  readonly version: number;
  readonly body: string;
}

type Put = Extract<Change, { put: unknown }>['put'];

const TABLE =
  'CREATE TABLE IF NOT EXISTS documents (collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (collection, id)) STRICT, WITHOUT ROWID';
const SCAN_AT_ONCE = 500;

/** Documents in one SQLite file, ids in an order SQLite and the port agree on; a batch of changes is one transaction. */
export class SqliteDocuments implements Documents {
  private readonly statements;
  private readonly writeAll: (changes: readonly Change[]) => void;

  constructor(private readonly db: Connection) {
    db.exec(TABLE);
    this.statements = {
      get: db.prepare<[string, string], DocumentRow>('SELECT id, version, body FROM documents WHERE collection = ? AND id = ?'),
      put: db.prepare(
        'INSERT INTO documents (collection, id, version, body) VALUES (?, ?, 1, ?) ON CONFLICT (collection, id) DO UPDATE SET version = version + 1, body = excluded.body',
      ),
      putVersion: db.prepare(
        'INSERT INTO documents (collection, id, version, body) VALUES (?, ?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET version = excluded.version, body = excluded.body WHERE excluded.version > version',
      ),
      insert: db.prepare('INSERT OR IGNORE INTO documents (collection, id, version, body) VALUES (?, ?, 1, ?)'),
      update: db.prepare('UPDATE documents SET version = version + 1, body = ? WHERE collection = ? AND id = ? AND version = ?'),
      delete: db.prepare('DELETE FROM documents WHERE collection = ? AND id = ?'),
      deleteIf: db.prepare('DELETE FROM documents WHERE collection = ? AND id = ? AND version = ?'),
      scan: db.prepare<[string, string, string, string, number], DocumentRow>(
        'SELECT id, version, body FROM documents WHERE collection = ? AND id >= ? AND id < ? AND id > ? ORDER BY id LIMIT ?',
      ),
    };
    this.writeAll = db.transaction((changes: readonly Change[]) => {
      for (const change of changes) {
        if ('put' in change) this.place(change.put);
        else this.statements.delete.run(change.delete.collection, orderedText(change.delete.id));
      }
    }).immediate;
  }

  async get(collection: string, id: string): Promise<Stored | null> {
    const row = this.guarded(() => this.row(collection, id));
    return row ? storedOf(row) : null;
  }

  async getMany(collection: string, ids: readonly string[]): Promise<readonly Stored[]> {
    const rows = this.guarded(() => ids.map((id) => this.row(collection, id)));
    return rows.flatMap((row) => (row ? [storedOf(row)] : []));
  }

  async put(collection: string, id: string, body: Json, ifVersion?: number): Promise<{ readonly version: number } | 'conflict'> {
    const [text, key] = [JSON.stringify(body), orderedText(id)];
    return this.guarded(() => {
      if (ifVersion === undefined) {
        this.statements.put.run(collection, key, text);
        return { version: this.row(collection, id)?.version ?? 1 };
      }
      const { changes } =
        ifVersion === 0 ? this.statements.insert.run(collection, key, text) : this.statements.update.run(text, collection, key, ifVersion);
      return changes === 1 ? { version: ifVersion + 1 } : ('conflict' as const);
    });
  }

  async delete(collection: string, id: string, ifVersion?: number): Promise<'deleted' | 'absent' | 'conflict'> {
    const key = orderedText(id);
    return this.guarded(() => {
      const { changes } =
        ifVersion === undefined ? this.statements.delete.run(collection, key) : this.statements.deleteIf.run(collection, key, ifVersion);
      if (changes === 1) return 'deleted' as const;
      return this.row(collection, id) ? ('conflict' as const) : ('absent' as const);
    });
  }

  async *scan(
    collection: string,
    prefix: string,
    { after = '', limit = Infinity }: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncIterable<Stored> {
    const from = orderedText(prefix);
    let last = orderedText(after);
    for (let left = limit; left > 0;) {
      const rows = this.guarded(() => this.statements.scan.all(collection, from, afterAll(from), last, Math.min(left, SCAN_AT_ONCE)));
      for (const row of rows) yield storedOf(row);
      if (rows.length < Math.min(left, SCAN_AT_ONCE)) return;
      left -= rows.length;
      last = rows[rows.length - 1]?.id ?? last;
    }
  }

  async write(changes: readonly Change[]): Promise<void> {
    this.guarded(() => this.writeAll(changes));
  }

  /**
   * `secure_delete` blanks what is deleted, but rows that were moved between pages leave copies in their slack: every page is
   * written anew, and the log, which holds the old ones, is cut off.
   */
  async scrub(): Promise<void> {
    const busy = this.guarded(() => {
      this.db.exec('VACUUM');
      return (this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[])[0]?.busy;
    });
    if (busy !== 0) throw new StoreUnavailable('locked');
  }

  private place({ collection, id, body, version }: Put): void {
    const text = JSON.stringify(body);
    if (version === undefined) this.statements.put.run(collection, orderedText(id), text);
    else this.statements.putVersion.run(collection, orderedText(id), version, text);
  }

  private row(collection: string, id: string): DocumentRow | undefined {
    return this.statements.get.get(collection, orderedText(id));
  }

  private guarded<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function storedOf({ id, version, body }: DocumentRow): Stored {
  return { id: originalText(id), version, body: JSON.parse(body) as Json };
}
