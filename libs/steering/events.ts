import type { Fact } from '@styrbord/eventsourcing/ledger';
import type { Baseline } from './baseline';
import type { CellName } from './cell';
import type { Measure } from './measure';
import type { PeriodName } from './period';
import type { Plan } from './plan';
import type { Name } from './scorecard';
import type { TargetReading } from './target';

export const UNIT_KINDS = [
  'region',
  'assembly',
  'division',
  'operational-area',
  'unit',
  'municipality',
  'clinic',
  'health-centre',
  'dental-clinic',
  'group',
] as const;
export const PROVIDERS = ['own', 'private'] as const;
export const SETTINGS = ['city', 'rural', 'sparse'] as const;
export const BRIDGES = ['sum', 'weighted', 'none'] as const;
export const STATUSES = ['preliminary', 'final'] as const;
export const ABSENCE_REASONS = ['not-relevant-here', 'followed-up-by-another', 'starts-later', 'suppressed', 'source-late'] as const;

/** When personal data must be erased: GDPR article 17(1), letters a to f. */
export const ERASURE_GROUNDS = [
  'gdpr-17-1-a-no-longer-necessary',
  'gdpr-17-1-b-consent-withdrawn',
  'gdpr-17-1-c-objection',
  'gdpr-17-1-d-unlawful',
  'gdpr-17-1-e-legal-obligation',
  'gdpr-17-1-f-child',
] as const;

export type Provider = (typeof PROVIDERS)[number];
export type Setting = (typeof SETTINGS)[number];
export type Bridge = (typeof BRIDGES)[number];
export type Status = (typeof STATUSES)[number];
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

/** A local date, `YYYY-MM-DD`. */
export type DateText = string;

export interface UnitEstablished {
  readonly unit: string;
  readonly name: Name;
  readonly kind: string;
  readonly parent: string | null;
  readonly provider: Provider;
  readonly setting: Setting | null;
  /** Null: as far back as anything is known. */
  readonly from: DateText | null;
}

