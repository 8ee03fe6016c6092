import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Channels } from './channels/channels';
import { Dispatcher, type Dispatching } from './dispatcher';

/** A dispatcher for each recipient, from when they are first to be told. */
export class Dispatchers {
  private readonly running = new Map<string, Dispatcher>();

  constructor(
    private readonly channels: Channels,
    private readonly dispatching: Omit<Dispatching, 'isHere'> & { readonly alerts: LedgerWriter },
  ) {}

  /** Once the cases are loaded. */
  start(): void {
    this.meet();
    this.dispatching.alerts.onCommit(() => this.meet());
  }

  /** The clock may have brought what waits for it. */
  look(): void {
    for (const dispatcher of this.running.values()) dispatcher.lookSoon();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map((dispatcher) => dispatcher.stop()));
  }

  private meet(): void {
    const isHere = (recipient: string): boolean => this.channels.of(recipient) !== null;
    for (const channel of this.channels.all) {
      if (this.running.has(channel.recipient)) continue;
      const dispatcher = new Dispatcher(channel, { ...this.dispatching, isHere });
      this.running.set(channel.recipient, dispatcher);
      dispatcher.start();
    }
  }
}
