import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Lease } from '@styrbord/eventsourcing/lease';
import { LedgerReplaced, type LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Relay } from '@styrbord/eventsourcing/relay';
import type { Logger } from 'pino';
import type { Readiness } from './readiness';
import type { Turn } from './stores';

interface Options {
  readonly lease: Lease;
  readonly ledger: LedgerWriter;
  readonly relay: Relay;
  readonly readiness: Readiness;
  readonly log: Logger;
  /** What else is looked after, as often as the lease. */
  readonly tended?: () => Promise<void>;
}

const TEND_MS = 1_500;
/** How often the head itself is sent, and what the bus lacks. */
const RELAY_MS = 5_000;

/** Keeps the lease on a ledger and, while it is held, sends the ledger's commits to the bus. */
export class Ownership implements Turn, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly listeners: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private tending: Promise<void> = Promise.resolve();
  /** The lease was held when it was last tended, and what others wrote before is known. */
  private isTaken = false;
  private tended = false;
  private relayedAt = 0;
  private replaced: string | null = null;

  constructor(private readonly options: Options) {
    options.readiness.register('ledger', () => this.replaced ?? (this.tended || 'not yet reached'));
  }

  isOurs(): boolean {
    return this.isTaken && this.options.lease.isHeld();
  }

  onTaken(act: () => void): void {
    this.listeners.push(act);
    if (this.isOurs()) act();
  }

  async onApplicationBootstrap(): Promise<void> {
    const { ledger, lease, relay } = this.options;
    ledger.onCommit((commit) => {
      if (lease.isHeld()) relay.offer(commit);
    });
    this.timer = setInterval(() => {
      this.tending = this.tending.then(() => this.tend());
    }, TEND_MS);
    this.tending = this.tend();
    await this.tending;
  }

  /** Once whatever writes has ended. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.tending;
    await this.options.relay.settled();
    await this.options.lease.release().catch(() => undefined);
  }

  private async tend(): Promise<void> {
    if (this.replaced !== null) return;
    const { lease, ledger, tended, log } = this.options;
    try {
      await lease.tend();
      const held = lease.isHeld();
      if (held !== this.isTaken) log.info({ ledger: ledger.name }, held ? 'writes the ledger' : 'no longer writes the ledger');
      if (held && !this.isTaken) await this.take();
      this.isTaken = held;
      await ledger.confirm();
      await tended?.();
      this.tended = true;
      if (held && Date.now() - this.relayedAt > RELAY_MS) this.relayInBackground();
    } catch (err) {
      if (await this.saidReplaced(err)) return;
      log.warn({ err, ledger: ledger.name }, 'the lease could not be tended');
    }
  }

  private async take(): Promise<void> {
    const { relay, ledger } = this.options;
    await relay.start();
    await ledger.lookAgain();
    this.isTaken = true;
    for (const act of this.listeners) act();
  }

  /** Somebody must act: an error in the log, and an instance that is not ready until it is started again. Others may write. */
  private async saidReplaced(thrown: unknown): Promise<boolean> {
    const cause = thrown instanceof Error ? thrown.cause : null;
    const replaced = thrown instanceof LedgerReplaced ? thrown : cause;
    if (!(replaced instanceof LedgerReplaced)) return false;
    const { ledger, lease, log } = this.options;
    this.replaced = replaced.message;
    log.error({ err: replaced, ledger: ledger.name }, 'the ledger is not written');
    // The views hear at once where the ledger ends now.
    this.relayInBackground();
    await lease.release().catch(() => undefined);
    return true;
  }

  /** A broker that is away never keeps the lease from being renewed. */
  private relayInBackground(): void {
    const { relay, ledger, log } = this.options;
    this.relayedAt = Date.now();
    void relay.poll().catch((err: unknown) => log.warn({ err, ledger: ledger.name }, 'the bus could not be reached'));
  }
}
