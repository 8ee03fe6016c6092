import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { Ledger, Recorded } from '@styrbord/eventsourcing/ledger';
import { handlingAt, isOpen, trayOf, TRAYS, type Case, type CaseState, type HandlingState, type Tray } from '@styrbord/alerting/case';
import type { Message } from '@styrbord/alerting/delivery';
import {
  caseId,
  placeOfCase,
  watchStream,
  type AlertEvents,
  type CaseFound,
  type CasePlace,
  type NoticeKind,
  type NoticeReason,
} from '@styrbord/alerting/events';
import { settingsOf, UNSET } from '@styrbord/alerting/notice-settings';
import type { Addressee } from '@styrbord/alerting/responsibility';
import { SEVERITIES, type RuleKind, type Severity } from '@styrbord/alerting/rule';
import { ruleOf, type RuleVersion } from '@styrbord/alerting/rules';
import { alertSentenceOf, BECAUSE } from '@styrbord/alerting/sentence';
import { timingOf, type TimingReason } from '@styrbord/alerting/timing';
import type { Name, Origin } from '@styrbord/steering/scorecard';
import type { WaitReason } from './alert-answers';
import type { Cases } from './cases';
import type { Channels } from './channels/channels';
import type { Seeing } from './seeing';

/** A case as the inbox lists it. */
export interface ListedCase {
  readonly id: string;
  readonly rule: string;
  /** What the rule looks for, and what it is called now. */
  readonly kind: RuleKind;
  readonly ruleName: Name;
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
  /** Why the last notice of its breach was held; null once one is sent. */
  readonly held: NoticeReason | null;
  /** Resolved, since its unit is no more and it goes on elsewhere. */
  readonly carriedOver: boolean;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

export interface InboxCounts extends Readonly<Record<Tray, number>> {
  /** Of those to handle. */
  readonly severe: number;
  /** Assigned to who asks, and not over. */
  readonly mine: number;
}

export interface StoryEntry {
  readonly no: number;
  readonly index: number;
  readonly at: string;
  readonly actor: string;
  readonly type: string;
  /** Without the place, which the case says already. */
  readonly sentence: Name;
  /** Of what was found. */
  readonly value: string | null;
  readonly target: string | null;
  readonly text: string | null;
  /** Whom it was assigned to. */
  readonly person: string | null;
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
  readonly waits: readonly Wait[];
  /** What became of it first; null while it is on its way, and for what nothing is sent by. */
  readonly delivery: Delivery | null;
  /** What became of it with each recipient. */
  readonly deliveries: readonly Delivery[];
}

/** Why one it goes to has not been written to, and when they are. */
export interface Wait {
  /** Null is the mailbox for what nobody answers for. */
  readonly person: string | null;
  readonly at: string;
  readonly because: WaitReason;
}

/** What became of a notice. */
export interface Delivery {
  readonly message: string;
  readonly channel: string;
  readonly recipient: string;
  readonly result: Message['state'];
  readonly at: string;
  readonly attempts: number;
  readonly answer: string;
  /** Why it went then; null of what goes to no person. */
  readonly timing: TimingReason | null;
}

export type IsAsked = (place: Pick<CasePlace, 'unit' | 'measure'>) => boolean;

export interface InboxAsked {
  /** A state, or `open` for all but what is resolved. */
  readonly state: CaseState | 'open' | null;
  readonly tray: Tray | null;
  /** What a case must be, where it is said. */
  readonly like: Readonly<Partial<Record<'severity' | 'measure' | 'period' | 'unit', string>>>;
  readonly assignee: string | null;
  /** With everything below it. */
  readonly isAsked: IsAsked;
  readonly after: string | null;
  readonly limit: number;
}

/** What became of a notice: held, handed over, given up, or nothing yet. */
export const FATES = ['held', 'sent', 'dead', 'waiting'] as const;
export type Fate = (typeof FATES)[number];

export interface ToldAsked {
  readonly fate: Fate | null;
  readonly isAsked: IsAsked;
  readonly before: Origin | null;
  readonly limit: number;
}

/** Events that one question looks through; it goes on where it stopped. */
const LOOKED_THROUGH_MAX = 20_000;
const COMMITS_AT_ONCE = 100;

/** Reads the cases: the list, a case with its story, and what was told of it. */
export class Inbox {
  constructor(
    private readonly cases: Cases,
    private readonly ledger: Ledger,
    private readonly seeing: Seeing,
    private readonly channels: Pick<Channels, 'hasMailbox'>,
  ) {}

