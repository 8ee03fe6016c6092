import type { Refusal } from '@styrbord/eventsourcing/decider';
import { TOTAL, type CellName } from './cell';
import type { Figures } from './computed';
import { decimal, isDecimalText } from './decimal';
import { formulaRefusal } from './definition';
import type { Measure } from './measure';
import { parsePeriod, type Period, type PeriodName } from './period';
import { BASELINE_POINTS } from './process-behaviour';
import { readCellInTime } from './row';
import type { Cell, Counts, Name, RowProcess } from './scorecard';
import { periodsIn, type LimitsFact, type Series, type TargetFact } from './series';
import { measureOf, type Structure } from './structure';
import { readTarget, sayReading, type TargetReading } from './target';
import type { Target } from './target-kinds';
import { normalised, readReference, sayReference, type ReferenceName } from './target-text';

/** What might have been otherwise. Whatever is absent stays as it is. */
export interface Supposition {
  /** A target in the forms of the grammar, over the whole history; "saknas" is none. */
  readonly target?: string;
  readonly tolerance?: string;
  /** What directions, changes and *change* are held against, as a target's text names it. */
  readonly reference?: string;
  /** Of a derived measure: other weights, other operands. */
  readonly formula?: string;
  /** Null: all values of the segment. */
  readonly baselinePoints?: number | null;
  readonly screen?: boolean;
  /** Where new limits begin, in the place of those that were approved. */
  readonly limitsFrom?: readonly PeriodName[];
}

/** The same as things are read by, with the supposition in it. */
export interface Supposed {
  readonly structure: Structure;
  readonly measure: Measure;
  readonly against: ReferenceName | null;
  readonly withLimits: (series: Series) => Series;
  /** How target and reference were understood. */
  readonly said: { readonly target: Name | null; readonly reference: Name | null };
}

