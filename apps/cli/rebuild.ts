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
    const rebuilt: { view: string; no: number; parked: number }[] = [];
    for (const view of VIEWS) {
      const subscription = new Subscription({ view, ledger, documents: new SqliteDocuments(documents), bus, topic: 'rebuild' });
      await subscription.start();
      await subscription.rebuild((no) => output.counting(`${view.name}: commit ${no} of ${head}`));
      const { checkpoint, parked } = subscription.status();
      output.counted(`${view.name}: rebuilt to commit ${checkpoint.no}`);
      rebuilt.push({ view: view.name, no: checkpoint.no, parked: parked.length });
    }
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
