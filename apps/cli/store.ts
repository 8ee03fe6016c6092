import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { lockFolder, openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';

/** A tenant's ledger and documents, wherever they lie. */
export interface Store {
  readonly commits: CommitStore;
  readonly documents: Documents;
  close(): Promise<void>;
}

export interface StoreAsked {
  /** A data folder, or `mongodb://…`. */
  readonly at: string;
  readonly tenant: string;
  /** `alone`: nobody else may have the folder open; `look`: beside a server that runs. */
  readonly how: 'look' | 'alone' | 'write';
}

export async function openStore({ at, tenant, how }: StoreAsked): Promise<Store> {
  const ledger = `${tenant}/steering`;
  if (/^mongodb(\+srv)?:/.test(at)) {
    const mongo = await openMongo(at);
    const db = await mongo.tenant(tenant, { ...(how === 'write' ? { writes: ledger } : { reads: [ledger] }), documents: true });
    return { commits: new MongoCommitStore(db, ledger), documents: new MongoDocuments(db), close: () => mongo.close() };
  }
  if (how !== 'write') openDatabase(at, 'steering', { readonly: true }).close();
  // A server that writes meanwhile would leave what it writes behind.
  const locks = how === 'look' ? [] : [lockFolder(at)];
  const options = { readonly: how === 'look' };
  const [steering, documents] = [openDatabase(at, 'steering', options), openDatabase(at, 'documents', options)];
  const close = async (): Promise<void> => {
    for (const db of [documents, steering, ...locks]) db.close();
  };
  return { commits: new SqliteCommitStore(steering), documents: new SqliteDocuments(documents), close };
}
