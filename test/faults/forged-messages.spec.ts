import type { Message } from '@styrbord/eventsourcing/bus';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { messagesOf } from '@styrbord/eventsourcing/relay';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { seriesView } from '@styrbord/steering/views/series-view';
import { setTimeout } from 'node:timers/promises';
import { collected, writerOn } from '../contracts/writer';
import { changed, OF_NO_COMMIT, UNLIKE_THE_LEDGER } from './forgeries';
import { generatedHistory } from './history';
import { seeded } from './seeded';

const TENANT = 'nara';
const TOPIC = 'events';

/** A view woken by messages from outside, with `before` applied and one more commit in the ledger that it has not heard of. */
async function woken() {
  const ledger = writerOn(new MemoryCommitStore());
  const bus = new InProcessBus();
  await bus.start();
  const view = new Subscription({ view: seriesView, ledger, documents: new MemoryDocuments(), bus, topic: TOPIC, wokenAs: TENANT });
  const batches = generatedHistory(seeded(7), 12);
  for (const batch of batches.slice(0, -1)) await ledger.append(batch);
  await view.start();
  const before = ledger.no;
  await ledger.append(batches[batches.length - 1]!);
  const [genuine] = messagesOf((await collected(ledger.read(before + 1)))[0]!, TENANT) as [Message];
  const hear = async (...messages: Message[]): Promise<ReturnType<Subscription['status']>> => {
    await bus.publish(TOPIC, messages);
    await setTimeout(20);
    await view.settled();
    return view.status();
  };
  const documents = async (): Promise<unknown> => collected(view.scan(''));
  const fresh = async (): Promise<unknown> => {
    const alone = new Subscription({ view: seriesView, ledger, documents: new MemoryDocuments(), bus, topic: 'none' });
    await alone.start();
    return collected(alone.scan(''));
  };
  return { genuine, hear, documents, fresh, before, head: ledger.no };
}

describe('a message from outside', () => {
  it('that is what it says wakes the view, and nothing is counted', async () => {
    const { genuine, hear, head, documents, fresh } = await woken();
    expect(await hear(genuine)).toMatchObject({ checkpoint: { no: head }, refused: {}, halted: null, parked: [] });
    expect(await documents()).toEqual(await fresh());
  });

  it.each(UNLIKE_THE_LEDGER)('%s changes nothing: what the ledger holds is applied, and it is counted', async (_, forged) => {
    const { genuine, hear, head, documents, fresh } = await woken();
    const status = await hear(forged(genuine));
    expect(status).toMatchObject({ checkpoint: { no: head }, refused: { 'differs-from-the-ledger': 1 }, halted: null, parked: [] });
    expect(await documents()).toEqual(await fresh());
  });

  it.each(OF_NO_COMMIT)('%s does not even wake it, and is counted', async (_, forged, reason) => {
    const { genuine, hear, before } = await woken();
    expect(await hear(forged(genuine))).toMatchObject({ checkpoint: { no: before }, refused: { [reason]: 1 }, halted: null });
  });

  it('that claims commits the ledger has not is counted, and the view stays at the ledger’s end', async () => {
    const { genuine, hear, head } = await woken();
    const status = await hear(changed(genuine, { commit: String(head + 1_000) }));
    expect(status).toMatchObject({ checkpoint: { no: head }, lag: 0, refused: { 'beyond-the-ledger': 1 }, halted: null });
  });

  it('for another ledger is nobody’s fault here', async () => {
    const { genuine, hear, before } = await woken();
    expect(await hear({ ...changed(genuine, { ledger: 'other/steering' }), key: 'other' })).toMatchObject({
      checkpoint: { no: before },
      refused: {},
    });
  });

  it('never keeps the next from being heard', async () => {
    const { genuine, hear, head } = await woken();
    const status = await hear(
      { key: '', value: '', headers: {} },
      changed(genuine, { commit: 'x' }),
      changed(genuine, {}, 'null'),
      genuine,
    );
    expect(status).toMatchObject({ checkpoint: { no: head }, refused: { 'number-malformed': 1, 'differs-from-the-ledger': 1 } });
  });
});
