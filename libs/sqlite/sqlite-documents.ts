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
/** Past every id that starts with a prefix. */
const LAST = '\u{10ffff}';

/** Documents in one SQLite file; a batch of changes is one transaction. */
export class SqliteDocuments implements Documents {
  private readonly statements;
  private readonly writeAll: (changes: readonly Change[]) => void;

  constructor(db: Connection) {
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
        else this.statements.delete.run(change.delete.collection, change.delete.id);
      }
    }).immediate;
  }

  async get(collection: string, id: string): Promise<Stored | null> {
    const row = this.guarded(() => this.statements.get.get(collection, id));
    return row ? storedOf(row) : null;
  }

  async getMany(collection: string, ids: readonly string[]): Promise<readonly Stored[]> {
    const rows = this.guarded(() => ids.map((id) => this.statements.get.get(collection, id)));
    return rows.flatMap((row) => (row ? [storedOf(row)] : []));
  }

  async put(collection: string, id: string, body: Json, ifVersion?: number): Promise<{ readonly version: number } | 'conflict'> {
    const text = JSON.stringify(body);
    return this.guarded(() => {
      if (ifVersion === undefined) {
        this.statements.put.run(collection, id, text);
        return { version: this.statements.get.get(collection, id)?.version ?? 1 };
      }
      const { changes } =
        ifVersion === 0 ? this.statements.insert.run(collection, id, text) : this.statements.update.run(text, collection, id, ifVersion);
      return changes === 1 ? { version: ifVersion + 1 } : ('conflict' as const);
    });
  }

  async delete(collection: string, id: string, ifVersion?: number): Promise<'deleted' | 'absent' | 'conflict'> {
    return this.guarded(() => {
      const { changes } =
        ifVersion === undefined ? this.statements.delete.run(collection, id) : this.statements.deleteIf.run(collection, id, ifVersion);
      if (changes === 1) return 'deleted' as const;
      return this.statements.get.get(collection, id) ? ('conflict' as const) : ('absent' as const);
    });
  }

  async *scan(
    collection: string,
    prefix: string,
    { after = '', limit = Infinity }: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncIterable<Stored> {
    let last = after;
    for (let left = limit; left > 0;) {
      const rows = this.guarded(() => this.statements.scan.all(collection, prefix, prefix + LAST, last, Math.min(left, SCAN_AT_ONCE)));
      for (const row of rows) yield storedOf(row);
      if (rows.length < Math.min(left, SCAN_AT_ONCE)) return;
      left -= rows.length;
      last = rows[rows.length - 1]?.id ?? last;
    }
  }

  async write(changes: readonly Change[]): Promise<void> {
    this.guarded(() => this.writeAll(changes));
  }

  private place({ collection, id, body, version }: Put): void {
    const text = JSON.stringify(body);
    if (version === undefined) this.statements.put.run(collection, id, text);
    else this.statements.putVersion.run(collection, id, version, text);
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
  return { id, version, body: JSON.parse(body) as Json };
}
