import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { Access } from '@styrbord/service/access';
import { AlertsWatch } from '@styrbord/service/alerts-watch';
import { CommandAnswers } from '@styrbord/service/command-answers';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Identities } from '@styrbord/service/identities';
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
import { mailChannels } from './channels/mail/mailbox';
import { Teller } from './channels/teller';
import { webhookChannels } from './channels/webhook/webhook-channel';
import { DeliveriesController } from './deliveries.controller';
import { Dispatchers } from './dispatchers';
import { Evaluator } from './evaluator';
import { HeartbeatPost } from './heartbeat-post';
import { Inbox } from './inbox';
import { Outbox } from './outbox';
import { PeopleController } from './people.controller';
import { Recipients } from './recipients';
import { Seeing } from './seeing';

const TICK_MS = 60_000;
/** What is found sooner than this is there from the first answer on; a long history keeps nobody out. */
const AWAITED_MS = 15_000;

/** Evaluates from the service's start on, and looks at the clock each minute. */
@Injectable()
class Evaluating implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private startedAt = Number.NaN;
  private isAwaited = true;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly dispatchers: Dispatchers,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ALERTS_TURN) private readonly turn: Turn,
    private readonly heartbeat: HeartbeatPost,
    readiness: Readiness,
  ) {
    readiness.register('alerts', () => this.waiting());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.evaluator.start();
    this.dispatchers.start();
    this.startedAt = performance.now();
    this.timer = setInterval(() => void this.minute(), TICK_MS);
    this.turn.onTaken(() => void this.minute());
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.evaluator.settled();
    await this.dispatchers.stop();
  }

  private async minute(): Promise<void> {
    await this.evaluator.tick();
    if (this.turn.isOurs()) await this.heartbeat.send();
  }

  /** Once with all there was, and not for long; `AlertsWatch` says how far it has come. */
  private async waiting(): Promise<true | string> {
    if (!this.timer) return 'starting';
    if (!this.isAwaited || performance.now() - this.startedAt > AWAITED_MS) return true;
    const { no } = await this.ledger.head();
    if (!this.turn.isOurs()) await this.evaluator.follow();
    if (this.evaluator.no < no) return `evaluated to commit ${this.evaluator.no} of ${no}`;
    this.isAwaited = no === 0;
    return true;
  }
}

/** Rules, cases, and what is told of them. The steering ledger is only read. */
@Module({
  imports: [ReadingModule],
  controllers: [AlertsController, AlertRulesController, DeliveriesController, PeopleController],
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
      useFactory: (cases: Cases, ledger: Ledger, seeing: Seeing, channels: Channels) => new Inbox(cases, ledger, seeing, channels),
      inject: [Cases, ALERTS_LEDGER, Seeing, Channels],
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
        seeing: Seeing,
        turn: Turn,
        now: Clock,
        log: Logger,
      ) => new Evaluator({ knowledge, structure, series, ledger, documents, cases, desk, seeing, turn, now, log }),
      inject: [Knowledge, STRUCTURE, SERIES, LEDGER, DOCUMENTS, Cases, AlertDesk, Seeing, ALERTS_TURN, CLOCK, LOG],
    },
    {
      provide: Seeing,
      useFactory: (access: Access, identities: Identities, knowledge: Knowledge, cases: Cases) =>
        new Seeing({ access, identities, knowledge, cases }),
      inject: [Access, Identities, Knowledge, Cases],
    },
    {
      provide: HeartbeatPost,
      useFactory: (config: Config, watch: AlertsWatch, log: Logger) => new HeartbeatPost(config, watch, log),
      inject: [CONFIG, AlertsWatch, LOG],
    },
    { provide: Outbox, useFactory: (documents: Documents) => new Outbox(documents), inject: [DOCUMENTS] },
    { provide: Recipients, useFactory: (documents: Documents) => Recipients.of(documents), inject: [DOCUMENTS] },
    {
      provide: Channels,
      useFactory: (config: Config, cases: Cases, knowledge: Knowledge, recipients: Recipients, identities: Identities, now: Clock) => {
        const teller = new Teller({ knowledge, cases, config, now });
        const { mailbox, of: ofPerson, domains } = mailChannels(config, { recipients, teller, identities });
        const fixed = [...mailbox, ...webhookChannels(config, { teller, now })];
        return new Channels({ fixed, ofPerson, domains, answering: () => cases.answering });
      },
      inject: [CONFIG, Cases, Knowledge, Recipients, Identities, CLOCK],
    },
    {
      provide: Dispatchers,
      useFactory: (
        channels: Channels,
        outbox: Outbox,
        cases: Cases,
        desk: AlertDesk,
        seeing: Seeing,
        evaluator: Evaluator,
        steering: Ledger,
        alerts: LedgerWriter,
        turn: Turn,
        now: Clock,
        log: Logger,
      ) => new Dispatchers(channels, { outbox, cases, desk, seeing, evaluator, turn, steering, alerts, now, random: Math.random, log }),
      inject: [Channels, Outbox, Cases, AlertDesk, Seeing, Evaluator, LEDGER, ALERTS_LEDGER, ALERTS_TURN, CLOCK, LOG],
    },
    Evaluating,
  ],
  exports: [ReadingModule],
})
export class AlertsModule {}
