import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { CommandAnswers } from '@styrbord/service/command-answers';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Readiness } from '@styrbord/service/readiness';
import { ReadingModule, SERIES, STRUCTURE } from '@styrbord/service/reading.module';
import { LOG } from '@styrbord/service/security-log';
import { ALERTS_LEDGER, ALERTS_TURN, LEDGER, type Turn } from '@styrbord/service/stores';
import { CLOCK, DOCUMENTS, type Clock } from '@styrbord/service/tokens';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Logger } from 'pino';
import { AlertDesk } from './alert-desk';
import { AlertRulesController } from './alert-rules.controller';
import { AlertsController } from './alerts.controller';
import { Cases } from './cases';
import { Channels } from './channels/channels';
import { mailboxOf } from './channels/mail/mailbox';
import { Teller } from './channels/teller';
import { webhookChannels } from './channels/webhook/webhook-channel';
import { DeliveriesController } from './deliveries.controller';
import { Dispatcher } from './dispatcher';
import { Evaluator } from './evaluator';
import { Inbox } from './inbox';
import { Outbox } from './outbox';
import { Recipients } from './recipients';

const TICK_MS = 60_000;
/** `Dispatcher` of each recipient. */
const DISPATCHERS = Symbol('DISPATCHERS');

/** Evaluates from the service's start on, and looks at the clock each minute. */
@Injectable()
class Evaluating implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private hasCaughtUp = false;

  constructor(
    private readonly evaluator: Evaluator,
    @Inject(DISPATCHERS) private readonly dispatchers: readonly Dispatcher[],
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ALERTS_TURN) private readonly turn: Turn,
    readiness: Readiness,
  ) {
    readiness.register('alerts', () => this.waiting());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.evaluator.start();
    for (const dispatcher of this.dispatchers) dispatcher.start();
    this.timer = setInterval(() => void this.evaluator.tick(), TICK_MS);
    this.turn.onTaken(() => void this.evaluator.tick());
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.evaluator.settled();
    await Promise.all(this.dispatchers.map((dispatcher) => dispatcher.stop()));
  }

  /** Once with all there was: while many write, it is always some commits behind, and that keeps nobody out. */
  private async waiting(): Promise<true | string> {
    if (this.hasCaughtUp) return true;
    const { no } = await this.ledger.head();
    if (!this.turn.isOurs()) await this.evaluator.follow();
    if (!this.timer || this.evaluator.no < no) return `evaluated to commit ${this.evaluator.no} of ${no}`;
    this.hasCaughtUp = no > 0;
    return true;
  }
}

/** Rules, cases, and what is told of them. The steering ledger is only read. */
@Module({
  imports: [ReadingModule],
  controllers: [AlertsController, AlertRulesController, DeliveriesController],
  providers: [
    { provide: Cases, useFactory: (ledger: LedgerWriter) => new Cases(ledger), inject: [ALERTS_LEDGER] },
    {
      provide: AlertDesk,
      useFactory: (ledger: LedgerWriter, cases: Cases, documents: Documents) =>
        new AlertDesk(ledger, cases, new CommandAnswers(ledger, documents)),
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
        turn: Turn,
        now: Clock,
        log: Logger,
      ) => new Evaluator({ knowledge, structure, series, ledger, documents, cases, desk, turn, now, log }),
      inject: [Knowledge, STRUCTURE, SERIES, LEDGER, DOCUMENTS, Cases, AlertDesk, ALERTS_TURN, CLOCK, LOG],
    },
    { provide: Outbox, useFactory: (documents: Documents) => new Outbox(documents), inject: [DOCUMENTS] },
    { provide: Recipients, useFactory: (documents: Documents) => Recipients.of(documents), inject: [DOCUMENTS] },
    {
      provide: Channels,
      useFactory: (config: Config, cases: Cases, knowledge: Knowledge, recipients: Recipients, now: Clock) => {
        const teller = new Teller({ knowledge, cases, config, now });
        return new Channels([...mailboxOf(config, { recipients, teller }), ...webhookChannels(config, { teller, now })]);
      },
      inject: [CONFIG, Cases, Knowledge, Recipients, CLOCK],
    },
    {
      provide: DISPATCHERS,
      useFactory: (
        channels: Channels,
        outbox: Outbox,
        cases: Cases,
        desk: AlertDesk,
        evaluator: Evaluator,
        steering: Ledger,
        alerts: LedgerWriter,
        turn: Turn,
        now: Clock,
        log: Logger,
      ) => {
        const isHere = (recipient: string): boolean => channels.of(recipient) !== null;
        const dispatching = { isHere, outbox, cases, desk, evaluator, turn, steering, alerts, now, random: Math.random, log };
        return channels.all.map((channel) => new Dispatcher(channel, dispatching));
      },
      inject: [Channels, Outbox, Cases, AlertDesk, Evaluator, LEDGER, ALERTS_LEDGER, ALERTS_TURN, CLOCK, LOG],
    },
    Evaluating,
  ],
  exports: [ReadingModule],
})
export class AlertsModule {}
