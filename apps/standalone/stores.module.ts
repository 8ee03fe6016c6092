import { randomUUID } from 'node:crypto';
import { Global, Inject, Injectable, Module, type OnApplicationShutdown, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { Relay } from '@styrbord/eventsourcing/relay';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { CONFIG, type Config } from '@styrbord/service/config';
import { MeteredCommitStore } from '@styrbord/service/metered-commit-store';
import { Metrics } from '@styrbord/service/metrics';
import {
  ALERTS_LEDGER,
  ALERTS_TURN,
  AUDIT_LEDGER,
  BUS,
  LEDGER,
  STEERING_TOPIC,
  VIEWS,
  type Turn,
  type ViewSource,
} from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { lockFolder, openDatabase, type Connection } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { SqliteDocuments } from '@styrbord/sqlite/sqlite-documents';
import { sha256 } from '@styrbord/node-proof/sha256';

const FOLDER = Symbol('FOLDER');

/** The data folder: `steering.db`, `audit.db` and `alerts.db` are the ledgers, `documents.db` the views, identities and sessions. */
interface Folder {
  readonly lock: Connection;
  readonly ledger: Connection;
  readonly audit: Connection;
  readonly alerts: Connection;
  readonly documents: Connection;
}

/** One process holds the folder. */
const ALONE: Turn = { isOurs: () => true, onTaken: (act) => act() };

function openFolder(folder: string): Folder {
  const lock = lockFolder(folder);
  const [ledger, audit, alerts] = [openDatabase(folder, 'steering'), openDatabase(folder, 'audit'), openDatabase(folder, 'alerts')];
  return { lock, ledger, audit, alerts, documents: openDatabase(folder, 'documents') };
}

function ledgerOf(db: Connection, name: string, { now, metrics }: { readonly now: Clock; readonly metrics: Metrics }): LedgerWriter {
  return new LedgerWriter({
    name,
    store: new MeteredCommitStore(new SqliteCommitStore(db), metrics),
    sha256,
    now,
    attemptId: randomUUID,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/** Sends every commit to the bus as it is made, and closes the folder last. */
@Injectable()
class Relaying implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly relay: Relay;

  constructor(
    @Inject(FOLDER) private readonly folder: Folder,
    @Inject(LEDGER) private readonly ledger: LedgerWriter,
    @Inject(BUS) private readonly bus: InProcessBus,
    @Inject(CONFIG) { STYRBORD_TENANT: tenant }: Config,
  ) {
    // Subscriptions catch up with the ledger when they start; the bus of one process carries what comes after.
    const watermark = { load: () => ledger.position(), save: () => Promise.resolve() };
    this.relay = new Relay({ ledger, bus, topic: STEERING_TOPIC, tenant, watermark });
  }

  async onModuleInit(): Promise<void> {
    await this.bus.start();
    await this.relay.start();
    this.ledger.onCommit((commit, facts) => this.relay.offer(commit, facts));
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.settled();
    await this.bus.stop();
  }

  onApplicationShutdown(): void {
    const { documents, alerts, audit, ledger, lock } = this.folder;
    for (const db of [documents, alerts, audit, ledger, lock]) db.close();
  }
}

/** One process, one folder: SQLite behind every port. */
@Global()
@Module({
  providers: [
    { provide: FOLDER, useFactory: ({ STYRBORD_DATA }: Config) => openFolder(STYRBORD_DATA), inject: [CONFIG] },
    { provide: DOCUMENTS, useFactory: ({ documents }: Folder): Documents => new SqliteDocuments(documents), inject: [FOLDER] },
    {
      provide: LEDGER,
      useFactory: ({ ledger }: Folder, { STYRBORD_TENANT }: Config, now: Clock, metrics: Metrics) =>
        ledgerOf(ledger, `${STYRBORD_TENANT}/steering`, { now, metrics }),
      inject: [FOLDER, CONFIG, CLOCK, Metrics],
    },
    {
      provide: AUDIT_LEDGER,
      useFactory: ({ audit }: Folder, { STYRBORD_TENANT }: Config, now: Clock, metrics: Metrics) =>
        ledgerOf(audit, `${STYRBORD_TENANT}/audit`, { now, metrics }),
      inject: [FOLDER, CONFIG, CLOCK, Metrics],
    },
    {
      provide: ALERTS_LEDGER,
      useFactory: ({ alerts }: Folder, { STYRBORD_TENANT }: Config, now: Clock, metrics: Metrics) =>
        ledgerOf(alerts, `${STYRBORD_TENANT}/alerts`, { now, metrics }),
      inject: [FOLDER, CONFIG, CLOCK, Metrics],
    },
    { provide: ALERTS_TURN, useValue: ALONE },
    { provide: BUS, useFactory: () => new InProcessBus() },
    {
      provide: VIEWS,
      useFactory:
        (ledger: Ledger, documents: Documents, bus: Bus): ViewSource =>
        (view) =>
          new Subscription({ view, ledger, documents, bus, topic: STEERING_TOPIC }),
      inject: [LEDGER, DOCUMENTS, BUS],
    },
    Relaying,
  ],
  exports: [DOCUMENTS, LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, ALERTS_TURN, BUS, VIEWS],
})
export class StoresModule {}
