import type { CellName } from './cell';
import type { DerivationFault } from './formula';
import type { PeriodName } from './period';
import type { Assurance, Cause, Variation } from './process-rules';

/** Swedish first; English where it is known. */
export interface Name {
  readonly sv: string;
  readonly en?: string;
}

export type Language = keyof Name;

export const NONE_REASONS = [
  'target-refused',
  'not-relevant-here',
  'followed-up-by-another',
  'starts-later',
  'not-due-yet',
  'suppressed',
  'source-late',
  'not-reported',
  'as-needed',
  'no-target',
  'target-of-another-level',
  'no-reference',
  'no-value',
] as const;
export type NoneReason = (typeof NONE_REASONS)[number];

export type Result = 'met' | 'near' | 'missed' | 'none';
export type Prognosis = 'met' | 'likely' | 'uncertain' | 'unlikely' | 'irrevocably-missed';

export interface Verdict {
  readonly result: Result;
  /** Null when there is a result, else the first reason that holds, in the order of `NONE_REASONS`; `also` has the rest. */
  readonly reason: NoneReason | null;
  readonly also: readonly NoneReason[];
  readonly disputed: boolean;
  readonly prognosis: Prognosis | null;
  /** Version of the rules that judged. */
  readonly rule: string;
}

/** Where a figure came from: an event's place in the ledger. */
export interface Origin {
  readonly no: number;
  readonly index: number;
}

export interface CellOutcome {
  readonly value: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: 'preliminary' | 'final';
  readonly recordedAt: string;
  readonly period: PeriodName;
  readonly derived: boolean;
  readonly source: string | null;
  readonly note: string | null;
  readonly spread: { readonly units: number; readonly reachingTarget?: number; readonly min?: string; readonly max?: string } | null;
  readonly origins: readonly Origin[];
}

export interface CellTarget {
  readonly text: string;
  readonly kind: string;
  /** The figure to reach, as a decimal string, or null (a direction has none). */
  readonly value?: string | null;
  readonly refusal?: { readonly code: string; readonly sv: string; readonly en: string };
  /** How the parsed target is said back. */
  readonly said?: Name;
  /** The unit that decided it, when it is another than the row's; `applied` when the plan judges by it here. */
  readonly of?: { readonly unit: string; readonly name: Name; readonly applied: boolean };
  readonly decision?: string | null;
  readonly tolerance?: string | null;
  readonly origin?: Origin;
}

export interface CellBaseline {
  readonly text: string;
  readonly value: string | null;
  readonly period: PeriodName | null;
  readonly ambiguous?: boolean;
}

/** The reference an outcome was compared with. */
export interface Reference {
  readonly value: string;
  readonly period: PeriodName;
  readonly from: 'measurement' | 'baseline';
  /** Set when the period is of another length or place in the year: then no interval. */
  readonly otherPeriod: boolean;
}

export interface Change {
  readonly reference: Reference;
  readonly result: 'better' | 'worse' | 'no-detectable-change';
  /** Difference with its 95 % limits: per cent for counts, percentage points for shares; null when uncertainty cannot be given. */
  readonly interval: { readonly change: string; readonly lower: string; readonly upper: string; readonly unit: '%' | 'pp' } | null;
}

/** During the year: what the target asks for by now, and where the outcome stands. */
export interface Path {
  readonly months: number;
  readonly value: string;
  /** Outcome as per cent of the path. */
  readonly percent: string | null;
  /** Outcome × 12 / months. */
  readonly yearEnd: string;
}

/** What the units below come to by the measure's rule over units, whatever was recorded beside it. */
export interface CellTotal {
  readonly period: PeriodName;
  /** Null where no unit's value can be used. */
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Units counted, of those that are expected to have a value. */
  readonly units: number;
  readonly of: number;
  readonly withoutDenominator: number;
  /** Units with a value of a time when they were closed: their successors are counted. */
  readonly closed: number;
  /** Whole per cent of the denominator that the counted units have; null where that cannot be told. */
  readonly denominatorPercent: string | null;
  /** Recorded less computed; null where they are the same, or nothing is recorded. */
  readonly difference: string | null;
  /** The coverage: "31 av 34 enheter, 96 % av nämnaren". */
  readonly said: Name;
}

