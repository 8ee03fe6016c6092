import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Lease } from '@styrbord/eventsourcing/lease';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { Relay } from '@styrbord/eventsourcing/relay';
import { ALERTED, alertsLedger, type Connections } from '@styrbord/service/distributed';
import { ownedLedger } from '@styrbord/service/owned-ledger';
import { Ownership } from '@styrbord/service/ownership';
import { Readiness } from '@styrbord/service/readiness';
import { ReadingStores } from '@styrbord/service/reading-stores';
import { LOG } from '@styrbord/service/security-log';
import { ALERTS_LEDGER, ALERTS_TOPIC, ALERTS_TURN } from '@styrbord/service/stores';
import type { Logger } from 'pino';
import { AlertsModule } from './alerts.module';

const PROCESS = `alerts-${randomUUID()}`;

@Global()
@Module({
  providers: [
    {
      provide: Ownership,
      useFactory: (lease: Lease, ledger: LedgerWriter, relay: Relay, readiness: Readiness, log: Logger) =>
        new Ownership({ lease, ledger, relay, readiness, log }),
      inject: [Lease, ALERTS_LEDGER, Relay, Readiness, LOG],
    },
    { provide: ALERTS_TURN, useExisting: Ownership },
  ],
  exports: [ALERTS_TURN],
})
class Owning {}

/** Rules, cases and notices of one tenant as a service of its own: any number of instances, of which one at a time evaluates and tells. */
@Global()
@Module({})
export class AlertsServiceModule {
  static on(connections: Connections): DynamicModule {
    const alerts = ownedLedger({ ledger: ALERTS_LEDGER, commits: ALERTED, topic: ALERTS_TOPIC, name: alertsLedger });
    return {
      module: AlertsServiceModule,
      imports: [ReadingStores.on(connections, { process: PROCESS, alerts }), Owning, AlertsModule],
      exports: [AlertsModule],
    };
  }
}
