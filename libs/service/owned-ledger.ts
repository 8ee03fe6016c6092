import { randomUUID } from 'node:crypto';
import type { FactoryProvider } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { Lease } from '@styrbord/eventsourcing/lease';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Relay } from '@styrbord/eventsourcing/relay';
import { addressOf, CONFIG, type Config } from './config';
import { ledgerOn } from './distributed';
import { MeteredCommitStore } from './metered-commit-store';
import { Metrics } from './metrics';
import { RelayWatermark } from './relay-watermark';
import { BUS } from './stores';
import { CLOCK, DOCUMENTS, type Clock } from './tokens';

interface Owned {
  /** The token of its `LedgerWriter`. */
  readonly ledger: symbol;
  /** The token of its `CommitStore`. */
  readonly commits: symbol;
  readonly topic: string;
  readonly name: (config: Config) => string;
}

/** A ledger that one instance of a service at a time writes: its writer, its lease, and the relay that sends it. */
export function ownedLedger({ ledger, commits, topic, name }: Owned): FactoryProvider[] {
  return [
    {
      provide: Lease,
      useFactory: (documents: Documents, config: Config) =>
        new Lease({
          documents,
          name: name(config),
          owner: randomUUID(),
          address: config.STYRBORD_SELF ?? addressOf({ ...config, STYRBORD_ORIGIN: '' }),
          now: () => performance.now(),
        }),
      inject: [DOCUMENTS, CONFIG],
    },
    {
      provide: RelayWatermark,
      useFactory: (documents: Documents, config: Config) => new RelayWatermark(documents, name(config)),
      inject: [DOCUMENTS, CONFIG],
    },
    {
      provide: ledger,
      useFactory: (store: CommitStore, config: Config, now: Clock, lease: Lease, watermark: RelayWatermark, metrics: Metrics) => {
        metrics.watchLedger(name(config), () => lease.isHeld());
        return ledgerOn({
          store: new MeteredCommitStore(store, metrics),
          name: name(config),
          now,
          alone: () => lease.isHeld(),
          reached: () => watermark.load(),
        });
      },
      inject: [commits, CONFIG, CLOCK, Lease, RelayWatermark, Metrics],
    },
    {
      provide: Relay,
      useFactory: (written: LedgerWriter, bus: Bus, watermark: RelayWatermark, { STYRBORD_TENANT: tenant }: Config) =>
        new Relay({ ledger: written, bus, topic, tenant, watermark }),
      inject: [ledger, BUS, RelayWatermark, CONFIG],
    },
  ];
}
