import { rebuildTogether } from '@styrbord/eventsourcing/rebuild';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { ledgerOf, type Folder } from './folder';
import type { Output } from './output';
import { openStore } from './store';

const VIEWS = [structureView, seriesView];

/** Holds the store as a server would, so that nobody serves what is being folded. */
export async function runRebuild({ data, tenant }: Folder, output: Output): Promise<number> {
  const { commits, documents, close } = await openStore({ at: data, tenant, how: 'alone' });
  try {
    const ledger = ledgerOf(commits, `${tenant}/steering`);
    const { no: head } = await ledger.head();
    const bus = new InProcessBus();
    await bus.start();
    const subscriptions = VIEWS.map((view) => new Subscription({ view, ledger, documents, bus, topic: 'rebuild' }));
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
    await close();
  }
}
