import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Connections } from '@styrbord/service/distributed';
import { ReadingStores } from '@styrbord/service/reading-stores';
import { AuditModule } from './audit.module';

const PROCESS = `audit-${randomUUID()}`;

/** History, replay and proofs of one tenant as a service of its own: any number of instances. */
@Global()
@Module({})
export class AuditServiceModule {
  static on(connections: Connections): DynamicModule {
    return {
      module: AuditServiceModule,
      imports: [ReadingStores.on(connections, { process: PROCESS }), AuditModule],
      exports: [AuditModule],
    };
  }
}
