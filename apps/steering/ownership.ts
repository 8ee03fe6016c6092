import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import { Lease } from '@styrbord/eventsourcing/lease';
import { LedgerReplaced, type LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Relay } from '@styrbord/eventsourcing/relay';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Readiness } from '@styrbord/service/readiness';
import { LOG } from '@styrbord/service/security-log';
import { BUS, LEDGER, STEERING_TOPIC } from '@styrbord/service/stores';
import type { Logger } from 'pino';
import { OrganisationAtTheDesk } from './organisation-now';
import { RelayWatermark } from './relay-watermark';

const TEND_MS = 1_500;
/** How often the head itself is sent, and what the bus lacks. */
const RELAY_MS = 5_000;

/** Keeps the lease on the ledger and, while it is held, sends its commits to the bus. */
@Injectable()
export class Ownership implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly relay: Relay;
  private timer: NodeJS.Timeout | undefined;
  private tending: Promise<void> = Promise.resolve();
  private wasHeld = false;
  private tended = false;
  private relayedAt = 0;
  private replaced: string | null = null;

  constructor(
    readonly lease: Lease,
    @Inject(LEDGER) private readonly ledger: LedgerWriter,
    @Inject(BUS) bus: Bus,
    watermark: RelayWatermark,
    @Inject(CONFIG) { STYRBORD_TENANT: tenant }: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly organisation: OrganisationAtTheDesk,
    readiness: Readiness,
  ) {
    this.relay = new Relay({ ledger, bus, topic: STEERING_TOPIC, tenant, watermark });
    readiness.register('ledger', () => this.replaced ?? (this.tended || 'not yet reached'));
  }

  async onApplicationBootstrap(): Promise<void> {
    this.ledger.onCommit((commit) => {
      if (this.lease.isHeld()) this.relay.offer(commit);
    });
    this.timer = setInterval(() => {
      this.tending = this.tending.then(() => this.tend());
    }, TEND_MS);
    this.tending = this.tend();
    await this.tending;
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.tending;
    await this.relay.settled();
    await this.lease.release().catch(() => undefined);
  }

  private async tend(): Promise<void> {
    if (this.replaced !== null) return;
    try {
      await this.lease.tend();
      const held = this.lease.isHeld();
      if (held !== this.wasHeld) this.log.info({ ledger: this.ledger.name }, held ? 'writes the ledger' : 'no longer writes the ledger');
      if (held && !this.wasHeld) await this.relay.start();
      this.wasHeld = held;
      await this.ledger.confirm();
      await this.organisation.refresh();
      this.tended = true;
      if (held && Date.now() - this.relayedAt > RELAY_MS) this.relayInBackground();
    } catch (err) {
      if (await this.saidReplaced(err)) return;
      this.log.warn({ err, ledger: this.ledger.name }, 'the lease could not be tended');
    }
  }

  /** Somebody must act: an error in the log, and an instance that is not ready until it is started again. Others may write. */
  private async saidReplaced(thrown: unknown): Promise<boolean> {
    const cause = thrown instanceof Error ? thrown.cause : null;
    const replaced = thrown instanceof LedgerReplaced ? thrown : cause;
    if (!(replaced instanceof LedgerReplaced)) return false;
    this.replaced = replaced.message;
    this.log.error({ err: replaced, ledger: this.ledger.name }, 'the ledger is not written');
    // The views hear at once where the ledger ends now.
    this.relayInBackground();
    await this.lease.release().catch(() => undefined);
    return true;
  }

  /** A broker that is away never keeps the lease from being renewed. */
  private relayInBackground(): void {
    this.relayedAt = Date.now();
    void this.relay.poll().catch((err: unknown) => this.log.warn({ err, ledger: this.ledger.name }, 'the bus could not be reached'));
  }
}
