import type { Bus, Message } from '@styrbord/eventsourcing/bus';
import type { CommitNo, Ledger } from '@styrbord/eventsourcing/ledger';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { Relay } from '@styrbord/eventsourcing/relay';
import { fact, writerOn } from '../contracts/writer';

const COMMITS = 1_000;

/** A broker that is away until it is let go on. */
class HeldBus implements Bus {
  readonly sent: number[] = [];
  release: () => void = () => undefined;
  private readonly back = new Promise<void>((resolve) => (this.release = resolve));

  async publish(_topic: string, messages: readonly Message[]): Promise<void> {
    await this.back;
    this.sent.push(...messages.map(({ headers }) => Number(headers['commit'])));
  }

  start = (): Promise<void> => Promise.resolve();
  subscribe = (): Promise<void> => Promise.resolve();
  hears = (): boolean => true;
  stop = (): Promise<void> => Promise.resolve();
}

it('what is offered while the bus is away is not all held: it is read from the ledger, and sent once, in order', async () => {
  const ledger = writerOn(new MemoryCommitStore());
  const read: CommitNo[] = [];
  const watched: Ledger = Object.create(ledger, {
    read: {
      value: async function* (from: CommitNo, to?: CommitNo) {
        for await (const commit of ledger.read(from, to)) {
          read.push(commit.no);
          yield commit;
        }
      },
    },
  }) as Ledger;
  const bus = new HeldBus();
  const watermark = { load: () => Promise.resolve(0), save: () => Promise.resolve() };
  const relay = new Relay({ ledger: watched, bus, topic: 'events', tenant: 't', watermark });
  await relay.start();
  ledger.onCommit((commit) => relay.offer(commit));
  for (let at = 0; at < COMMITS; at++)
    await ledger.append({ command: { id: `c${at}`, fingerprint: '', answer: null }, facts: [fact('s', at)] });
  bus.release();
  await relay.settled();
  expect(bus.sent).toEqual(Array.from({ length: COMMITS }, (_, at) => at + 1));
  expect(read.length).toBeGreaterThan(COMMITS / 2);
});
