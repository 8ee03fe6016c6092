import { Global, Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { SharedView } from '@styrbord/eventsourcing/shared-view';
import { CONFIG, type Config } from './config';
import { ALERTS_READ, COMMITS, distributedStores, ledgerOn, steeringLedger, type Connections } from './distributed';
import { Hearing } from './hearing';
import { ALERTS_LEDGER, AUDIT_LEDGER, BUS, CHANGES_TOPIC, LEDGER, STEERING_TOPIC, VIEWS, type ViewSource } from './stores';
import { CLOCK, DOCUMENTS, type Clock } from './tokens';

interface Parts {
  /** A name of this process alone, since every process hears of every change. */
  readonly process: string;
  /** `ALERTS_LEDGER` and what belongs to it, where the service writes it. */
  readonly alerts?: readonly FactoryProvider[];
}

/** What a service that only reads the steering ledger stands on: whoever hears of a commit saves the views, all instances serve them. */
@Global()
@Module({})
export class ReadingStores {
  static on(connections: Connections, { process, alerts }: Parts): DynamicModule {
    return {
      module: ReadingStores,
      providers: [
        ...distributedStores(connections, { writes: alerts ? 'alerts' : null }),
        ...(alerts ?? [ALERTS_READ]),
        {
          provide: LEDGER,
          useFactory: (store: CommitStore, config: Config, now: Clock) =>
            ledgerOn({ store, name: steeringLedger(config), now, alone: () => false }),
          inject: [COMMITS, CONFIG, CLOCK],
        },
        {
          provide: VIEWS,
          useFactory:
            (documents: Documents, bus: Bus, ledger: Ledger, { STYRBORD_TENANT: tenant }: Config): ViewSource =>
            (view) =>
              new SharedView({ view, ledger, documents, bus, events: STEERING_TOPIC, changes: CHANGES_TOPIC, process, tenant }),
          inject: [DOCUMENTS, BUS, LEDGER, CONFIG],
        },
        Hearing,
      ],
      exports: [DOCUMENTS, BUS, LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, VIEWS, ...(alerts ?? []).map(({ provide }) => provide)],
    };
  }
}
