import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { Lease } from '@styrbord/eventsourcing/lease';
import { addressOf, CONFIG, type Config } from '@styrbord/service/config';
import { COMMITS, distributedStores, ledgerOn, steeringLedger, type Connections } from '@styrbord/service/distributed';
import { Hearing } from '@styrbord/service/hearing';
import { MeteredCommitStore } from '@styrbord/service/metered-commit-store';
import { Metrics } from '@styrbord/service/metrics';
import { ALERTS_LEDGER, AUDIT_LEDGER, BUS, LEDGER } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, ORGANISATION, type Clock } from '@styrbord/service/tokens';
import { Inbox } from './inbox';
import { OrganisationAtTheDesk } from './organisation-now';
import { Ownership } from './ownership';
import { RelayWatermark } from './relay-watermark';
import { SteeringModule } from './steering.module';

@Global()
@Module({})
class SteeringStores {
  static on(connections: Connections): DynamicModule {
    return {
      module: SteeringStores,
      providers: [
        ...distributedStores(connections, { writes: true }),
        {
          provide: Lease,
          useFactory: (documents: Documents, config: Config) =>
            new Lease({
              documents,
              name: steeringLedger(config),
              owner: randomUUID(),
              address: config.STYRBORD_SELF ?? addressOf({ ...config, STYRBORD_ORIGIN: '' }),
              now: () => performance.now(),
            }),
          inject: [DOCUMENTS, CONFIG],
        },
        {
          provide: LEDGER,
          useFactory: (commits: CommitStore, config: Config, now: Clock, lease: Lease, watermark: RelayWatermark, metrics: Metrics) => {
            const name = steeringLedger(config);
            metrics.watchLedger(name, () => lease.isHeld());
            const store = new MeteredCommitStore(commits, metrics);
            return ledgerOn({ store, name, now, alone: () => lease.isHeld(), reached: () => watermark.load() });
          },
          inject: [COMMITS, CONFIG, CLOCK, Lease, RelayWatermark, Metrics],
        },
        {
          provide: RelayWatermark,
          useFactory: (documents: Documents, config: Config) => new RelayWatermark(documents, steeringLedger(config)),
          inject: [DOCUMENTS, CONFIG],
        },
      ],
      exports: [DOCUMENTS, BUS, LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, Lease, RelayWatermark],
    };
  }
}

@Global()
@Module({
  imports: [SteeringModule],
  providers: [OrganisationAtTheDesk, { provide: ORGANISATION, useExisting: OrganisationAtTheDesk }, Ownership, Inbox, Hearing],
  exports: [ORGANISATION],
})
class Owning {}

/** The write side of one tenant as a service of its own: any number of instances, of which one at a time writes. */
@Global()
@Module({})
export class SteeringServiceModule {
  static on(connections: Connections): DynamicModule {
    return { module: SteeringServiceModule, imports: [SteeringStores.on(connections), SteeringModule, Owning], exports: [SteeringModule] };
  }
}
