import type { Bus, Message } from '@styrbord/eventsourcing/bus';
import { pick } from './seeded';

type Handler = (messages: readonly Message[]) => Promise<void>;

/** What may happen to messages on their way: lost, doubled, late, in other batches, in another order. */
export class UnreliableBus implements Bus {
  private readonly handlers = new Map<string, Handler>();
  private held: Message[] = [];

  constructor(private readonly random: () => number) {}

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  hears = (): boolean => true;

  /** A group that subscribes again has been started again. */
  async subscribe(_topic: string, group: string, handle: Handler): Promise<void> {
    this.handlers.set(group, handle);
  }

  async publish(_topic: string, messages: readonly Message[]): Promise<void> {
    const { random } = this;
    for (const message of messages) {
      const copies = pick(random, [0, 1, 1, 1, 1, 2, 3]);
      this.held.push(...Array.from({ length: copies }, () => message));
    }
    if (random() < 0.6) await this.deliver(Math.ceil(random() * this.held.length));
  }

  /** All that is still on its way. */
  async drain(): Promise<void> {
    while (this.held.length > 0) await this.deliver(Math.ceil(this.random() * this.held.length));
  }

  private async deliver(count: number): Promise<void> {
    const { random } = this;
    if (random() < 0.4)
      this.held = this.held
        .map((message) => ({ message, at: random() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ message }) => message);
    const batch = this.held.splice(0, count);
    // Some come again, long after.
    if (random() < 0.3) this.held.push(...batch.filter(() => random() < 0.3));
    for (const handle of this.handlers.values()) await handle(batch);
  }
}
