import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { rebuildTogether } from '@styrbord/eventsourcing/rebuild';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { against, medians, rate, type Figure, type Result } from './benchmark';
import { command, writer } from './facts';

const EVENTS = 100_000;
const BATCH = 500;

export async function rebuild(folder: string): Promise<Result> {
  const store = new SqliteCommitStore(openDatabase(folder, 'ledger'));
  const documents = new SqliteDocuments(openDatabase(folder, 'documents'));
  return { did: `structure and series over ${EVENTS} measurements, on SQLite`, figures: await rebuildOn(store, documents, EVENTS) };
}

/** Structure and series from commit 1, verified and written, against reading and parsing the same commits. */
export async function rebuildOn(store: CommitStore, documents: Documents, events: number): Promise<Figure[]> {
  const ledger = writer(store);
  for (let first = 0; first < events; first += BATCH) await ledger.append(command(first, BATCH));
  const views = [structureView, seriesView].map(
    (view) => new Subscription({ view, ledger, documents, bus: new InProcessBus(), topic: 'facts' }),
  );
  for (const view of views) await view.start();
  const replay = async (): Promise<void> => {
    for await (const commit of store.read(1, Number.MAX_SAFE_INTEGER)) for (const event of commit.events) JSON.parse(event);
  };
  const figures = await medians({
    raw: () => rate(events, replay),
    views: () => rate(events, () => rebuildTogether(views)),
  });
  return [against('both views from commit 1', figures.views, { what: 'commits read and parsed, once', value: figures.raw })];
}