/** A measurement's figure. Without a printed value, the quotient of numerator and denominator is the value. */
export interface Figure {
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export interface Place {
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName;
  readonly period: PeriodName;
}

/** Facts about a spread that come without its values: "8 of 19 reach it, 43–76 %". */
export interface Spread {
  readonly units: number;
  readonly reachingTarget: number | null;
  readonly min: string | null;
  readonly max: string | null;
}

export interface Measured extends Place, Figure {
  readonly status: Status;
  readonly source: string | null;
  readonly note: string | null;
  readonly spread: Spread | null;
}

export interface TargetSet {
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName | null;
  readonly text: string;
  /** The meaning when it was set, kept beside its text: a later grammar does not move it. */
  readonly reading: TargetReading;
  readonly from: PeriodName;
  readonly to: PeriodName;
  readonly tolerance: string | null;
  /** A target of another level that the plan judges by here. */
  readonly applied: boolean;
  readonly baseline: Baseline | null;
}

export interface Absence {
  readonly measure: string;
  readonly unit: string;
  /** Months, `2022-01`; without an end it goes on. */
  readonly from: PeriodName;
  readonly to: PeriodName | null;
  readonly reason: AbsenceReason;
  readonly by: string | null;
  readonly text: string | null;
}

/** What made new limits be proposed: so many values in a row on one side of the mean there was. */
export interface LimitsGrounds {
  readonly side: 'above' | 'below';
  readonly points: number;
  readonly mean: string;
}

/** The period of the first value with limits of its own. */
export interface LimitsPlace {
  readonly measure: string;
  readonly unit: string;
  readonly cell: CellName;
  readonly from: PeriodName;
}

export const JUDGEMENTS = ['met', 'near', 'missed'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** A perspective or goal of a plan, as it is read for one unit and period. */
export interface JudgementPlace {
  readonly plan: string;
  readonly unit: string;
  readonly period: PeriodName;
  readonly level: 'perspective' | 'goal';
  readonly node: string;
}

/** Every event of the steering ledger: its type on the wire and what it says. docs/EVENTS.md is generated from their schemas. */
export interface SteeringEvents {
  'unit-established': UnitEstablished;
  'unit-renamed': { readonly unit: string; readonly name: Name; readonly before: Name; readonly from: DateText };
  'unit-moved': { readonly unit: string; readonly parent: string | null; readonly before: string | null; readonly from: DateText };
  'unit-reclassified': {
    readonly unit: string;
    readonly kind: string;
    readonly provider: Provider;
    readonly setting: Setting | null;
    readonly from: DateText;
    readonly before: { readonly kind: string; readonly provider: Provider; readonly setting: Setting | null };
  };
  'unit-merged': { readonly units: readonly string[]; readonly into: string; readonly on: DateText; readonly bridge: Bridge };
  'unit-split': { readonly unit: string; readonly into: readonly string[]; readonly on: DateText; readonly bridge: Bridge };
  'unit-closed': { readonly unit: string; readonly on: DateText };
  'measure-defined': Measure;
  'measure-redefined': { readonly measure: Measure; readonly version: number };
  'plan-updated': { readonly plan: Plan; readonly version: number };
  'plan-adopted': { readonly plan: string; readonly version: number };
  'target-set': TargetSet;
  'measurement-recorded': Measured & { readonly before: Figure | null };
  'measurement-corrected': Measured & { readonly before: Figure };
  'measurement-withdrawn': Place & { readonly before: Figure };
  'measurement-disputed': Place;
  'absence-recorded': Absence;
  'comment-written': { readonly measure: string; readonly unit: string; readonly period: PeriodName; readonly text: string };
  'limits-renewed': LimitsPlace & { readonly grounds: LimitsGrounds | null };
  'limits-withdrawn': LimitsPlace;
  /** A person's word beside the counts; why is the reason. */
  'judgement-signed': JudgementPlace & { readonly result: Judgement; readonly before: Judgement | null };
  'judgement-withdrawn': JudgementPlace & { readonly before: Judgement };
  'access-granted': {
    readonly principal: string;
    readonly kind: 'key' | 'account';
    readonly role: string;
    readonly units: readonly string[] | 'all';
  };
  'access-revoked': { readonly principal: string };
  'erasure-requested': {
    readonly erasure: string;
    /** A pseudonym, or `account:` and that of an account or key. */
    readonly subject: string;
    readonly ground: ErasureGround;
    readonly decision: string;
    readonly requestedBy: string;
  };
  'erasure-approved': { readonly erasure: string; readonly subject: string; readonly decision: string; readonly approvedBy: string };
  'erasure-withdrawn': { readonly erasure: string; readonly subject: string; readonly decision: string; readonly withdrawnBy: string };
}

export type SteeringEventType = keyof SteeringEvents;

/** An event as deciders give it: without stream and meta, which the service adds. */
export type SteeringEvent = {
  readonly [T in SteeringEventType]: { readonly type: T; readonly data: SteeringEvents[T] };
}[SteeringEventType];

export type SteeringFact = { readonly [T in SteeringEventType]: Fact<T, SteeringEvents[T] & Fact['data']> }[SteeringEventType];

export const ORGANISATION_STREAM = 'organisation';
export const measureStream = (measure: string): string => `measure/${measure}`;
export const planStream = (plan: string): string => `plan/${plan}`;
export const seriesStream = (unit: string, measure: string): string => `series/${unit}/${measure}`;
/** Erasures are few: one stream of them is what every text that names somebody is held against. */
export const ERASURES_STREAM = 'erasures';
/** Touched by every command that names the subject: where the marks of it stand is found without a search. */
export const marksKey = (subject: string): string => `marks/${subject}`;
export const accessStream = (principal: string): string => `access/${principal}`;
