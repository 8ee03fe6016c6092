import type { DateText } from '@styrbord/steering/events';
import type { PeriodName } from '@styrbord/steering/period';
import type { Addressee, NoticeSettings } from './responsibility';
import type { Rule, Severity } from './rule';
import type { TimingReason } from './timing';

/** What is known of the figures, beside the case: late is due and not there, an error is a row that could not be read. */
export const DATA_STATES = ['reported', 'late', 'missing', 'error'] as const;
export type DataState = (typeof DATA_STATES)[number];

/** A case's identity. */
export interface CasePlace {
  readonly rule: string;
  readonly unit: string;
  readonly measure: string;
  readonly period: PeriodName;
}

/** The row a case speaks of, as it was read. Values are decimal strings in the measure's unit. */
export interface Figures {
  readonly cell: string | null;
  readonly value: string | null;
  /** The figure to reach: of a direction that of its reference. */
  readonly target: string | null;
  /** The target as it was printed. */
  readonly targetText: string | null;
  readonly result: 'met' | 'near' | 'missed' | 'none';
  readonly prognosis: string | null;
  /** Version of the rules that judged. */
  readonly judged: string;
}

/** The event of the steering ledger that made the row what it is. */
export interface Cause {
  readonly no: number;
  readonly index: number;
  readonly type: string;
  readonly actor: string;
  readonly reason: string | null;
}

/** What people have done with a case. Acknowledgement and snooze end by themselves: `handlingAt` says what holds. */
export interface Handling {
  readonly acknowledged: { readonly by: string; readonly at: string; readonly until: string } | null;
  readonly snoozed: { readonly by: string; readonly until: string } | null;
  readonly assignee: string | null;
  readonly closed: { readonly by: string; readonly at: string; readonly cause: string } | null;
}

/** A case as it was found. `ruleVersion`: of the alert rule. */
export interface CaseFound extends CasePlace {
  readonly episode: number;
  readonly ruleVersion: number;
  readonly data: DataState;
  readonly figures: Figures;
  /** Null where no single event did it: time passed, or a rule was changed. */
  readonly cause: Cause | null;
}

/** What goes on of a case at the unit that its unit has become, beside what was found. */
export interface CaseCarried {
  readonly state: 'pending' | 'breached' | 'recovering';
  readonly severity: Severity;
  readonly retroactive: boolean;
  readonly openedAt: string;
  readonly breachedAt: string | null;
  readonly turns: readonly string[];
  readonly told: readonly Addressee[];
  readonly toldAt: string | null;
  readonly held: NoticeReason | null;
  readonly handling: Handling;
}

