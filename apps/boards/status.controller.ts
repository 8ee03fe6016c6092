import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Head, Ledger } from '@styrbord/eventsourcing/ledger';
import { START } from '@styrbord/eventsourcing/serving';
import type { Checkpoint, ViewReader, ViewStatus } from '@styrbord/eventsourcing/view-reader';
import type { Json } from '@styrbord/proof/canonical';
import { Public, SignedIn } from '@styrbord/service/access';
import { AlertsWatch, type AlertsState } from '@styrbord/service/alerts-watch';
import { CHECKPOINT_SINKS, INBOX_COUNTS, type SinkState } from '@styrbord/service/stores';
import { Answers, FLAG, listOf, object, orNull, TEXT, TIME, WHOLE } from '@styrbord/service/answers';
import { ProblemError } from '@styrbord/service/problem';

const LATE_RETRY_S = 60;

interface SinkTold extends SinkState {
  readonly ledger: string;
  readonly sink: string;
}

/** How far everything has come. */
export class StatusReading {
  private readonly lastHeads = new Map<Ledger, Head>();
  private lastSinks: readonly SinkTold[] = [];
  private lastInbox: Json = { accepted: 0, refused: 0 };
  private lastAlerts: AlertsState | null = null;

  constructor(
    /** The one that the views follow, first. */
    private readonly ledgers: readonly Ledger[],
    private readonly subscriptions: readonly ViewReader[],
    private readonly documents: Documents,
    private readonly alerts: AlertsWatch,
  ) {}

  async read(): Promise<object> {
    const [heads, inbox, sinks, alerts] = await Promise.all([
      Promise.all(this.ledgers.map((ledger) => ledger.head().catch(orUnreachable))),
      this.documents.get(INBOX_COUNTS.collection, INBOX_COUNTS.id).catch(orUnreachable),
      this.sinks().catch(orUnreachable),
      this.alerts.state().catch(orUnreachable),
    ]);
    if (inbox) this.lastInbox = inbox.body;
    if (sinks) this.lastSinks = sinks;
    if (alerts) this.lastAlerts = alerts;
    const views = this.subscriptions.map((subscription) => subscription.status());
    return {
      views,
      ledgers: this.ledgers.map((ledger, at) => this.told(ledger, heads[at], views)),
      inbox: this.lastInbox,
      sinks: this.lastSinks,
      alerts: this.lastAlerts,
    };
  }

  /** Where signed checkpoints are handed over, as the audit keeps count of it. */
  private async sinks(): Promise<readonly SinkTold[]> {
    const told: SinkTold[] = [];
    for await (const { id, body } of this.documents.scan(CHECKPOINT_SINKS, '')) {
      const cut = id.lastIndexOf('/');
      told.push({ ledger: id.slice(0, cut), sink: id.slice(cut + 1), ...(body as unknown as SinkState) });
    }
    return told;
  }

  /** A ledger that cannot be read just now is shown as it was last seen. */
  private told(ledger: Ledger, head: Head | undefined, views: readonly ViewStatus[]): object {
    if (head) this.lastHeads.set(ledger, head);
    const unseen = ledger === this.ledgers[0] ? latest(views) : START;
    const { no, hash, recordedAt: at } = this.lastHeads.get(ledger) ?? { ...unseen, recordedAt: null };
    return { ledger: ledger.name, no, hash, at, reached: head !== undefined };
  }
}

const latest = (views: readonly ViewStatus[]): Checkpoint =>
  views.reduce<Checkpoint>((most, { checkpoint }) => (checkpoint.no > most.no ? checkpoint : most), START);

function orUnreachable(error: unknown): undefined {
  if (error instanceof StoreUnavailable) return undefined;
  throw error;
}

const ALERTS = { no: WHOLE, lag: WHOLE, at: orNull(TIME), waitingSince: orNull(TIME), isLate: FLAG };

const STATUS = object({
  views: listOf(object({ name: TEXT, version: WHOLE, lag: WHOLE })),
  ledgers: listOf(object({ ledger: TEXT, no: WHOLE, hash: TEXT, at: orNull(TIME) })),
  inbox: object({ accepted: WHOLE, refused: WHOLE }),
  sinks: listOf(object({ ledger: TEXT, sink: TEXT, no: WHOLE, at: orNull(TIME), failed: orNull(object({ at: TIME, code: TEXT })) })),
  alerts: orNull(object(ALERTS)),
});

@ApiTags('health')
@Controller('status')
export class StatusController {
  constructor(
    private readonly status: StatusReading,
    private readonly alerts: AlertsWatch,
  ) {}

  /** Views with checkpoint, lag, parked streams and refused messages; ledgers with their head; what the inbox took and refused; sinks of checkpoints; how far alerts are evaluated. */
  @Get()
  @Answers(STATUS)
  @SignedIn()
  read(): Promise<object> {
    return this.status.read();
  }
  /** How far alerts are evaluated, and since when something waits. */
  @Get('alerts')
  @Answers(object(ALERTS))
  @SignedIn()
  readAlerts(): Promise<AlertsState> {
    return this.alerts.state();
  }
}

/** For a monitor outside: asked of the boards, which look at the alerts without being them. */
@ApiTags('health')
@Controller('health/alerts')
@Public()
export class AlertsHealthController {
  constructor(private readonly alerts: AlertsWatch) {}

  @Get()
  @Answers(object({ status: TEXT, ...ALERTS }))
  async read(): Promise<{ status: string } & AlertsState> {
    const state = await this.alerts.state();
    if (!state.isLate) return { status: 'watching', ...state };
    throw new ProblemError('alerts-late', { retryAfterS: LATE_RETRY_S, errors: [{ code: 'alerts-late', given: { ...state } }] });
  }
}
