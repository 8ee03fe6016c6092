import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Connections } from '@styrbord/service/distributed';
import { ReadingStores } from '@styrbord/service/reading-stores';
import { BoardsModule } from './boards.module';

const PROCESS = `boards-${randomUUID()}`;

/** The read side of one tenant as a service of its own: any number of instances. */
@Global()
@Module({})
export class BoardsServiceModule {
  static on(connections: Connections): DynamicModule {
    return {
      module: BoardsServiceModule,
      imports: [ReadingStores.on(connections, { process: PROCESS }), BoardsModule],
      exports: [BoardsModule],
    };
  }
}
