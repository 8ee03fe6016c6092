import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { handlingAt, isOpen, type Case, type CaseState, type HandlingState } from '@styrbord/alerting/case';
import { caseId, watchStream, type AlertEvents, type NoticeKind, type NoticeReason } from '@styrbord/alerting/events';
import type { Addressee } from '@styrbord/alerting/responsibility';
import { SEVERITIES, type Severity } from '@styrbord/alerting/rule';
import { alertSentenceOf, BECAUSE } from '@styrbord/alerting/sentence';
import { nameOf } from '@styrbord/steering/organisation';
import type { Name } from '@styrbord/steering/scorecard';
import { measureOf } from '@styrbord/steering/structure';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Message } from '@styrbord/alerting/delivery';
import type { Cases } from './cases';

/** A case as the inbox lists it. */
export interface ListedCase {
  readonly id: string;
  readonly rule: string;
  readonly measure: string;
  readonly unit: string;
  readonly cell: string | null;
  readonly period: string;
  readonly severity: Severity;
  readonly state: CaseState;
  readonly handling: HandlingState;
  readonly assignee: string | null;
  readonly data: Case['data'];
  readonly value: string | null;
  readonly target: string | null;
  readonly targetText: string | null;
  readonly episode: number;
  readonly retroactive: boolean;
  readonly byCorrection: boolean;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

export interface StoryEntry {
  readonly no: number;
  readonly index: number;
  readonly at: string;
  readonly actor: string;
  readonly type: string;
  readonly sentence: Name;
  readonly text: string | null;
}

export interface Notice {
  /** The event that decided it, `<no>:<index>` of the alerts ledger: the same for ever. */
  readonly id: string;
  readonly case: string;
  readonly at: string;
  readonly notice: NoticeKind;
  readonly decision: 'send' | 'hold';
  readonly because: NoticeReason;
  readonly said: Name;
  readonly to: readonly Addressee[];
  /** What became of it first; null while it is on its way, and for what nothing is sent by. */
  readonly delivery: Delivery | null;
  /** What became of it with each recipient. */
  readonly deliveries: readonly Delivery[];
}

/** What became of a notice. */
export interface Delivery {
  readonly message: string;
  readonly channel: string;
  readonly recipient: string;
  readonly result: 'sent' | 'dead' | 'requeued';
  readonly at: string;
  readonly attempts: number;
  readonly answer: string;
}

export interface InboxAsked {
  /** A state, or `open` for all but what is resolved. */
  readonly state: CaseState | 'open' | null;
  /** With everything below it. */
  readonly isAsked: (unit: string) => boolean;
  readonly after: string | null;
  readonly limit: number;
}

/** Reads the cases: the list, a case with its story, and what was told of it. */
export class Inbox {
  constructor(
    private readonly cases: Cases,
    private readonly ledger: Ledger,
    private readonly knowledge: Knowledge,
  ) {}

  /** The severest first, of them the oldest; one more than asked for where there are more. */
  list({ state, isAsked, after, limit }: InboxAsked, at: string): ListedCase[] {
    const found: { readonly key: string; readonly listed: Case }[] = [];
    for (const one of this.cases.all()) {
      if (state !== null && (state === 'open' ? !isOpen(one) : one.state !== state)) continue;
      if (!isAsked(one.unit)) continue;
      const key = orderOf(one);
      if (after === null || key > after) found.push({ key, listed: one });
    }
    return found
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .slice(0, limit + 1)
      .map(({ listed }) => listedOf(listed, at));
  }

  async story(one: Case): Promise<StoryEntry[]> {
    const entries: StoryEntry[] = [];
    for await (const { no, index, recordedAt, fact } of this.ledger.stream(watchStream(one))) {
      const data = fact.data as { period?: string; comment?: string | null; text?: string; cause?: unknown };
      if (data.period !== one.period) continue;
      const sentence = alertSentenceOf(fact.type, fact.data, this.naming) ?? { sv: fact.type };
      const text = data.comment ?? data.text ?? (typeof data.cause === 'string' ? data.cause : null);
      entries.push({ no, index, at: recordedAt, actor: fact.meta.actor, type: fact.type, sentence, text });
    }
    return entries;
  }

  async notices(one: Case): Promise<Notice[]> {
    const notices: Notice[] = [];
    for await (const { no, index, recordedAt, fact } of this.ledger.stream(watchStream(one))) {
      if (fact.type !== 'notice-decided') continue;
      const { period, notice, decision, because, to } = fact.data as unknown as AlertEvents['notice-decided'];
      if (period !== one.period) continue;
      const id = `${no}:${index}`;
      const deliveries = this.cases.deliveries.of(id).map(deliveryOf);
      const delivery = deliveries[0] ?? null;
      notices.push({ id, case: caseId(one), at: recordedAt, notice, decision, because, said: BECAUSE[because], to, delivery, deliveries });
    }
    return notices;
  }

  private readonly naming = {
    unit: (id: string): Name => {
      const unit = this.knowledge.structure.organisation.units[id];
      return unit ? nameOf(unit) : { sv: id };
    },
    measure: (id: string): Name => measureOf(this.knowledge.structure, id)?.name ?? { sv: id },
  };
}

const deliveryOf = ({ message, channel, recipient, state, at, attempts, answer }: Message): Delivery => ({
  message,
  channel,
  recipient,
  result: state,
  at,
  attempts,
  answer,
});

export const orderOf = (one: Pick<ListedCase, 'severity' | 'openedAt'> & Parameters<typeof caseId>[0]): string =>
  `${SEVERITIES.indexOf(one.severity)} ${one.openedAt} ${caseId(one)}`;

export function listedOf(one: Case, at: string): ListedCase {
  const { rule, measure, unit, period, severity, state, data, figures, episode, retroactive, byCorrection, openedAt, resolvedAt } = one;
  const { cell, value, target, targetText } = figures;
  return {
    id: caseId(one),
    rule,
    measure,
    unit,
    cell,
    period,
    severity,
    state,
    handling: handlingAt(one, at),
    assignee: one.handling.assignee,
    data,
    value,
    target,
    targetText,
    episode,
    retroactive,
    byCorrection,
    openedAt,
    resolvedAt,
  };
}
