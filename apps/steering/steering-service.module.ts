import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import { Lease } from '@styrbord/eventsourcing/lease';
import { addressOf, CONFIG, type Config } from '@styrbord/service/config';
import { COMMITS, distributedStores, ledgerOn, steeringLedger } from '@styrbord/service/distributed';
import { BUS, LEDGER } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, ORGANISATION, type Clock } from '@styrbord/service/tokens';
import { OrganisationAtTheDesk } from './organisation-now';
import { Ownership } from './ownership';
import { SteeringModule } from './steering.module';

@Global()
@Module({
  providers: [
    ...distributedStores('steering', { writes: true }),
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
      useFactory: (commits: CommitStore, config: Config, now: Clock, lease: Lease) =>
        ledgerOn(commits, steeringLedger(config), now, () => lease.isHeld()),
      inject: [COMMITS, CONFIG, CLOCK, Lease],
    },
  ],
  exports: [DOCUMENTS, BUS, LEDGER, Lease],
})
class SteeringStores {}

@Global()
@Module({
  imports: [SteeringModule],
  providers: [OrganisationAtTheDesk, { provide: ORGANISATION, useExisting: OrganisationAtTheDesk }, Ownership],
  exports: [ORGANISATION],
})
class Owning {}

/** The write side as a service of its own: any number of instances, of which one at a time writes. */
@Global()
@Module({ imports: [SteeringStores, SteeringModule, Owning], exports: [SteeringModule] })
export class SteeringServiceModule {}
