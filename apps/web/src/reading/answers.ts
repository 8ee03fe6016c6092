import type { Tried } from '@styrbord/steering/laboratory';
import type { Assurance, Cause, Variation } from '@styrbord/steering/process-rules';
import type { Name, SeriesBreak, Verdict } from '@styrbord/steering/scorecard';
import type { WeighedPart } from '@styrbord/steering/supposed-weights';

/** Shapes of what the server answers, beside the scorecard itself. */
export interface Account {
  readonly id: string;
  readonly name: Name;
  readonly role: string;
  /** `all` for who sees every unit. */
  readonly units: 'all' | readonly string[];
  readonly may: readonly string[];
}

export interface DemoAccount {
  readonly id: string;
  readonly name: Name;
  readonly role: string;
  readonly password: string;
  readonly unit: string;
}

export interface Unit {
  readonly id: string;
  readonly name: Name;
  readonly kind: string;
  readonly parent: string | null;
}

interface IdAndName {
  readonly id: string;
  readonly name: Name;
}

export interface Reorganised {
  readonly into: readonly IdAndName[];
  readonly on: string;
  readonly undecided: {
    readonly targets: readonly {
      readonly unit: IdAndName;
      readonly measure: IdAndName;
      readonly targets: readonly { readonly text: string }[];
    }[];
    readonly rights: readonly { readonly unit: string; readonly name: Name }[];
  };
}

export interface EventPlace {
  readonly ledger: string;
  readonly no: number;
  readonly index: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly reason: string | null;
  /** Told to who may read the audit. */
  readonly actorName: Name | null;
}

export type WhyRole = 'outcome' | 'unit' | 'operand' | 'target' | 'baseline' | 'reference' | 'measure' | 'plan' | 'absence' | 'dispute';

export interface WhyAnswer {
  readonly row: { readonly id: string; readonly name: Name };
  readonly cell: string;
  readonly verdict: Verdict;
  readonly sentence: Name;
  readonly inputs: readonly {
    readonly role: WhyRole;
    readonly label: Name;
    readonly value: string | null;
    readonly period: string | null;
    readonly event: EventPlace | null;
    readonly of: { readonly unit: string; readonly measure: string } | null;
  }[];
  readonly formula: Name | null;
  readonly boundary: Name | null;
  readonly arithmetic: readonly Name[];
  readonly rule: string;
  readonly process: {
    readonly sentence: Name;
    readonly lines: readonly Name[];
    readonly points: readonly { readonly period: string; readonly value: string; readonly cause: Cause }[];
    readonly rule: string;
  };
}

export interface MeasureDefinition {
  readonly id: string;
  readonly name: Name;
  readonly kind: string;
  readonly unitOfMeasure?: string | null;
  readonly decimals?: number | null;
  readonly better?: string | null;
  readonly cells?: readonly string[];
  readonly rhythm?: string | null;
  readonly reports?: readonly string[] | null;
  readonly definition?: Name | null;
  readonly population?: Name | null;
  readonly populationUnits?: 'own' | 'private' | readonly string[];
  readonly suppressBelow?: number;
  readonly source?: string | null;
  readonly owner?: string | null;
  readonly formula?: string | null;
  readonly versions?: readonly { readonly version: number; readonly from: string | null; readonly recordedAt?: string }[];
}

export interface SeriesPoint {
  readonly period: string;
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: 'preliminary' | 'final';
  readonly recordedAt: string;
  readonly source: string | null;
  readonly note: string | null;
  readonly disputed: boolean;
  readonly withdrawn: boolean;
  readonly mean: string | null;
  readonly limits: { readonly lower: string; readonly upper: string } | null;
  readonly specialCause: Cause | null;
  readonly no: number;
  readonly index: number;
  readonly earlier: readonly {
    readonly value: string | null;
    readonly recordedAt: string;
    readonly no: number;
    readonly index: number;
    readonly reason: string | null;
  }[];
}

export interface SeriesTarget {
  readonly text: string;
  readonly said: Name | null;
  readonly kind: string;
  readonly value: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly decision: string | null;
}

/** A value with the lines of its segment; a part of the year is made of differences. */
export interface ProcessPoint {
  readonly period: string;
  readonly value: string;
  readonly cause: Cause;
  readonly differenced: boolean;
  readonly segment: number;
  readonly mean: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
}

export interface Series {
  readonly measure: string;
  readonly unit: string;
  readonly cell: string;
  readonly points: readonly SeriesPoint[];
  readonly targets: readonly SeriesTarget[];
  readonly baselines: readonly {
    readonly text: string;
    /** The cell's own figures; `period` null: the text does not say of when. */
    readonly readings: readonly { readonly period: string | null; readonly value: string }[];
    readonly ambiguous: boolean;
  }[];
  readonly breaks: readonly SeriesBreak[];
  /** What people have written of a period. */
  readonly comments: readonly { readonly period: string; readonly text: string }[];
  readonly process: {
    readonly points: readonly ProcessPoint[];
    readonly segments: readonly { readonly start: string; readonly points: number; readonly baseline: number; readonly trial: boolean }[];
    readonly renewals: readonly { readonly from: string; readonly reason: string; readonly no: number; readonly index: number }[];
    readonly proposal: {
      readonly from: string;
      readonly grounds: { readonly side: 'above' | 'below'; readonly points: number; readonly mean: string };
    } | null;
    /** Whether the latest segment has enough values for its lines to say anything. */
    readonly telling: boolean;
    readonly rule: string;
  };
  readonly variation: Variation | null;
  readonly assurance: Assurance | null;
}

/** What other weights would have made of a board, and of those before it; the newest first. */
export interface WeighedAnswer {
  readonly unit: string;
  readonly known: { readonly no: number };
  readonly periods: readonly { readonly period: string; readonly parts: readonly WeighedPart[] }[];
}

/** What a supposition says of each period beside what holds. */
export interface TriedAnswer extends Tried {
  readonly unit: string;
  readonly measure: string;
  readonly cell: string;
  readonly known: { readonly no: number };
}
