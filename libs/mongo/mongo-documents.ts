import { MongoBulkWriteError, type AnyBulkWriteOperation, type Collection } from 'mongodb';
import { afterAll } from '@styrbord/eventsourcing/code-unit-order';
import type { Change, Documents, Stored } from '@styrbord/eventsourcing/documents';
import type { Json } from '@styrbord/proof/canonical';
import { Together } from '@styrbord/eventsourcing/together';
import { idOf, keyOf } from './document-key';
import { ANSWER_MS, answered, each, isDuplicate } from './mongo-answer';
import type { MongoDatabase } from './mongo-database';

/** `_id` is the key of collection and id. `body` is JSON text: any member name, in any order, comes back as it was. */
export interface StoredDocument {
  readonly _id: string;
  readonly version: number;
  readonly body: string;
}

export const DOCUMENTS = 'documents';

/** What a document may be on the server is 16 MiB; the rest of it is for key and version. */
const BODY_BYTES_MAX = 16 * 2 ** 20 - 16 * 2 ** 10;
const SCAN_AT_ONCE = 500;
const SCAN_MS = 4_000;
/** Changes that are worth a look at what is there. */
const MANY = 50;
/** Documents in one operation. */
const AT_ONCE = 500;
/** Beside the usual, for each change of many. */
const CHANGE_MS = 10;

/** Every collection's documents in one collection of the server, so that rights and set-up do not follow the views. */
export class MongoDocuments implements Documents {
  private readonly one = new Together((keys) => this.byKey(keys, ANSWER_MS));

  constructor(private readonly db: MongoDatabase) {}

  async get(collection: string, id: string): Promise<Stored | null> {
    return this.one.get(keyOf(collection, id));
  }

  async getMany(collection: string, ids: readonly string[]): Promise<readonly Stored[]> {
    const found = await this.byKey(
      ids.map((id) => keyOf(collection, id)),
      SCAN_MS,
    );
    return ids.flatMap((id) => found.get(keyOf(collection, id)) ?? []);
  }

  private async byKey(keys: readonly string[], withinMs: number): Promise<ReadonlyMap<string, Stored>> {
    const found = new Map<string, Stored>();
    for await (const document of each(this.documents.find({ _id: { $in: [...keys] } }), withinMs))
      found.set(document._id, storedOf(document));
    return found;
  }

  async put(collection: string, id: string, body: Json, ifVersion?: number): Promise<{ readonly version: number } | 'conflict'> {
    const _id = keyOf(collection, id);
    const text = textOf(_id, body);
    if (ifVersion === undefined) {
      const options = { upsert: true, returnDocument: 'after', projection: { version: 1 }, maxTimeMS: ANSWER_MS } as const;
      const written = await answered(this.documents.findOneAndUpdate({ _id }, { $set: { body: text }, $inc: { version: 1 } }, options));
      return { version: written?.version ?? 1 };
    }
    const done = ifVersion === 0 ? await this.inserted(_id, text) : await this.replaced({ _id, version: ifVersion }, text);
    return done ? { version: ifVersion + 1 } : 'conflict';
  }

  async delete(collection: string, id: string, ifVersion?: number): Promise<'deleted' | 'absent' | 'conflict'> {
    const _id = keyOf(collection, id);
    const asked = ifVersion === undefined ? { _id } : { _id, version: ifVersion };
    const { deletedCount } = await answered(this.documents.deleteOne(asked, { maxTimeMS: ANSWER_MS }));
    if (deletedCount === 1) return 'deleted';
    return (await this.get(collection, id)) ? 'conflict' : 'absent';
  }

