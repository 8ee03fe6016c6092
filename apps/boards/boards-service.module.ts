import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { SharedView } from '@styrbord/eventsourcing/shared-view';
import { CONFIG, type Config } from '@styrbord/service/config';
import { COMMITS, distributedStores, ledgerOn, steeringLedger } from '@styrbord/service/distributed';
import { BUS, CHANGES_TOPIC, LEDGER, STEERING_TOPIC, VIEWS, type ViewSource } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { BoardsModule } from './boards.module';

/** The ledger is only read here; whoever hears of a commit saves the views, all instances serve them. */
@Global()
@Module({
  providers: [
    ...distributedStores('boards', { writes: false }),
    {
      provide: LEDGER,
      useFactory: (commits: CommitStore, config: Config, now: Clock) => ledgerOn(commits, steeringLedger(config), now, () => false),
      inject: [COMMITS, CONFIG, CLOCK],
    },
    {
      provide: VIEWS,
      useFactory: (documents: Documents, bus: Bus, ledger: Ledger, { STYRBORD_TENANT: tenant }: Config): ViewSource => {
        const process = `boards-${randomUUID()}`;
        return (view) => new SharedView({ view, ledger, documents, bus, events: STEERING_TOPIC, changes: CHANGES_TOPIC, process, tenant });
      },
      inject: [DOCUMENTS, BUS, LEDGER, CONFIG],
    },
  ],
  exports: [DOCUMENTS, BUS, LEDGER, VIEWS],
})
class BoardsStores {}

/** The read side as a service of its own: any number of instances. */
@Global()
@Module({ imports: [BoardsStores, BoardsModule], exports: [BoardsModule] })
export class BoardsServiceModule {}
