import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { CommitNo, Recorded } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { evolveWatch, NO_CASES, type Case, type Watch } from '@styrbord/alerting/case';
import { placeOfCase, watchStream, type AlertEvent, type AlertEvents, type CasePlace, type WatchEvent } from '@styrbord/alerting/events';
import { evolveRules, INITIAL_RULES, type Rules } from '@styrbord/alerting/rules';
import type { OutboxItem } from './outbox';

/** What became of a notice. */
export interface Delivery {
  readonly message: string;
  readonly channel: string;
  readonly result: 'sent' | 'dead';
  readonly at: string;
  readonly attempts: number;
  readonly answer: string;
}

interface Undelivered {
  readonly at: string;
  readonly item: OutboxItem;
}

/** Every case and rule, and what was told, folded from the alerts ledger and held in memory: an inbox looks through all of them. */
export class Cases {
  private readonly watches = new Map<string, Watch>();
  private readonly deliveries = new Map<string, Delivery>();
  private readonly toDeliver = new Map<string, Undelivered>();
  private currentRules: Rules = INITIAL_RULES;
  private folded: CommitNo = 0;

  constructor(private readonly ledger: LedgerWriter) {}

  async load(): Promise<void> {
    // What this process writes or catches up with is told of; whatever was there before is read.
    this.ledger.onCommit((commit, facts) => this.fold(commit.no, facts));
    do for await (const commit of this.ledger.read(this.folded + 1)) this.fold(commit.no, recordedOf(commit));
    while (this.folded < this.ledger.no);
  }

  /** With what other processes have written. */
  async catchUp(): Promise<void> {
    await this.ledger.position();
  }

  /** The same where none is expected to. */
  async lookAgain(): Promise<void> {
    await this.ledger.lookAgain();
  }

  /** The commit of the alerts ledger that all of this is of. */
  get no(): CommitNo {
    return this.folded;
  }

  get rules(): Rules {
    return this.currentRules;
  }

  /** Notices to the mailbox of which nothing has become yet, in the order they were decided. */
  get undelivered(): readonly Undelivered[] {
    return [...this.toDeliver.values()];
  }

  /** Null for a notice that has not been handed over, nor given up. */
  deliveryOf(notice: string): Delivery | null {
    return this.deliveries.get(notice) ?? null;
  }

  watch(place: Omit<CasePlace, 'period'>): Watch {
    return this.watches.get(watchStream(place)) ?? NO_CASES;
  }

  of(id: string): Case | null {
    const place = placeOfCase(id);
    const { cases } = place ? this.watch(place) : NO_CASES;
    // Ids come from outside: what every object has is no case.
    return place && Object.hasOwn(cases, place.period) ? (cases[place.period] ?? null) : null;
  }

  *all(): Iterable<Case> {
    for (const { cases } of this.watches.values()) yield* Object.values(cases);
  }

  private fold(no: CommitNo, facts: readonly Recorded[]): void {
    if (no !== this.folded + 1) return;
    for (const recorded of facts) {
      const { type, data } = recorded.fact;
      const event = { type, data } as unknown as AlertEvent;
      if (event.type === 'alert-rule-set') this.currentRules = evolveRules(this.currentRules, event);
      else if (event.type === 'message-sent' || event.type === 'message-dead') this.delivered(event, recorded.recordedAt);
      else this.watched(event, recorded);
    }
    this.folded = no;
  }

  private watched(event: WatchEvent, { no, index, recordedAt: at, fact }: Recorded): void {
    const before = this.watches.get(fact.stream) ?? NO_CASES;
    const watch = evolveWatch(before, event, { at, actor: fact.meta.actor });
    this.watches.set(fact.stream, watch);
    if (event.type !== 'notice-decided' || !event.data.to.some(({ person }) => person === null)) return;
    const found = watch.cases[event.data.period];
    if (found) this.toDeliver.set(`${no}:${index}`, { at, item: itemOf(`${no}:${index}`, event.data, found) });
  }

  private delivered({ type, data }: Extract<AlertEvent, { type: 'message-sent' | 'message-dead' }>, at: string): void {
    const { message, channel, attempts, answer } = data;
    for (const notice of data.notices) {
      this.deliveries.set(notice, { message, channel, result: type === 'message-sent' ? 'sent' : 'dead', at, attempts, answer });
      this.toDeliver.delete(notice);
    }
  }
}

function itemOf(notice: string, { notice: kind, because, ...decided }: AlertEvents['notice-decided'], found: Case): OutboxItem {
  const { rule, unit, measure, period, severity } = decided;
  const { figures, retroactive, cause, byCorrection, before } = found;
  const corrected = byCorrection && cause ? { by: cause.actor, reason: cause.reason } : null;
  return { rule, unit, measure, period, notice, kind, because, severity, retroactive, figures, before: corrected && before, corrected };
}
