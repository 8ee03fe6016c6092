import type { Message } from '@styrbord/eventsourcing/bus';
import type { Fact, Recorded } from '@styrbord/eventsourcing/ledger';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { rebuildTogether } from '@styrbord/eventsourcing/rebuild';
import { messagesOf } from '@styrbord/eventsourcing/relay';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import type { View } from '@styrbord/eventsourcing/view';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { collected, writerOn } from '../contracts/writer';
import { generatedHistory } from './history';
import { isLong, SEED, seeded } from './seeded';
import { UnreliableBus } from './unreliable-bus';

const HISTORIES = isLong ? 10_000 : 60;
const VIEWS = [structureView, seriesView];
const TOPIC = 'facts';

describe(`views over ${HISTORIES} generated histories, deliveries gone wrong in every way (seed ${SEED})`, () => {
  let naiveDiffers = 0;

  it('are, byte for byte, what they are when built from commit 1', async () => {
    for (let history = 0; history < HISTORIES; history++) {
      const { lived, fresh, rebuilt, naive } = await lives(SEED + history);
      const seed = `seed ${SEED + history}`;
      expect([seed, lived]).toEqual([seed, fresh]);
      expect([seed, rebuilt]).toEqual([seed, fresh]);
      expect(fresh).toContain('unit');
      if (naive !== fresh) naiveDiffers++;
    }
    process.stderr.write(`rebuild: seed ${SEED}, ${HISTORIES} histories, a naive consumer wrong in ${naiveDiffers}\n`);
  }, 3_600_000);

  it('would not be, if every delivery were applied as it comes', () => {
    expect(naiveDiffers).toBeGreaterThan(0);
  });
});

interface Lives {
  readonly lived: string;
  readonly fresh: string;
  readonly rebuilt: string;
  readonly naive: string;
}

/** One history, lived through unreliable deliveries, then built anew in two ways. */
async function lives(seed: number): Promise<Lives> {
  const random = seeded(seed);
  const ledger = writerOn(new MemoryCommitStore());
  const bus = new UnreliableBus(random);
  const documents = new MemoryDocuments();
  let subscriptions = await started(ledger, documents, bus);
  const naive = new Map<string, Json>();
  await bus.subscribe(TOPIC, 'naive', async (messages) => applyAsItComes(naive, messages));
  const history = generatedHistory(random, 10 + Math.floor(random() * 30));
  for (let at = 0; at < history.length;) {
    const together = history.slice(at, (at += 1 + Math.floor(random() * 4)));
    const before = ledger.no;
    await Promise.all(together.map((batch) => ledger.append(batch)));
    for (const commit of await collected(ledger.read(before + 1))) await bus.publish(TOPIC, messagesOf(commit, 'nara'));
    if (random() < 0.05) for (const subscription of subscriptions) await subscription.poll();
    if (random() < 0.05) subscriptions = await started(ledger, documents, bus);
  }
  await bus.drain();
  for (const subscription of subscriptions) await subscription.poll();
  const lived = await textOf(subscriptions);
  const fresh = await textOf(await started(ledger, new MemoryDocuments(), new UnreliableBus(random)));
  await rebuildTogether(subscriptions);
  return { lived, fresh, rebuilt: await textOf(subscriptions), naive: sorted(naive) };
}

type Ledger = ReturnType<typeof writerOn>;

async function started(ledger: Ledger, documents: MemoryDocuments, bus: UnreliableBus): Promise<Subscription[]> {
  const subscriptions = VIEWS.map((view) => new Subscription({ view, ledger, documents, bus, topic: TOPIC }));
  for (const subscription of subscriptions) await subscription.start();
  return subscriptions;
}

async function textOf(subscriptions: readonly Subscription[]): Promise<string> {
  const bodies = new Map<string, Json>();
  for (const subscription of subscriptions) {
    const { halted, parked, name } = subscription.status();
    expect({ halted, parked }).toEqual({ halted: null, parked: [] });
    for await (const { id, body } of subscription.scan('')) bodies.set(`${name}/${id}`, body);
  }
  return sorted(bodies);
}

const sorted = (bodies: ReadonlyMap<string, Json>): string => canonicalize(Object.fromEntries(bodies));

/** No numbers, no hashes, no checkpoint: the consumer that must be seen to fail. */
function applyAsItComes(bodies: Map<string, Json>, messages: readonly Message[]): void {
  for (const { value, headers } of messages) {
    const recorded: Recorded = {
      ledger: headers['ledger']!,
      no: Number(headers['commit']),
      index: Number(headers['index']),
      recordedAt: headers['recordedAt']!,
      fact: JSON.parse(value) as Fact,
    };
    for (const view of VIEWS)
      for (const id of view.documents(recorded))
        bodies.set(`${view.name}/${id}`, evolved(view, bodies.get(`${view.name}/${id}`), recorded, id));
  }
}

function evolved(view: View, body: Json | undefined, recorded: Recorded, id: string): Json {
  try {
    return view.evolve(body ?? view.initial(id), recorded, id);
  } catch {
    return body ?? view.initial(id);
  }
}
