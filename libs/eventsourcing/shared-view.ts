import type { Bus } from './bus';
import { changesMessage, FollowedView } from './followed-view';
import type { CommitNo, Ledger } from './ledger';
import type { Documents } from './documents';
import { Subscription } from './subscription';
import type { View } from './view';
import type { NamedDocument, Saved, ViewDocument, ViewReader, ViewStatus } from './view-reader';

interface Options {
  readonly view: View;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly bus: Bus;
  readonly events: string;
  readonly changes: string;
  /** Of this process alone. */
  readonly process: string;
  readonly tenant: string;
}

/** A view that several processes keep in the same documents: whoever hears of a commit saves it, all read and are told. */
export class SharedView implements ViewReader {
  private readonly keeper: Subscription;
  private readonly reader: FollowedView;

  constructor({ events, changes, process, tenant, ...parts }: Options) {
    this.keeper = new Subscription({ ...parts, topic: events, wokenAs: tenant });
    this.reader = new FollowedView({ ...parts, topic: changes, group: process });
    this.keeper.onSaved((saved) => {
      void parts.bus.publish(changes, [changesMessage(tenant, parts.ledger.name, saved)]).catch(() => undefined);
      // Messages are for the other processes; this one need not wait for its own.
      void this.reader.poll().catch(() => undefined);
    });
  }

  async start(): Promise<void> {
    await this.keeper.start();
    await this.reader.start();
  }

  onSaved(listener: (saved: Saved) => void): void {
    this.reader.onSaved(listener);
  }

  read(id: string): Promise<ViewDocument | null> {
    return this.reader.read(id);
  }

  scan(prefix: string): AsyncIterable<NamedDocument> {
    return this.reader.scan(prefix);
  }

  get no(): CommitNo {
    return this.reader.no;
  }

  waitFor(no: CommitNo, timeoutMs: number): Promise<boolean> {
    return this.reader.waitFor(no, timeoutMs);
  }

  status(): ViewStatus {
    const { halted, refused } = this.keeper.status();
    const status = this.reader.status();
    return { ...status, refused, halted: halted ?? status.halted };
  }

  async poll(): Promise<void> {
    await this.keeper.poll();
    await this.reader.poll();
  }

  async settled(): Promise<void> {
    await this.keeper.settled();
    await this.reader.settled();
  }
}
