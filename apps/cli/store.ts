import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { Lease } from '@styrbord/eventsourcing/lease';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { hasDatabase, lockFolder, openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { Failure, REFUSED } from './failure';

/** A tenant's ledgers and documents, wherever they lie. */
export interface Store {
  /** Of the steering ledger. */
  readonly commits: CommitStore;
  /** Of the audit ledger. */
  readonly audit: CommitStore;
  /** Of the alerts ledger. */
  readonly alerts: CommitStore;
  readonly documents: Documents;
  close(): Promise<void>;
}

export interface StoreAsked {
  /** A data folder, or `mongodb://…`. */
  readonly at: string;
  readonly tenant: string;
  /** `alone`: nobody else may have the folder open, or write the ledgers; `look`: beside a server that runs. */
  readonly how: 'look' | 'alone' | 'write';
}

/** Whoever owned a ledger and crashed has lost it by then. */
const UNOWNED_MS = 12_000;
const TEND_MS = 1_000;

export async function openStore({ at, tenant, how }: StoreAsked): Promise<Store> {
  const ledgers = [`${tenant}/steering`, `${tenant}/audit`, `${tenant}/alerts`] as const;
  if (/^mongodb(\+srv)?:/.test(at)) {
    const mongo = await openMongo(at);
    const db = await mongo.tenant(tenant, { ...(how === 'write' ? { writes: ledgers } : { reads: ledgers }), documents: true });
    const on = (ledger: string): CommitStore => new MongoCommitStore(db, ledger);
    const [steering, audit, alerts] = ledgers;
    const documents = new MongoDocuments(db);
    const close = (): Promise<void> => mongo.close();
    if (how === 'alone')
      await Promise.all([steering, alerts].map((ledger) => requireUnowned(documents, ledger))).catch(async (error: unknown) => {
        await close();
        throw error;
      });
    return { commits: on(steering), audit: on(audit), alerts: on(alerts), documents, close };
  }
  if (how !== 'write') openDatabase(at, 'steering', { readonly: true }).close();
  // A server that writes meanwhile would leave what it writes behind.
  const locks = how === 'look' ? [] : [lockFolder(at)];
  const options = { readonly: how === 'look' };
  const [steering, documents] = [openDatabase(at, 'steering', options), openDatabase(at, 'documents', options)];
  // Nothing is made where somebody only looks: a folder from before there was such a ledger has none.
  const besides = ['audit', 'alerts'].map((name) => (how === 'look' && !hasDatabase(at, name) ? null : openDatabase(at, name, options)));
  const [audit, alerts] = besides.map((db) => (db ? new SqliteCommitStore(db) : new MemoryCommitStore()));
  const close = async (): Promise<void> => {
    for (const db of [documents, ...besides, steering, ...locks]) db?.close();
  };
  return {
    commits: new SqliteCommitStore(steering),
    audit: audit as CommitStore,
    alerts: alerts as CommitStore,
    documents: new SqliteDocuments(documents),
    close,
  };
}

/** What a service wrote meanwhile would be left behind. */
async function requireUnowned(documents: Documents, name: string): Promise<void> {
  const own = randomUUID();
  const lease = new Lease({ documents, name, owner: own, address: own, now: () => performance.now() });
  const end = performance.now() + UNOWNED_MS;
  for (await lease.tend(); !lease.isHeld(); await lease.tend()) {
    if (performance.now() > end)
      throw new Failure(
        REFUSED,
        `A service that runs writes ${name}. Suspend the tenant (styrbord tenant suspend) or stop its services, and try again.`,
      );
    await setTimeout(TEND_MS);
  }
  await lease.release();
}
