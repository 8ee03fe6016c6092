import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Readiness } from '@styrbord/service/readiness';
import { ReadingModule, SERIES, STRUCTURE } from '@styrbord/service/reading.module';
import { LOG } from '@styrbord/service/security-log';
import { ALERTS_LEDGER, LEDGER } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Logger } from 'pino';
import { AlertDesk } from './alert-desk';
import { AlertRulesController } from './alert-rules.controller';
import { AlertsController } from './alerts.controller';
import { Cases } from './cases';
import { mailboxOf } from './channels/mail/mailbox';
import { Dispatcher } from './dispatcher';
import { Evaluator } from './evaluator';
import { Inbox } from './inbox';
import { Outbox } from './outbox';

const TICK_MS = 60_000;

/** Evaluates from the service's start on, and looks at the clock each minute. */
@Injectable()
class Evaluating implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private hasCaughtUp = false;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly dispatcher: Dispatcher,
    @Inject(LEDGER) private readonly ledger: Ledger,
    readiness: Readiness,
  ) {
    readiness.register('alerts', () => this.waiting());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.evaluator.start();
    await this.dispatcher.start();
    this.timer = setInterval(() => void this.evaluator.tick(), TICK_MS);
    void this.evaluator.tick();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.evaluator.settled();
    await this.dispatcher.stop();
  }

  /** Once with all there was: while many write, it is always some commits behind, and that keeps nobody out. */
  private async waiting(): Promise<true | string> {
    if (this.hasCaughtUp) return true;
    const { no } = await this.ledger.head();
    if (!this.timer || this.evaluator.no < no) return `evaluated to commit ${this.evaluator.no} of ${no}`;
    this.hasCaughtUp = no > 0;
    return true;
  }
}

/** Rules, cases, and what is told of them. The steering ledger is only read. */
@Module({
  imports: [ReadingModule],
  controllers: [AlertsController, AlertRulesController],
  providers: [
    { provide: Cases, useFactory: (ledger: LedgerWriter) => new Cases(ledger), inject: [ALERTS_LEDGER] },
    {
      provide: AlertDesk,
      useFactory: (ledger: LedgerWriter, cases: Cases, documents: Documents) => new AlertDesk(ledger, cases, documents),
      inject: [ALERTS_LEDGER, Cases, DOCUMENTS],
    },
    {
      provide: Inbox,
      useFactory: (cases: Cases, ledger: Ledger) => new Inbox(cases, ledger),
      inject: [Cases, ALERTS_LEDGER],
    },
    {
      provide: Evaluator,
      useFactory: (
        knowledge: Knowledge,
        structure: ViewReader,
        series: ViewReader,
        ledger: Ledger,
        documents: Documents,
        cases: Cases,
        desk: AlertDesk,
        now: Clock,
        log: Logger,
      ) => new Evaluator({ knowledge, structure, series, ledger, documents, cases, desk, now, log }),
      inject: [Knowledge, STRUCTURE, SERIES, LEDGER, DOCUMENTS, Cases, AlertDesk, CLOCK, LOG],
    },
    {
      provide: Dispatcher,
      useFactory: (
        config: Config,
        documents: Documents,
        cases: Cases,
        desk: AlertDesk,
        evaluator: Evaluator,
        steering: Ledger,
        alerts: LedgerWriter,
        knowledge: Knowledge,
        now: Clock,
        log: Logger,
      ) => {
        const channel = mailboxOf(config, { knowledge, cases });
        const outbox = new Outbox(documents);
        return new Dispatcher({ channel, outbox, cases, desk, evaluator, steering, alerts, now, random: Math.random, log });
      },
      inject: [CONFIG, DOCUMENTS, Cases, AlertDesk, Evaluator, LEDGER, ALERTS_LEDGER, Knowledge, CLOCK, LOG],
    },
    Evaluating,
  ],
  exports: [ReadingModule],
})
export class AlertsModule {}
