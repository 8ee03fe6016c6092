import type { Json } from '@styrbord/proof/canonical';
import type { Change, Documents, Stored } from '../documents';

type Put = Extract<Change, { put: unknown }>['put'];

/** Documents in memory: for tests. */
export class MemoryDocuments implements Documents {
  private readonly collections = new Map<string, Map<string, Stored>>();

  async get(collection: string, id: string): Promise<Stored | null> {
    return this.of(collection).get(id) ?? null;
  }

  async getMany(collection: string, ids: readonly string[]): Promise<readonly Stored[]> {
    return ids.flatMap((id) => this.of(collection).get(id) ?? []);
  }

  async put(collection: string, id: string, body: Json, ifVersion?: number): Promise<{ readonly version: number } | 'conflict'> {
    const version = this.of(collection).get(id)?.version ?? 0;
    if (ifVersion !== undefined && ifVersion !== version) return 'conflict';
    this.place({ collection, id, body });
    return { version: version + 1 };
  }

  private place({ collection, id, body, version }: Put): void {
    const before = this.of(collection).get(id)?.version ?? 0;
    if (version === undefined || version > before) this.of(collection).set(id, { id, version: version ?? before + 1, body });
  }

  async delete(collection: string, id: string, ifVersion?: number): Promise<'deleted' | 'absent' | 'conflict'> {
    const stored = this.of(collection).get(id);
    if (!stored) return 'absent';
    if (ifVersion !== undefined && ifVersion !== stored.version) return 'conflict';
    this.of(collection).delete(id);
    return 'deleted';
  }

  async *scan(
    collection: string,
    prefix: string,
    { after = '', limit = Infinity }: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncIterable<Stored> {
    const ids = [...this.of(collection).keys()].filter((id) => id.startsWith(prefix) && id > after).toSorted();
    for (const id of ids.slice(0, limit)) {
      const stored = this.of(collection).get(id);
      if (stored) yield stored;
    }
  }

  async write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      if ('put' in change) this.place(change.put);
      else await this.delete(change.delete.collection, change.delete.id);
    }
  }

  async scrub(): Promise<void> {}

  private of(collection: string): Map<string, Stored> {
    const found = this.collections.get(collection) ?? new Map<string, Stored>();
    this.collections.set(collection, found);
    return found;
  }
}