  /** The severest first, of them the oldest; one more than asked for where there are more. */
  list({ state, tray, like, assignee, isAsked, after, limit }: InboxAsked, at: string): ListedCase[] {
    const wanted = Object.entries(like) as [keyof typeof like, string][];
    const found: { readonly key: string; readonly urgency: string; readonly one: Case }[] = [];
    for (const one of this.cases.all()) {
      if (state !== null && (state === 'open' ? !isOpen(one) : one.state !== state)) continue;
      if (tray !== null && trayOf(one, at) !== tray) continue;
      if (!wanted.every(([member, value]) => one[member] === value)) continue;
      if (assignee !== null && one.handling.assignee !== assignee) continue;
      if (!isAsked(one)) continue;
      // Of many only the first are kept: sorting them all would take longer than finding them, and so would naming them.
      const last = found[limit];
      if (last && urgencyOf(one) > last.urgency) continue;
      const key = orderOf(one);
      if ((after !== null && key <= after) || (last && key >= last.key)) continue;
      const place = found.findIndex((other) => other.key > key);
      found.splice(place === -1 ? found.length : place, 0, { key, urgency: urgencyOf(one), one });
      found.length = Math.min(found.length, limit + 1);
    }
    return found.map(({ one }) => this.listed(one, at));
  }

  counts(isAsked: IsAsked, { who, at }: { readonly who: string; readonly at: string }): InboxCounts {
    const counts = { ...Object.fromEntries(TRAYS.map((tray) => [tray, 0])), severe: 0, mine: 0 } as Record<keyof InboxCounts, number>;
    for (const one of this.cases.all()) {
      if (!isAsked(one)) continue;
      const tray = trayOf(one, at);
      counts[tray]++;
      if (tray === 'to-handle' && one.severity === 'severe') counts.severe++;
      if (tray !== 'over' && one.handling.assignee === who) counts.mine++;
    }
    return counts;
  }

  listed(one: Case, at: string): ListedCase {
    // A rule is never taken away.
    const { kind, name } = (ruleOf(this.cases.rules, one.rule) as RuleVersion).rule;
    return { ...listedOf(one, at), kind, ruleName: name };
  }

  async story(one: Case): Promise<StoryEntry[]> {
    const entries: StoryEntry[] = [];
    for await (const { no, index, recordedAt, fact } of this.ledger.stream(watchStream(one))) {
      const data = fact.data as Partial<Omit<CaseFound, 'cause'>> & {
        comment?: string | null;
        text?: string;
        cause?: unknown;
        to?: unknown;
      };
      if (data.period !== one.period) continue;
      const sentence = alertSentenceOf(fact.type, fact.data, null) ?? { sv: fact.type };
      const text = data.comment ?? data.text ?? (typeof data.cause === 'string' ? data.cause : null);
      const person = typeof data.to === 'string' ? data.to : null;
      const { value = null, target = null } = data.figures ?? {};
      entries.push({ no, index, at: recordedAt, actor: fact.meta.actor, type: fact.type, sentence, value, target, text, person });
    }
    return entries;
  }

  async notices(one: Case): Promise<Notice[]> {
    const notices: Notice[] = [];
    await this.seeing.look();
    for await (const recorded of this.ledger.stream(watchStream(one))) {
      const notice = this.noticeOf(recorded);
      if (notice?.case === caseId(one)) notices.push(notice);
    }
    return notices;
  }