export const NOTICE_KINDS = ['breached', 'resolved', 'resolved-by-correction', 'flapping', 'escalated'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Why a notice is sent. */
export const SENT_BECAUSE = ['first', 'all-resolved', 'corrected', 'flapping', 'not-acknowledged'] as const;
/** Why one is held. */
export const HELD_BECAUSE = [
  'repeat',
  'flapping',
  'not-recovered',
  'snoozed',
  'closed',
  'children-tell',
  'data-missing',
  'not-watched',
] as const;
/** Why nothing goes to a recipient any more. */
export const LEFT_BECAUSE = ['unsubscribed', 'gone'] as const;
export type LeftReason = (typeof LEFT_BECAUSE)[number];

export type NoticeReason = (typeof SENT_BECAUSE)[number] | (typeof HELD_BECAUSE)[number];

/** Where messages go: a way, and a pseudonym of whom it reaches. */
export interface Recipient {
  readonly channel: string;
  readonly recipient: string;
}

/** A message that tells of notices. */
export interface MessageTold extends Recipient {
  /** The same at every try. */
  readonly message: string;
  /** Each `<no>:<index>` of the event that decided it. */
  readonly notices: readonly string[];
  readonly cases: readonly string[];
  readonly units: readonly string[];
  /** Why it went then; not said of what goes to no person. */
  readonly timing?: TimingReason;
}

/** What became of one. */
export interface MessageFate extends MessageTold {
  readonly attempts: number;
  /** What the other side said last. */
  readonly answer: string;
}

/** Every event of the alerts ledger. */
export interface AlertEvents {
  'alert-rule-set': { readonly rule: Rule; readonly version: number };
  /** An episode of a case begins. `from`: the units that are no more and reported it, where the unit did not itself. */
  'case-opened': CaseFound & {
    readonly state: 'pending' | 'breached';
    readonly severity: Severity;
    readonly retroactive: boolean;
    readonly from?: readonly string[];
  };
  'case-breached': CaseFound;
  'case-recovering': CaseFound;
  /** Other figures, or another state of the data; the case stands. */
  'case-updated': CaseFound;
  /** `before`: the figures it had been told with. */
  'case-resolved': CaseFound & { readonly byCorrection: boolean; readonly before: Figures };
  'notice-decided': CasePlace & {
    readonly episode: number;
    readonly notice: NoticeKind;
    readonly decision: 'send' | 'hold';
    readonly because: NoticeReason;
    readonly severity: Severity;
    /** Empty where it is held. */
    readonly to: readonly Addressee[];
  };
  /** The unit has become others on a day, where the case goes on. */
  'case-carried-over': CasePlace & { readonly episode: number; readonly to: readonly string[]; readonly on: DateText };
  /** It goes on here as it was there, and with what there was of it here. `from`: every unit it has come from. */
  'case-taken-over': CaseFound & CaseCarried & { readonly isFlapping: boolean; readonly from: readonly string[] };
  'case-acknowledged': CasePlace & { readonly until: string; readonly comment: string | null };
  'case-snoozed': CasePlace & { readonly until: string };
  'case-assigned': CasePlace & { readonly to: string | null; readonly before: string | null };
  'case-commented': CasePlace & { readonly text: string };
  'case-closed': CasePlace & { readonly cause: string };
  'message-sent': MessageFate;
  /** Nobody will take it, or nobody has for three days. */
  'message-dead': MessageFate;
  /** It was handed over, and came back afterwards. `answer`: the status of RFC 3463. */
  'message-bounced': MessageFate;
  /** Somebody has had it sent once more. */
  'message-requeued': MessageTold;
  'recipient-left': Recipient & { readonly because: LeftReason };
  'recipient-returned': Recipient;
  /** Who answers for a measure, or for every measure where it is null, at a unit and those below that say nobody else. */
  'responsible-set': {
    readonly unit: string;
    readonly measure: string | null;
    readonly persons: readonly string[];
    readonly before: readonly string[];
  };
  /** How somebody wants to be told, and of what; and who is told in their place. */
  'notice-settings-set': { readonly person: string; readonly settings: NoticeSettings; readonly before: NoticeSettings | null };
}

export type AlertEventType = keyof AlertEvents;

/** An event as deciders give it: without stream and meta, which the service adds. */
export type AlertEvent = { readonly [T in AlertEventType]: { readonly type: T; readonly data: AlertEvents[T] } }[AlertEventType];

export const DELIVERY_EVENTS = [
  'message-sent',
  'message-dead',
  'message-bounced',
  'message-requeued',
  'recipient-left',
  'recipient-returned',
] as const;
export type DeliveryEvent = Extract<AlertEvent, { readonly type: (typeof DELIVERY_EVENTS)[number] }>;

export const PEOPLE_EVENTS = ['responsible-set', 'notice-settings-set'] as const;
export type PeopleEvent = Extract<AlertEvent, { readonly type: (typeof PEOPLE_EVENTS)[number] }>;

export type WatchEvent = Exclude<AlertEvent, DeliveryEvent | PeopleEvent | { readonly type: 'alert-rule-set' }>;

export const RULES_STREAM = 'rules';
/** All cases of a rule at a measure and unit, period after period: what decides whether one is news. */
export const watchStream = ({ rule, unit, measure }: Omit<CasePlace, 'period'>): string => `watch/${rule}/${unit}/${measure}`;

export const messageStream = (message: string): string => `message/${message}`;
export const recipientStream = (recipient: string): string => `recipient/${recipient}`;
export const responsibleStream = (unit: string): string => `responsible/${unit}`;
export const settingsStream = (person: string): string => `notice-settings/${person}`;

export function streamOf(event: AlertEvent): string {
  switch (event.type) {
    case 'alert-rule-set':
      return RULES_STREAM;
    case 'message-sent':
    case 'message-dead':
    case 'message-bounced':
    case 'message-requeued':
      return messageStream(event.data.message);
    case 'recipient-left':
    case 'recipient-returned':
      return recipientStream(event.data.recipient);
    case 'responsible-set':
      return responsibleStream(event.data.unit);
    case 'notice-settings-set':
      return settingsStream(event.data.person);
    default:
      return watchStream(event.data);
  }
}

/** A case's name in addresses; none of its parts holds a `~`. */
export const caseId = ({ rule, unit, measure, period }: CasePlace): string => [rule, unit, measure, period].join('~');

export function placeOfCase(id: string): CasePlace | null {
  const [rule, unit, measure, period, more] = id.split('~');
  return rule && unit && measure && period && more === undefined ? { rule, unit, measure, period } : null;
}
