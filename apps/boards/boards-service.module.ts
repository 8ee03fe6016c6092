import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { SharedView } from '@styrbord/eventsourcing/shared-view';
import { CONFIG, type Config } from '@styrbord/service/config';
import { COMMITS, distributedStores, ledgerOn, steeringLedger, type Connections } from '@styrbord/service/distributed';
import { Hearing } from '@styrbord/service/hearing';
import { BUS, CHANGES_TOPIC, LEDGER, STEERING_TOPIC, VIEWS, type ViewSource } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { BoardsModule } from './boards.module';

/** Every process hears of every change. */
const PROCESS = `boards-${randomUUID()}`;

/** The ledger is only read here; whoever hears of a commit saves the views, all instances serve them. */
@Global()
@Module({})
class BoardsStores {
  static on(connections: Connections): DynamicModule {
    return {
      module: BoardsStores,
      providers: [
        ...distributedStores(connections, { writes: false }),
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
              new SharedView({ view, ledger, documents, bus, events: STEERING_TOPIC, changes: CHANGES_TOPIC, process: PROCESS, tenant }),
          inject: [DOCUMENTS, BUS, LEDGER, CONFIG],
        },
        Hearing,
      ],
      exports: [DOCUMENTS, BUS, LEDGER, VIEWS],
    };
  }
}

/** The read side of one tenant as a service of its own: any number of instances. */
@Global()
@Module({})
export class BoardsServiceModule {
  static on(connections: Connections): DynamicModule {
    return { module: BoardsServiceModule, imports: [BoardsStores.on(connections), BoardsModule], exports: [BoardsModule] };
  }
}