  async *scan(
    collection: string,
    prefix: string,
    { after = '', limit = Infinity }: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncIterable<Stored> {
    if (limit <= 0) return;
    const from = keyOf(collection, prefix);
    const asked = { _id: { $gte: from, $lt: afterAll(from), $gt: keyOf(collection, after) } };
    const upTo = Number.isFinite(limit) ? { limit } : {};
    const cursor = this.documents.find(asked, { sort: { _id: 1 }, batchSize: Math.min(limit, SCAN_AT_ONCE), ...upTo });
    let left = limit;
    for await (const document of each(cursor, SCAN_MS)) {
      yield storedOf(document);
      if (--left === 0) return;
    }
  }

  /** Ordered bulks: each change after the one before it, all of them kept by the majority when it is answered. */
  async write(changes: readonly Change[]): Promise<void> {
    const areMany = changes.length >= MANY && changes.every((change) => 'put' in change);
    const operations = operationsOf(areMany ? await this.withoutNew(changes) : changes);
    let [from, retried] = [0, -1];
    while (from < operations.length) {
      const duplicate = await this.writtenFrom(operations.slice(from));
      if (duplicate === null) return;
      // The document is there: newer, and stays, or inserted just now by another, and is tried again.
      from += duplicate;
      if (retried === from) from++;
      else retried = from;
    }
  }

  /**
   * Inserts what is not there yet, which servers do many times as fast as updates, and gives the changes that are left. Only
   * documents with a stated version, which may be written in any order; whatever is last stays for last.
   */
  private async withoutNew(changes: readonly Change[]): Promise<readonly Change[]> {
    const left = new Set(changes);
    const puts = changes.slice(0, -1).flatMap((change) => ('put' in change && change.put.version !== undefined ? [change] : []));
    for (let from = 0; from < puts.length; from += AT_ONCE) {
      const some = new Map(puts.slice(from, from + AT_ONCE).map((change) => [keyOf(change.put.collection, change.put.id), change]));
      for await (const { _id } of each(this.documents.find({ _id: { $in: [...some.keys()] } }, { projection: { _id: 1 } }), SCAN_MS))
        some.delete(_id);
      const absent = [...some].map(([_id, { put }]) => ({ _id, version: put.version ?? 1, body: textOf(_id, put.body) }));
      for (const key of await this.insertedOf(absent)) left.delete(some.get(key) as Change);
    }
    return [...left];
  }

  /** Keys of those that were inserted; others are there by now. */
  private async insertedOf(documents: readonly StoredDocument[]): Promise<readonly string[]> {
    if (documents.length === 0) return [];
    const keys = documents.map(({ _id }) => _id);
    const withinMs = ANSWER_MS + CHANGE_MS * documents.length;
    try {
      await answered(this.documents.insertMany([...documents], { ordered: false, maxTimeMS: withinMs }), withinMs);
      return keys;
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError) || !isDuplicate(error)) throw error;
      const refused = new Set([error.writeErrors].flat().map(({ index }) => index));
      return keys.filter((_, at) => !refused.has(at));
    }
  }

  /** Where a stated version met a document that has it or a newer one; null when all is written. */
  private async writtenFrom(operations: AnyBulkWriteOperation<StoredDocument>[]): Promise<number | null> {
    const withinMs = ANSWER_MS + CHANGE_MS * operations.length;
    try {
      await answered(this.documents.bulkWrite(operations, { ordered: true, maxTimeMS: withinMs }), withinMs);
      return null;
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError) || !isDuplicate(error)) throw error;
      return [error.writeErrors].flat()[0]?.index ?? 0;
    }
  }

  private get documents(): Collection<StoredDocument> {
    return this.db.collection(DOCUMENTS);
  }

  private async inserted(_id: string, body: string): Promise<boolean> {
    try {
      await answered(this.documents.insertOne({ _id, version: 1, body }, { maxTimeMS: ANSWER_MS }));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** A server keeps what it has overwritten in its own log and files for a while; docs/OPERATIONS.md says how long. */
  async scrub(): Promise<void> {}

  private async replaced(asked: { readonly _id: string; readonly version: number }, body: string): Promise<boolean> {
    const change = { $set: { body }, $inc: { version: 1 } };
    return (await answered(this.documents.updateOne(asked, change, { maxTimeMS: ANSWER_MS }))).matchedCount === 1;
  }
}

/** One a put, one for deletions that follow one another. */
function operationsOf(changes: readonly Change[]): AnyBulkWriteOperation<StoredDocument>[] {
  const operations: AnyBulkWriteOperation<StoredDocument>[] = [];
  let deleted: string[] = [];
  const end = (): void => {
    if (deleted.length > 0) operations.push({ deleteMany: { filter: { _id: { $in: deleted } } } });
    deleted = [];
  };
  for (const change of changes) {
    if ('delete' in change) {
      deleted.push(keyOf(change.delete.collection, change.delete.id));
      continue;
    }
    end();
    operations.push(putOf(change.put));
  }
  end();
  return operations;
}

function putOf({ collection, id, version, body: given }: Extract<Change, { put: unknown }>['put']): AnyBulkWriteOperation<StoredDocument> {
  const _id = keyOf(collection, id);
  const body = textOf(_id, given);
  return version === undefined
    ? { updateOne: { filter: { _id }, update: { $set: { body }, $inc: { version: 1 } }, upsert: true } }
    : { updateOne: { filter: { _id, version: { $lt: version } }, update: { $set: { body, version } }, upsert: true } };
}

function textOf(key: string, body: Json): string {
  const text = JSON.stringify(body);
  const bytes = Buffer.byteLength(text);
  if (bytes > BODY_BYTES_MAX) throw new RangeError(`${key} would be ${bytes} bytes; a document is at most ${BODY_BYTES_MAX}`);
  return text;
}

function storedOf({ _id, version, body }: StoredDocument): Stored {
  return { id: idOf(_id), version, body: JSON.parse(body) as Json };
}