/** How a formula makes the value: "47 % × 90 % = 42 %", or why it cannot. */
export interface CellDerivation {
  readonly formula: string;
  readonly value: string | null;
  readonly fault: DerivationFault | null;
  readonly inputs: readonly {
    readonly measure: string;
    /** Null where there is no such measure. */
    readonly name: Name | null;
    readonly value: string | null;
    /** Per cent of the weights of the inputs that are there. */
    readonly weight: string | null;
  }[];
  /** Recorded less computed, as of a total. */
  readonly difference: string | null;
  readonly said: Name;
}

/** A period that is not complete: the months that its recorded parts cover, and what they come to. */
export interface CellPartly {
  readonly months: number;
  readonly of: number;
  readonly value: string | null;
  readonly said: Name;
}

export interface Cell {
  readonly target: CellTarget | null;
  readonly baseline: CellBaseline | null;
  readonly outcome: CellOutcome | null;
  readonly reference: Reference | null;
  readonly path: Path | null;
  readonly verdict: Verdict;
  readonly change: Change | null;
  /** Null where there is too little to tell: the row says why. */
  readonly process: CellProcess | null;
  readonly total: CellTotal | null;
  readonly derivation: CellDerivation | null;
  /** Null where the period is complete, or nothing is recorded in it. */
  readonly partly: CellPartly | null;
}

/** What a cell's series does beyond chance, and whether its target is reached other than by chance (domain: process behaviour). */
export interface CellProcess {
  readonly variation: Variation;
  /** Which way the latest value departs from what is usual; null for common cause. */
  readonly toward: 'high' | 'low' | null;
  /** Null without a level target. */
  readonly assurance: Assurance | null;
  /** The rule that named the latest value. */
  readonly cause: Cause;
  /** Limits of under twelve values. */
  readonly trial: boolean;
}

/** Why a row's variation cannot be told, in the order in which the first one holds. */
export const PROCESS_REASONS = ['no-figures', 'no-values', 'new-limits', 'too-few-values', 'none-in-period'] as const;
export type ProcessReason = (typeof PROCESS_REASONS)[number];

/** The second lamp of a row: its leading cell's. */
export interface RowProcess extends Omit<CellProcess, 'variation'> {
  readonly variation: Variation | null;
  readonly cell: CellName;
  readonly reason: ProcessReason | null;
  /** Of the latest value, and how many its limits' segment holds. */
  readonly period: PeriodName | null;
  readonly points: number;
  readonly mean: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly rule: string;
}

/** Where verdict and variation say different things: what, and in a sentence why that matters. */
export interface Contradiction {
  readonly kind: 'met-but-worsening' | 'missed-but-improving' | 'met-by-chance' | 'met-without-detectable-change';
  readonly said: Name;
}

/** Something to decide about: what stands on top of a board. */
export type Attention =
  | Contradiction['kind']
  | 'irrevocably-missed'
  | 'cells-disagree'
  | 'missed-but-better'
  | 'differs-from-computed'
  | 'disputed'
  | 'late'
  | 'missed'
  | 'target-refused';