/** Where the two readings of a period part, the gravest first. */
export const DIFFERENCES = ['verdict', 'value', 'prognosis', 'change', 'variation', 'assurance'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** What is said of a period: by what is in force, or by what was supposed. */
export interface Saying extends Pick<Cell, 'target' | 'outcome' | 'reference' | 'path' | 'verdict' | 'change'> {
  readonly process: RowProcess;
}

export interface TriedPeriod {
  readonly period: PeriodName;
  readonly differs: readonly Difference[];
  readonly really: Saying;
  readonly supposed: Saying;
}

export interface Tried {
  readonly said: Supposed['said'];
  readonly counts: { readonly really: Counts; readonly supposed: Counts };
  /** Those that differ first, each kind the newest first. */
  readonly periods: readonly TriedPeriod[];
  /** Periods before those, which were not read. */
  readonly earlier: number;
}

export interface Tries {
  readonly structure: Structure;
  readonly unit: string;
  readonly measure: Measure;
  readonly cell: CellName;
}

/** Ten years of months. */
const PERIODS_MAX = 120;
/** Every period a measure can be read for. */
const ALWAYS = { from: '1900-01', to: '2199-12' };
/** In no ledger: it is supposed. */
const NOWHERE = { no: 0, index: 0, at: '' };

/** Refusals in the order they are checked: target, tolerance, reference, formula, limits. */
export function suppose(supposition: Supposition, tries: Tries): Supposed | Refusal {
  const { structure, measure } = tries;
  const { target, tolerance, reference, formula, limitsFrom } = supposition;
  const reading = target === undefined ? null : readTarget(target, measure, [...measure.cells, TOTAL]);
  if (reading?.kind === 'refused') {
    const { code, given, sv, en } = reading.refusal;
    return { refused: code, pointer: '/target', given, allowed: { sv, en } };
  }
  if (tolerance !== undefined && (!isDecimalText(tolerance) || decimal(tolerance).lt(0)))
    return { refused: 'tolerance-malformed', pointer: '/tolerance', given: tolerance, allowed: '≥ 0' };
  const against = reference === undefined ? null : readReference(normalised(reference));
  if (reference !== undefined && against === null)
    return {
      refused: 'reference-not-read',
      pointer: '/reference',
      given: reference,
      allowed: '2021, T1 2021, samma period föregående år, senaste mätning, ingångsvärde',
    };
  if (formula !== undefined && measure.formula === null)
    return { refused: 'not-derived', pointer: '/formula', given: formula, allowed: 'a measure that has a formula' };
  const unsound = formula === undefined ? null : formulaRefusal(measure.id, formula, (id) => measureOf(structure, id));
  if (unsound) return unsound;
  const stranger = limitsFrom?.find((period) => parsePeriod(period) === null);
  if (stranger !== undefined) return { refused: 'period-malformed', pointer: '/limitsFrom', given: stranger, allowed: '2022-T1, 2022-04' };
  const facts = supposedTargets(structure.targets.get(measure.id) ?? [], { reading, target, tolerance, against }, tries);
  return {
    structure: { ...structure, targets: new Map(structure.targets).set(measure.id, facts) },
    measure: { ...measure, formula: formula ?? measure.formula, process: supposedProcess(supposition, measure) },
    against,
    withLimits: (series) => (limitsFrom ? { ...series, limits: limitsFrom.map((from) => limitsAt(from, tries.cell)) } : series),
    said: { target: reading?.kind === 'read' ? sayReading(reading, measure) : null, reference: against && sayReference(against) },
  };
}

interface OtherTarget {
  readonly reading: Exclude<TargetReading, { kind: 'refused' }> | null;
  readonly target: string | undefined;
  readonly tolerance: string | undefined;
  readonly against: ReferenceName | null;
}

/** The targets as they would have been: all of them with another tolerance and reference, and the one supposed as the latest word. */
function supposedTargets(facts: readonly TargetFact[], other: OtherTarget, { unit, measure, cell }: Tries): TargetFact[] {
  const { reading, target = '', tolerance, against } = other;
  const NONE: TargetReading = { kind: 'none' };
  const own: TargetFact = {
    measure: measure.id,
    unit,
    cell,
    text: target,
    reading: reading ?? NONE,
    ...ALWAYS,
    tolerance: null,
    applied: true,
    baseline: null,
    decision: null,
    ...NOWHERE,
  };
  // Without a target, none above it comes in its place; the baselines that stand with them stay.
  const kept = reading?.kind === 'none' ? facts.map((fact) => ({ ...fact, reading: NONE })) : facts;
  return [...kept, ...(reading?.kind === 'read' ? [own] : [])].map((fact) => ({
    ...fact,
    reading: against ? withReference(fact.reading, against) : fact.reading,
    tolerance: tolerance ?? fact.tolerance,
  }));
}

function withReference(reading: TargetReading, reference: ReferenceName): TargetReading {
  if (reading.kind !== 'read') return reading;
  const held = (target: Target): Target => (target.kind === 'direction' || target.kind === 'change' ? { ...target, reference } : target);
  return { ...reading, parts: reading.parts.map((part) => ({ ...part, target: held(part.target) })) };
}

function supposedProcess({ baselinePoints, screen }: Supposition, { process }: Measure): Measure['process'] {
  if (baselinePoints === undefined && screen === undefined) return process;
  const held = process ?? { baselinePoints: BASELINE_POINTS, screen: true };
  return { baselinePoints: baselinePoints === undefined ? held.baselinePoints : baselinePoints, screen: screen ?? held.screen };
}

const limitsAt = (from: PeriodName, cell: CellName): LimitsFact => ({
  kind: 'renewed',
  cell,
  from,
  grounds: null,
  reason: '',
  ...NOWHERE,
});

/** Reads every period that has a value twice: as it is, and as it was supposed. Pure; the figures are what the reader may see. */
export function tryOut(
  tries: Tries,
  supposed: Supposed,
  { really, otherwise }: { readonly really: Figures; readonly otherwise: Figures },
): Tried {
  const { structure, unit, measure, cell } = tries;
  const other = { ...otherwise, series: supposed.withLimits(otherwise.series) };
  const all = periodsOf(really, otherwise);
  const periods = all.slice(0, PERIODS_MAX).flatMap((period): TriedPeriod[] => {
    const said = sayingOf(readCellInTime({ structure, unit, measure, period, ...really }, cell));
    const { against } = supposed;
    const reading = { structure: supposed.structure, unit, measure: supposed.measure, period, against, ...other };
    const would = sayingOf(readCellInTime(reading, cell));
    const isOfPeriod = [said, would].some(({ outcome, verdict }) => outcome?.period === period.name || verdict.reason === 'suppressed');
    return isOfPeriod ? [{ period: period.name, differs: differencesOf(said, would), really: said, supposed: would }] : [];
  });
  return {
    said: supposed.said,
    counts: { really: countsOf(periods.map(({ really: said }) => said)), supposed: countsOf(periods.map((each) => each.supposed)) },
    periods: periods.toSorted((a, b) => Number(b.differs.length > 0) - Number(a.differs.length > 0)),
    earlier: Math.max(0, all.length - PERIODS_MAX),
  };
}

/** The newest first; of those that end together the shortest. */
function periodsOf(...figures: readonly Figures[]): Period[] {
  const told = figures.flatMap(({ series, computed }) => [...periodsIn(series), ...(computed?.periods ?? [])]);
  const all = new Map(told.map((period) => [period.name, period]));
  return [...all.values()].toSorted((a, b) => b.to - a.to || b.from - a.from);
}

function sayingOf({ shown, lamp }: ReturnType<typeof readCellInTime>): Saying {
  const { target, outcome, reference, path, verdict, change } = shown;
  return { target, outcome, reference, path, verdict, change, process: lamp };
}

function differencesOf(really: Saying, supposed: Saying): Difference[] {
  const told: Record<Difference, (said: Saying) => unknown> = {
    verdict: ({ verdict }) => verdict.reason ?? verdict.result,
    value: ({ outcome }) => outcome?.value,
    prognosis: ({ verdict }) => verdict.prognosis,
    change: ({ change }) => change?.result,
    variation: ({ process }) => process.variation ?? process.reason,
    assurance: ({ process }) => process.assurance,
  };
  return DIFFERENCES.filter((difference) => told[difference](really) !== told[difference](supposed));
}

function countsOf(sayings: readonly Saying[]): Counts {
  const of = (result: keyof Counts): number => sayings.filter(({ verdict }) => verdict.result === result).length;
  return { met: of('met'), near: of('near'), missed: of('missed'), none: of('none') };
}
