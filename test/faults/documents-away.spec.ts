import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { writerOn } from '../contracts/writer';
import { generatedHistory } from './history';
import { SEED, seeded } from './seeded';

const VIEWS = [structureView, seriesView];
const COMMANDS = 25;

/** Of which one call is not answered, counted from 1. */
class OneCallAway extends MemoryDocuments {
  calls = 0;

  constructor(private readonly nth: number) {
    super();
  }

  override get: Documents['get'] = async (...asked) => this.answering() ?? super.get(...asked);
  override getMany: Documents['getMany'] = async (...asked) => this.answering() ?? super.getMany(...asked);
  override write: Documents['write'] = async (...asked) => this.answering() ?? super.write(...asked);

  override async *scan(...asked: Parameters<Documents['scan']>): ReturnType<Documents['scan']> {
    this.answering();
    yield* super.scan(...asked);
  }

  private answering(): undefined {
    if (++this.calls === this.nth) throw new StoreUnavailable('unreachable');
  }
}

describe(`when one call to the documents is not answered (seed ${SEED})`, () => {
  it('whichever it is, the views come to be what they would have been, and nothing is parked', async () => {
    const expected = await lived(new MemoryDocuments());
    let calls = 1;
    for (let nth = 1; nth <= calls; nth++) {
      const documents = new OneCallAway(nth);
      expect([nth, await lived(documents)]).toEqual([nth, expected]);
      calls = documents.calls;
    }
    expect(calls).toBeGreaterThan(COMMANDS);
  }, 60_000);
});

/** A history that the views follow commit by commit, each look repeated until it is answered. */
async function lived(documents: Documents): Promise<string> {
  const ledger = writerOn(new MemoryCommitStore());
  const parts = { ledger, documents, bus: new InProcessBus(), topic: 'facts' };
  const views = VIEWS.map((view) => new Subscription({ view, ...parts }));
  for (const view of views) await untilAnswered(() => view.start());
  for (const batch of generatedHistory(seeded(SEED), COMMANDS)) {
    await ledger.append(batch);
    for (const view of views) await untilAnswered(() => view.poll());
  }
  return untilAnswered(() => textOf(views));
}

async function textOf(views: readonly Subscription[]): Promise<string> {
  const bodies: Record<string, Json> = {};
  for (const view of views) {
    const { name, halted, parked } = view.status();
    bodies[name] = { halted, parked } as unknown as Json;
    for await (const { id, no, body } of view.scan('')) bodies[`${name}/${id}`] = { no, body };
  }
  return canonicalize(bodies);
}

async function untilAnswered<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}