export interface Row {
  readonly id: string;
  readonly name: Name;
  readonly kind: string;
  readonly unitOfMeasure: string;
  readonly decimals: number;
  readonly better: 'higher' | 'lower' | 'neutral';
  readonly cumulates: boolean;
  readonly verdict: Verdict;
  /** The second lamp, beside the verdict. */
  readonly process: RowProcess;
  readonly contradiction: Contradiction | null;
  readonly disagreeing: readonly CellName[];
  /** Keyed by cell name: every cell the measure has, and T. */
  readonly cells: Readonly<Record<CellName, Cell>>;
  /** The cells the measure is reported in, in order. */
  readonly reported: readonly CellName[];
  /** Whether the measure is to be reported for this period. */
  readonly due: boolean;
  readonly attention: readonly Attention[];
  readonly disputes: readonly { readonly cell: CellName; readonly reason: string; readonly at: string }[];
  readonly absence: { readonly reason: string; readonly by: string | null; readonly text: string | null } | null;
  /** Up to twelve values of the leading cell, oldest first, the last one the row's own; null where a period has none. */
  readonly trail: readonly (string | null)[];
  readonly companions: readonly Row[];
  readonly comment: string | null;
  readonly actions: readonly never[];
}

export interface Counts {
  readonly met: number;
  readonly near: number;
  readonly missed: number;
  readonly none: number;
}

export interface Coverage {
  /** Rows with a verdict among those with a sound target that is due and relevant here. */
  readonly judged: number;
  readonly of: number;
  readonly withoutTarget: number;
  readonly laterReport: number;
}

/** What a part comes to by the weights that the plan states; null where nothing that has one is judged. */
export interface Weighed {
  /** Per cent, whole. */
  readonly reached: string | null;
  /** Per cent of the weights, of what is judged. */
  readonly present: string | null;
  readonly said: Name;
}

/** A person's judgement beside the counts: when it was signed, why, and the event that says by whom. */
export interface SignedJudgement extends Origin {
  readonly result: Exclude<Result, 'none'>;
  readonly reason: string;
  readonly at: string;
  readonly plan: string;
}

interface Beside {
  /** As the plan states it; absent where it does not. */
  readonly weight?: string;
  readonly weighed?: Weighed;
}

export interface ScorecardFactor extends Pick<Beside, 'weight'> {
  readonly id: string;
  readonly name: Name;
  readonly counts: Counts;
  readonly measures: readonly Row[];
}
export interface ScorecardGoal extends Beside {
  readonly judgement?: SignedJudgement;
  readonly id: string;
  readonly name: Name;
  readonly counts: Counts;
  readonly factors: readonly ScorecardFactor[];
}
/** Where a series is parted in two: what stands before is not of the same as what stands after, or is only made to be. */
export interface SeriesBreak {
  readonly from: string;
  readonly kind: 'definition' | 'merge' | 'split' | 'move';
  /** Of the definition. */
  readonly version: number | null;
  readonly units: readonly string[];
  readonly into: readonly string[];
  readonly bridge: 'sum' | 'weighted' | 'none' | null;
  /** Whether the values on both sides are of the same units, made so in the structure that was asked for. */
  readonly bridged: boolean;
  readonly said: Name;
}

/** The date whose structure a scorecard is read in, and what reorganisations made of its unit. */
export interface ScorecardStructure {
  readonly at: string;
  /** Where the unit is not there on that date. */
  readonly said: Name | null;
  readonly breaks: readonly SeriesBreak[];
}

export interface ScorecardPerspective extends Beside {
  readonly judgement?: SignedJudgement;
  readonly id: string;
  readonly name: Name;
  readonly counts: Counts;
  readonly goals: readonly ScorecardGoal[];
}

/** The plan's tree read for one unit and one period. */
export interface Scorecard extends Pick<Beside, 'weighed'> {
  /** Set where the structure of a date was asked for. */
  readonly structure?: ScorecardStructure;
  readonly unit: { readonly id: string; readonly name: Name };
  readonly period: PeriodName;
  readonly plan: { readonly id: string; readonly version: number; readonly unit: string; readonly name: Name | null } | null;
  readonly known: { readonly ledger: string; readonly no: number; readonly at: string | null };
  readonly counts: Counts;
  readonly coverage: Coverage;
  readonly perspectives: readonly ScorecardPerspective[];
  /** `sv`/`en` sentence where the figures are not an organisation's own follow-up: a working version, simulated. */
  readonly provenance: { readonly kind: 'working-version' | 'simulated'; readonly sv: string; readonly en: string } | null;
}
