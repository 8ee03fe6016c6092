import { rebuildTogether } from '@styrbord/eventsourcing/rebuild';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { lockFolder, openDatabase } from '@styrbord/sqlite/database';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { ledgerOf, type Folder } from './folder';
import type { Output } from './output';

const VIEWS = [structureView, seriesView];

/** Holds the folder as a server would, so that nobody serves what is being folded. */
export async function runRebuild({ data, tenant }: Folder, output: Output): Promise<number> {
  openDatabase(data, 'steering', { readonly: true }).close();
  const lock = lockFolder(data);
  const [steering, documents] = [openDatabase(data, 'steering'), openDatabase(data, 'documents')];
  try {
    const ledger = ledgerOf(steering, tenant);
    const { no: head } = await ledger.head();
    const bus = new InProcessBus();
    await bus.start();
    const store = new SqliteDocuments(documents);
    const subscriptions = VIEWS.map((view) => new Subscription({ view, ledger, documents: store, bus, topic: 'rebuild' }));
    for (const subscription of subscriptions) await subscription.start();
    await rebuildTogether(subscriptions, (no) => output.counting(`commit ${no} of ${head}`));
    const rebuilt = subscriptions.map((subscription) => {
      const { name: view, checkpoint, parked } = subscription.status();
      return { view, no: checkpoint.no, parked: parked.length };
    });
    for (const { view, no } of rebuilt) output.counted(`${view}: rebuilt to commit ${no}`);
    await bus.stop();
    const parked = rebuilt.reduce((sum, each) => sum + each.parked, 0);
    output.answer({ ledger: ledger.name, head, views: rebuilt }, [
      `Rebuilt ${rebuilt.length} views from commit 1 to ${head}${parked > 0 ? `; ${parked} streams are parked` : ''}.`,
    ]);
    return parked > 0 ? 1 : 0;
  } finally {
    for (const db of [documents, steering, lock]) db.close();
  }
}
