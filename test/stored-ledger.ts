import type { Commit } from '@styrbord/eventsourcing/ledger';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { Boards } from '../apps/boards/boards';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { verified, writerOn } from './contracts/writer';

/** The ledger as it lies in the database, past every service, each commit verified from the first. */
export async function commitsOfMongo(address: string, tenant: string): Promise<Commit[]> {
  const mongo = await openMongo(address);
  try {
    const ledger = `${tenant}/steering`;
    const db = await mongo.tenant(tenant, { reads: [ledger] });
    return await verified(new MongoCommitStore(db, ledger));
  } finally {
    await mongo.close();
  }
}

export async function commitsOfFolder(folder: string): Promise<Commit[]> {
  const db = openDatabase(folder, 'steering', { readonly: true });
  try {
    return await verified(new SqliteCommitStore(db));
  } finally {
    db.close();
  }
}

/** Reads a scorecard out of these commits and nothing else: what every boards service must show. */
export async function boardsOf(commits: readonly Commit[]): Promise<(unit: string, period: string) => Promise<unknown>> {
  const store = new MemoryCommitStore();
  for (const commit of commits) await store.insert(commit);
  const ledger = writerOn(store, { name: commits[0]?.ledger ?? 'none/steering' });
  const parts = { ledger, documents: new MemoryDocuments(), bus: new InProcessBus(), topic: 'none' };
  const [structure, series] = [new Subscription({ view: structureView, ...parts }), new Subscription({ view: seriesView, ...parts })];
  const knowledge = new Knowledge(structure, series);
  const boards = new Boards(knowledge, series, ledger);
  await structure.start();
  await knowledge.load();
  await series.start();
  return async (unit, period) => JSON.parse(JSON.stringify(await boards.scorecard(unit, parsePeriod(period) as Period))) as unknown;
}
