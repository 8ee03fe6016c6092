import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { CommitNo, Recorded } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { evolveWatch, NO_CASES, type Case, type Watch } from '@styrbord/alerting/case';
import {
  DELIVERY_EVENTS,
  PEOPLE_EVENTS,
  placeOfCase,
  watchStream,
  type AlertEvent,
  type CasePlace,
  type DeliveryEvent,
  type MessageTold,
  type PeopleEvent,
  type WatchEvent,
} from '@styrbord/alerting/events';
import { evolveAnswering, NOBODY_ANSWERS, type Answering } from '@styrbord/alerting/notice-settings';
import { evolveRules, INITIAL_RULES, type Rules } from '@styrbord/alerting/rules';
import { Deliveries } from './deliveries';
import type { OutboxItem } from './outbox';

/** Every case and rule, and what was told, folded from the alerts ledger and held in memory: an inbox looks through all of them. */
export class Cases {
  private readonly watches = new Map<string, Watch>();
  readonly deliveries = new Deliveries((recipient) => this.personOf(recipient));
  private currentRules: Rules = INITIAL_RULES;
  private currentAnswering: Answering = NOBODY_ANSWERS;
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

  /** Who answers for what, and how each wants to be told. */
  get answering(): Answering {
    return this.currentAnswering;
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

  /** What the notices of a message said when they were decided, as the ledger has it. */
  async itemsOf({ notices, cases }: MessageTold): Promise<OutboxItem[]> {
    const items = new Map<string, OutboxItem>();
    const places = cases.flatMap((id) => placeOfCase(id) ?? []);
    for (const stream of new Set(places.map(watchStream))) {
      let watch = NO_CASES;
      for await (const { no, index, recordedAt: at, fact } of this.ledger.stream(stream)) {
        const event = { type: fact.type, data: fact.data } as unknown as WatchEvent;
        watch = evolveWatch(watch, event, { at, actor: fact.meta.actor });
        const item = itemOf(`${no}:${index}`, event, watch);
        if (item) items.set(item.notice, item);
      }
    }
    return notices.flatMap((notice) => items.get(notice) ?? []);
  }

  private fold(no: CommitNo, facts: readonly Recorded[]): void {
    if (no !== this.folded + 1) return;
    for (const recorded of facts) {
      const { type, data } = recorded.fact;
      const event = { type, data } as unknown as AlertEvent;
      if (event.type === 'alert-rule-set') this.currentRules = evolveRules(this.currentRules, event);
      else if (isOfPeople(event)) this.currentAnswering = evolveAnswering(this.currentAnswering, event, recorded.recordedAt);
      else if (isDelivery(event)) this.deliveries.fold(event, recorded.recordedAt);
      else this.watched(event, recorded);
    }
    this.folded = no;
  }

  /** Null for the mailbox and the webhooks. */
  private personOf(recipient: string): string | null {
    const { personOf } = this.currentAnswering;
    return Object.hasOwn(personOf, recipient) ? (personOf[recipient] ?? null) : null;
  }

  private watched(event: WatchEvent, { no, index, recordedAt: at, fact }: Recorded): void {
    const before = this.watches.get(fact.stream) ?? NO_CASES;
    const watch = evolveWatch(before, event, { at, actor: fact.meta.actor });
    this.watches.set(fact.stream, watch);
    const item = itemOf(`${no}:${index}`, event, watch);
    if (item && event.type === 'notice-decided') this.deliveries.decided(item, { to: event.data.to, at });
  }
}

const isDelivery = (event: AlertEvent): event is DeliveryEvent => (DELIVERY_EVENTS as readonly string[]).includes(event.type);

const isOfPeople = (event: AlertEvent): event is PeopleEvent => (PEOPLE_EVENTS as readonly string[]).includes(event.type);

/** What a notice that is to be sent says; null for what is none. */
function itemOf(notice: string, event: WatchEvent, { cases }: Watch): OutboxItem | null {
  if (event.type !== 'notice-decided' || event.data.to.length === 0) return null;
  const { rule, unit, measure, period, severity, notice: kind, because } = event.data;
  const found = cases[period];
  if (!found) return null;
  const { figures, retroactive, cause, byCorrection, before } = found;
  const corrected = byCorrection && cause ? { by: cause.actor, reason: cause.reason } : null;
  return { rule, unit, measure, period, notice, kind, because, severity, retroactive, figures, before: corrected && before, corrected };
}
