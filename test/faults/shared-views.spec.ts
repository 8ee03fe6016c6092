import type { Change, Documents } from '@styrbord/eventsourcing/documents';
import { changesMessage, FollowedView } from '@styrbord/eventsourcing/followed-view';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { messagesOf } from '@styrbord/eventsourcing/relay';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { collected, writerOn } from '../contracts/writer';
import { generatedHistory } from './history';
import { isLong, SEED, seeded } from './seeded';
import { UnreliableBus } from './unreliable-bus';

const HISTORIES = isLong ? 2_000 : 40;
const PROCESSES = 3;
const VIEWS = [structureView, seriesView];

/** Documents without transactions: others come between one change and the next, and a writer may die half way. */
class ChangeByChange extends MemoryDocuments {
  constructor(
    private readonly shared: Documents,
    private readonly random: () => number,
  ) {
    super();
  }

  override get: Documents['get'] = (collection, id) => this.shared.get(collection, id);
  override getMany: Documents['getMany'] = (collection, ids) => this.shared.getMany(collection, ids);
  override put: Documents['put'] = (...put) => this.shared.put(...put);
  override scan: Documents['scan'] = (...scan) => this.shared.scan(...scan);

  override async write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      for (let turns = Math.floor(this.random() ** 3 * 40); turns > 0; turns--) await new Promise((turn) => setImmediate(turn));
      if (this.random() < 0.01) throw new Error('died half way');
      await this.shared.write([change]);
    }
  }
}

describe(`views that ${PROCESSES} processes keep in the same documents, over ${HISTORIES} histories (seed ${SEED})`, () => {
  it('are what one process makes of them, and so is what every process reads', async () => {
    for (let history = 0; history < HISTORIES; history++) {
      const { kept, read, alone } = await lives(SEED + history);
      expect([SEED + history, kept]).toEqual([SEED + history, alone]);
      for (const one of read) expect([SEED + history, one]).toEqual([SEED + history, alone]);
    }
  }, 3_600_000);
});

async function lives(seed: number): Promise<{ kept: string; read: string[]; alone: string }> {
  const random = seeded(seed);
  const ledger = writerOn(new MemoryCommitStore());
  const shared = new MemoryDocuments();
  const changes = new UnreliableBus(random);
  const processes = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, at) => {
      const events = new UnreliableBus(random);
      const documents = new ChangeByChange(shared, random);
      const keepers = VIEWS.map((view) => new Subscription({ view, ledger, documents, bus: events, topic: 'facts' }));
      const group = `boards-${at}`;
      const readers = VIEWS.map((view) => new FollowedView({ view, ledger, documents, bus: changes, topic: 'changes', group }));
      for (const keeper of keepers) {
        keeper.onSaved((saved) => void changes.publish('changes', [changesMessage('nara', ledger.name, saved)]));
        await keeper.start();
      }
      const told = new Map<string, Json>();
      for (const reader of readers) {
        reader.onSaved((saved) => saved.documents.forEach(({ id, body }) => told.set(`${saved.view}/${id}`, body)));
        await reader.start();
      }
      return { events, keepers, readers, told };
    }),
  );
  const history = generatedHistory(random, 10 + Math.floor(random() * 20));
  const underWay: Promise<unknown>[] = [];
  for (const batch of history) {
    const before = ledger.no;
    await ledger.append(batch);
    const messages = (await collected(ledger.read(before + 1))).flatMap((commit) => messagesOf(commit, 'nara'));
    // A process that is slow with one batch is overtaken by the others.
    for (const { events } of processes) underWay.push(events.publish('facts', messages).catch(() => undefined));
    if (random() < 0.3) await Promise.all(underWay.splice(0));
  }
  await Promise.all(underWay);
  for (const { events, keepers } of processes) {
    await events.drain().catch(() => undefined);
    for (const keeper of keepers) await untilPolled(keeper);
  }
  await changes.drain();
  for (const { readers } of processes) for (const reader of readers) await reader.poll();
  const alone = VIEWS.map((view) => new Subscription({ view, ledger, documents: new MemoryDocuments(), bus: changes, topic: 'none' }));
  for (const subscription of alone) await subscription.start();
  const kept = await textOf(processes[0]!.keepers);
  const read = processes.map(({ told }) => canonicalize(Object.fromEntries(told)));
  return { kept, read, alone: await textOf(alone) };
}

async function untilPolled(keeper: Subscription): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const failed = await keeper.poll().then(
      () => false,
      () => true,
    );
    if (!failed) return;
  }
  throw new Error('polled fifty times in vain');
}

async function textOf(readers: readonly ViewReader[]): Promise<string> {
  const bodies = new Map<string, Json>();
  for (const reader of readers) {
    const { halted, parked, name } = reader.status();
    expect({ halted, parked }).toEqual({ halted: null, parked: [] });
    for await (const { id, body } of reader.scan('')) bodies.set(`${name}/${id}`, body);
  }
  return canonicalize(Object.fromEntries(bodies));
}
