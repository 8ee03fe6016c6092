import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { Lease } from '@styrbord/eventsourcing/lease';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Relay } from '@styrbord/eventsourcing/relay';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Readiness } from '@styrbord/service/readiness';
import { LOG } from '@styrbord/service/security-log';
import { BUS, LEDGER, STEERING_TOPIC } from '@styrbord/service/stores';
import { DOCUMENTS } from '@styrbord/service/tokens';
import type { Logger } from 'pino';
import { OrganisationAtTheDesk } from './organisation-now';

const TEND_MS = 1_500;
/** How often the head itself is sent, and what the bus lacks. */
const RELAY_MS = 5_000;
const WATERMARK_MS = 1_000;

/** Keeps the lease on the ledger and, while it is held, sends its commits to the bus. */
@Injectable()
export class Ownership implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly relay: Relay;
  private timer: NodeJS.Timeout | undefined;
  private tending: Promise<void> = Promise.resolve();
  private wasHeld = false;
  private tended = false;
  private relayedAt = 0;
  private saved = { no: 0, at: 0 };

  constructor(
    readonly lease: Lease,
    @Inject(LEDGER) private readonly ledger: LedgerWriter,
    @Inject(BUS) bus: Bus,
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CONFIG) { STYRBORD_TENANT: tenant }: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly organisation: OrganisationAtTheDesk,
    readiness: Readiness,
  ) {
    const watermark = { load: () => this.watermark(), save: (no: number) => this.saveWatermark(no) };
    this.relay = new Relay({ ledger, bus, topic: STEERING_TOPIC, tenant, watermark });
    readiness.register('ledger', () => this.tended || 'not yet reached');
  }

  async onApplicationBootstrap(): Promise<void> {
    this.ledger.onCommit((commit) => {
      if (this.lease.isHeld()) this.relay.offer(commit);
    });
    await this.tend();
    this.timer = setInterval(() => {
      this.tending = this.tending.then(() => this.tend());
    }, TEND_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.tending;
    await this.relay.settled();
    await this.lease.release().catch(() => undefined);
  }

  private async tend(): Promise<void> {
    try {
      await this.lease.tend();
      const held = this.lease.isHeld();
      if (held !== this.wasHeld) this.log.info({ ledger: this.ledger.name }, held ? 'writes the ledger' : 'no longer writes the ledger');
      if (held && !this.wasHeld) await this.relay.start();
      this.wasHeld = held;
      await this.organisation.refresh();
      this.tended = true;
      if (held && Date.now() - this.relayedAt > RELAY_MS) this.relayInBackground();
    } catch (err) {
      this.log.warn({ err, ledger: this.ledger.name }, 'the lease could not be tended');
    }
  }

  /** A broker that is away never keeps the lease from being renewed. */
  private relayInBackground(): void {
    this.relayedAt = Date.now();
    void this.relay.poll().catch((err: unknown) => this.log.warn({ err, ledger: this.ledger.name }, 'the bus could not be reached'));
  }

  private async watermark(): Promise<number> {
    const stored = await this.documents.get('watermarks', this.ledger.name);
    return (stored?.body as { no?: number } | undefined)?.no ?? 0;
  }

  /** Now and then: what is sent twice is skipped. */
  private async saveWatermark(no: number): Promise<void> {
    if (Date.now() - this.saved.at < WATERMARK_MS) return;
    this.saved = { no, at: Date.now() };
    await this.documents.put('watermarks', this.ledger.name, { no });
  }
}