  /** Of all cases, the newest first, read from the ledger itself; what is rare may be looked for over several answers. */
  async told({ fate, isAsked, before, limit }: ToldAsked): Promise<{ readonly items: readonly Notice[]; readonly next: Origin | null }> {
    const items: Notice[] = [];
    await this.seeing.look();
    let looked = 0;
    for (let to = before ? before.no : this.cases.no; to > 0; to -= COMMITS_AT_ONCE) {
      const commits: Recorded[][] = [];
      for await (const commit of this.ledger.read(Math.max(1, to - COMMITS_AT_ONCE + 1), to)) commits.push([...recordedOf(commit)]);
      for (const recorded of commits.toReversed().flatMap((facts) => facts.toReversed())) {
        const { no, index } = recorded;
        if (before && (no > before.no || (no === before.no && index >= before.index))) continue;
        const notice = this.noticeOf(recorded);
        looked++;
        if (!notice || !isAsked(placeOf(notice)) || (fate !== null && fateOf(notice) !== fate)) continue;
        items.push(notice);
        if (items.length === limit) return { items, next: { no, index } };
      }
      const from = to - COMMITS_AT_ONCE + 1;
      if (looked >= LOOKED_THROUGH_MAX && from > 1) return { items, next: { no: from, index: 0 } };
    }
    return { items, next: null };
  }

  private noticeOf({ no, index, recordedAt: at, fact }: Recorded): Notice | null {
    if (fact.type !== 'notice-decided') return null;
    const { notice, decision, because, to, severity, ...place } = fact.data as unknown as AlertEvents['notice-decided'];
    const id = `${no}:${index}`;
    const deliveries = this.cases.deliveries.of(id).map(deliveryOf);
    return {
      id,
      case: caseId(place),
      at,
      notice,
      decision,
      because,
      said: BECAUSE[because],
      to,
      waits: to.flatMap(({ person }) => this.waits(person, { id, at, severity, place })),
      delivery: deliveries[0] ?? null,
      deliveries,
    };
  }

  private waits(person: string | null, { id, at, severity, place }: Sent): Wait[] {
    const { deliveries, answering } = this.cases;
    if (person === null) return this.channels.hasMailbox || deliveries.of(id).length > 0 ? [] : [{ person, at, because: 'no-mailbox' }];
    if (deliveries.of(id).some(({ recipient }) => answering.personOf[recipient] === person)) return [];
    const { schedule, mail } = settingsOf(answering, person) ?? UNSET;
    if (!this.seeing.sees(person, place)) return [{ person, at, because: 'no-right' }];
    if (mail === null || deliveries.left(mail)) return [{ person, at, because: 'inbox-alone' }];
    return [{ person, ...timingOf(schedule, { severity, at }) }];
  }
}

/** A notice of which it is asked whom it has reached. */
interface Sent {
  readonly id: string;
  readonly at: string;
  readonly severity: Severity;
  readonly place: CasePlace;
}

const deliveryOf = ({ message, channel, recipient, state, at, attempts, answer, timing }: Message): Delivery => ({
  message,
  channel,
  recipient,
  result: state,
  at,
  attempts,
  answer,
  timing: timing ?? null,
});

const placeOf = (notice: Notice): CasePlace => placeOfCase(notice.case) as CasePlace;

/** Given up with one, or come back from one, is given up, whatever the others took; what is to be sent again waits. */
function fateOf({ decision, delivery, deliveries }: Notice): Fate {
  if (decision === 'hold') return 'held';
  if (deliveries.some(({ result }) => result === 'dead' || result === 'bounced')) return 'dead';
  return delivery?.result === 'sent' ? 'sent' : 'waiting';
}

const urgencyOf = ({ severity, openedAt }: Pick<ListedCase, 'severity' | 'openedAt'>): string =>
  `${SEVERITIES.indexOf(severity)} ${openedAt}`;

export const orderOf = (one: Pick<ListedCase, 'severity' | 'openedAt'> & Parameters<typeof caseId>[0]): string =>
  `${urgencyOf(one)} ${caseId(one)}`;

function listedOf(one: Case, at: string): Omit<ListedCase, 'kind' | 'ruleName'> {
  const { rule, measure, unit, period, severity, state, data, figures, episode, retroactive, byCorrection, held, openedAt, resolvedAt } =
    one;
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
    held,
    carriedOver: one.wentTo.length > 0,
    openedAt,
    resolvedAt,
  };
}
