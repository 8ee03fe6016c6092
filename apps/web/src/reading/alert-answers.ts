import type { CaseState, HandlingState, Tray } from '@styrbord/alerting/case';
import type { DataState, LeftReason, NoticeKind, NoticeReason } from '@styrbord/alerting/events';
import type { Addressee, Answers, NoticeSettings } from '@styrbord/alerting/responsibility';
import type { Rule, RuleKind, Severity } from '@styrbord/alerting/rule';
import type { TimingReason } from '@styrbord/alerting/timing';
import type { UndecidedResponsibility } from '@styrbord/alerting/undecided';
import type { Name } from '@styrbord/steering/scorecard';

/** Shapes of what is answered about alerts. */
export interface ListedCase {
  readonly id: string;
  readonly rule: string;
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
  readonly data: DataState;
  readonly value: string | null;
  readonly target: string | null;
  readonly targetText: string | null;
  readonly episode: number;
  readonly retroactive: boolean;
  readonly byCorrection: boolean;
  readonly held: NoticeReason | null;
  /** Resolved, since its unit is no more and it goes on elsewhere. */
  readonly carriedOver: boolean;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

export interface CasesPage {
  readonly items: readonly ListedCase[];
  readonly next: string | null;
}

export interface AlertsWatchAnswer {
  readonly at: string | null;
  readonly waitingSince: string | null;
  readonly isLate: boolean;
}

export interface CaseCounts extends Readonly<Record<Tray, number>> {
  readonly severe: number;
  readonly mine: number;
}

export interface StoryEntry {
  readonly no: number;
  readonly index: number;
  readonly at: string;
  readonly actor: string;
  readonly type: string;
  readonly sentence: Name;
  readonly value: string | null;
  readonly target: string | null;
  readonly text: string | null;
  readonly person: string | null;
}

export interface CaseAnswer extends ListedCase {
  readonly result: string;
  readonly prognosis: 'met' | 'likely' | 'uncertain' | 'unlikely' | 'irrevocably-missed' | null;
  readonly breachedAt: string | null;
  readonly cause: {
    readonly no: number;
    readonly index: number;
    readonly type: string;
    readonly actor: string;
    readonly reason: string | null;
  } | null;
  readonly acknowledged: { readonly by: string; readonly at: string; readonly until: string } | null;
  readonly snoozed: { readonly by: string; readonly until: string } | null;
  readonly closed: { readonly by: string; readonly at: string; readonly cause: string } | null;
  readonly before: { readonly value: string | null; readonly target: string | null } | null;
  readonly told: readonly Addressee[];
  /** Units that are no more, whose figures it speaks of. */
  readonly from: readonly string[];
  readonly wentTo: readonly string[];
  readonly story: readonly StoryEntry[];
  readonly people: readonly NamedPerson[];
}

export interface NamedPerson {
  readonly person: string;
  readonly name: Name;
}

export interface NoticeSettingsAnswer extends Omit<NoticeSettings, 'mail'> {
  readonly person: string;
  /** The address itself. */
  readonly mail: string | null;
  /** Whether a mail server is set up. */
  readonly canMail: boolean;
  readonly left: { readonly because: LeftReason; readonly at: string } | null;
  readonly nextDigestAt: string;
  readonly waiting: readonly {
    readonly case: string;
    readonly notice: NoticeKind;
    readonly at: string;
    readonly because: TimingReason;
  }[];
  readonly people: readonly NamedPerson[];
}

export interface ResponsibilityAnswer {
  readonly unit: string;
  readonly measure: string | null;
  readonly persons: readonly string[];
  readonly people: readonly NamedPerson[];
}

/** Of what a merged or split unit became, nobody has said since who answers for it. */
export interface UndecidedResponsibilityAnswer extends UndecidedResponsibility {
  readonly people: readonly NamedPerson[];
}

export interface ChainAnswer {
  readonly answers: Answers | null;
  readonly told: readonly Addressee[];
  readonly chain: readonly (readonly Addressee[])[];
  readonly people: readonly NamedPerson[];
}

export interface CaseNotice {
  readonly id: string;
  readonly case: string;
  readonly at: string;
  readonly notice: NoticeKind;
  readonly decision: 'send' | 'hold';
  readonly because: NoticeReason;
  readonly said: Name;
  readonly to: readonly Addressee[];
  readonly waits: readonly {
    /** Null is the mailbox for what nobody answers for. */
    readonly person: string | null;
    readonly at: string;
    readonly because: TimingReason | 'inbox-alone' | 'no-right' | 'no-mailbox';
  }[];
  readonly deliveries: readonly DeliveryAnswer[];
}

/** What became of a notice with one recipient. */
export interface DeliveryAnswer {
  readonly message: string;
  readonly channel: string;
  readonly result: 'sent' | 'dead' | 'bounced' | 'requeued';
  readonly at: string;
  readonly attempts: number;
  readonly answer: string;
  readonly timing: TimingReason | null;
}

export interface NoticesPage {
  readonly items: readonly CaseNotice[];
  readonly next: string | null;
}

/** What a list of notices is narrowed to. */
export const FATES = ['held', 'sent', 'dead', 'waiting'] as const;
export type Fate = (typeof FATES)[number];

export type RuleAnswer = Rule & { readonly version: number; readonly perspectiveName: Name | null };

export interface TrialAnswer {
  readonly months: number;
  readonly sent: number;
  readonly held: number;
  readonly notices: readonly {
    readonly unit: string;
    readonly measure: string;
    readonly period: string;
    readonly notice: NoticeKind;
    readonly value: string | null;
    readonly target: string | null;
  }[];
}
