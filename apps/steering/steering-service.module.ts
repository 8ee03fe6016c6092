import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Lease } from '@styrbord/eventsourcing/lease';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Relay } from '@styrbord/eventsourcing/relay';
import { ALERTS_READ, COMMITS, distributedStores, steeringLedger, type Connections } from '@styrbord/service/distributed';
import { Hearing } from '@styrbord/service/hearing';
import { ownedLedger } from '@styrbord/service/owned-ledger';
import { Ownership } from '@styrbord/service/ownership';
import { Readiness } from '@styrbord/service/readiness';
import { LOG } from '@styrbord/service/security-log';
import { ALERTS_LEDGER, AUDIT_LEDGER, BUS, LEDGER, STEERING_TOPIC } from '@styrbord/service/stores';
import { DOCUMENTS, ORGANISATION } from '@styrbord/service/tokens';
import type { Logger } from 'pino';
import { Inbox } from './inbox';
import { OrganisationAtTheDesk } from './organisation-now';
import { SteeringModule } from './steering.module';

@Global()
@Module({})
class SteeringStores {
  static on(connections: Connections): DynamicModule {
    return {
      module: SteeringStores,
      providers: [
        ...distributedStores(connections, { writes: 'steering' }),
        ...ownedLedger({ ledger: LEDGER, commits: COMMITS, topic: STEERING_TOPIC, name: steeringLedger }),
        ALERTS_READ,
      ],
      exports: [DOCUMENTS, BUS, LEDGER, AUDIT_LEDGER, ALERTS_LEDGER, Lease, Relay],
    };
  }
}

@Global()
@Module({
  imports: [SteeringModule],
  providers: [
    OrganisationAtTheDesk,
    { provide: ORGANISATION, useExisting: OrganisationAtTheDesk },
    {
      provide: Ownership,
      useFactory: (
        lease: Lease,
        ledger: LedgerWriter,
        relay: Relay,
        readiness: Readiness,
        log: Logger,
        organisation: OrganisationAtTheDesk,
      ) => new Ownership({ lease, ledger, relay, readiness, log, tended: () => organisation.refresh() }),
      inject: [Lease, LEDGER, Relay, Readiness, LOG, OrganisationAtTheDesk],
    },
    Inbox,
    Hearing,
  ],
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
