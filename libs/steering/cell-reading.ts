import type { Baseline } from './baseline';
import { TOTAL, type CellName } from './cell';
import { changeOf } from './change';
import { hasMakings, type Figures } from './computed';
import { decimal, plain, rounded, type Decimal } from './decimal';
import { judge, percentOfPath, prognosisOf, RULE, yearEndOf } from './judgement';
import { isDue, printed, type Better, type Measure } from './measure';
import { isAlike, monthsIn, parseMonth, parsePeriod, type Period } from './period';
import { changeReference, referenceFor, shapeOfYear, type Comparing, type ReferenceValue } from './reference';
import {
  NONE_REASONS,
  type Cell,
  type CellBaseline,
  type CellOutcome,
  type CellTarget,
  type NoneReason,
  type Path,
  type Reference,
  type Result,
  type Verdict,
} from './scorecard';
import { latestEntry, openDisputes, type Dispute, type Known, type Series } from './series';
import type { Structure } from './structure';
import { baselinesFor, targetFor, type TargetInForce } from './target-in-force';
import {
  figureOf,
  limitOf,
  needOf,
  sayTarget,
  shapeYearOf,
  towardsOfTarget,
  yearLimitOf,
  type Against,
  type Limit,
  type Target,
} from './target-kinds';
import type { ReferenceName } from './target-text';
import type { Value } from './entry-value';
import { shownValue } from './value';

/** Everything a cell's verdict was made of: what a board shows, and what *why* tells. */
export interface CellReading {
  readonly cell: CellName;
  readonly target: TargetInForce | null;
  readonly value: Value | null;
  readonly reference: ReferenceValue | null;
  readonly limit: Limit | null;
  readonly yearLimit: Limit | null;
  readonly better: Better;
  readonly baselines: readonly (Baseline & { readonly known: Known })[];
  readonly absence: Series['absences'][number] | null;
  readonly disputes: readonly Dispute[];
  readonly shown: Cell;
}

export interface RowAsked {
  readonly structure: Structure;
  readonly series: Series;
  /** What the units below, or the measure's formula, make; null where neither does, or it is not looked at. */
  readonly computed?: Figures['computed'];
  readonly unit: string;
  readonly measure: Measure;
  readonly period: Period;
  /** What *change* is measured from, where another reference is tried than the target's. */
  readonly against?: ReferenceName | null;
}

/** Reads one cell: target, outcome, reference, verdict, change. Pure, and never blank: a missing verdict has its reason. */
export function readCell(asked: RowAsked, cell: CellName): CellReading {
  const judged = judgeCell(asked, cell);
  const { value, better } = judged;
  const need = asked.against ? { named: asked.against, exact: null } : needIn(judged, asked.measure);
  const change = value && changeOf(value, changeReference(need, comparingIn(asked, cell, judged)), asked.measure, better);
  return { ...judged, shown: { ...toCell(judged, asked), verdict: judged.verdict, change, ...UNTOLD } };
}

/** A cell as it is judged, without what it is compared with: for many units beside each other. */
export function judgeCell(asked: RowAsked, cell: CellName): JudgedCell {
  const { structure, series, measure, period } = asked;
  const target = targetFor(structure, asked, cell);
  const value = shownValue(series, measure, cell, period);
  const baselines = baselinesFor(structure, asked);
  const comparing = comparingIn(asked, cell, { value, baselines });
  const aim = aimOf(target);
  const need = needIn({ target }, measure);
  const reference = need ? referenceFor(need, comparing) : null;
  const against: Against = {
    cumulates: measure.cumulates,
    shown: comparing.shown,
    reference: reference?.exact ?? null,
    shape: aim ? shapeFor(aim, comparing) : null,
  };
  const limit = aim && limitOf(aim, against);
  const yearLimit = aim && yearLimitOf(aim, against);
  const better: Better = measure.better !== 'neutral' ? measure.better : ((aim && towardsOfTarget(aim)) ?? 'neutral');
  const absence = absenceFor(series, period);
  const disputes = value ? (value.entries.length > 0 && !value.derived ? openDisputes(series, cell, value.period.name) : []) : [];
  const read = { cell, target, value, reference, limit, yearLimit, better, baselines, absence, disputes };
  return { ...read, verdict: verdictOf(read, asked) };
}

const aimOf = (target: TargetInForce | null): Target | null => (target && target.state.kind !== 'refused' ? target.state.target : null);

function needIn({ target }: Pick<Read, 'target'>, { cumulates }: Measure): ReturnType<typeof needOf> {
  const aim = aimOf(target);
  return aim && needOf(aim, cumulates);
}

const comparingIn = (
  { series, measure, period }: RowAsked,
  cell: CellName,
  { value, baselines }: Pick<Read, 'value' | 'baselines'>,
): Comparing => ({ series, measure, cell, shown: value?.period ?? period, baselines });

/** What the row tells of each cell besides. */
const UNTOLD = { process: null, total: null, derivation: null, partly: null };

type Read = Omit<CellReading, 'shown'>;

export interface JudgedCell extends Read {
  readonly verdict: Verdict;
}

function shapeFor(target: Target, comparing: Comparing): Decimal | null {
  const year = shapeYearOf(target);
  return year === null ? null : shapeOfYear(year, comparing);
}

/** The absence that holds when the period ends. The latest word goes first. */
function absenceFor(series: Series, period: Period): CellReading['absence'] {
  return (
    series.absences.findLast(({ from, to }) => {
      const [start, end] = [parseMonth(from), to === null ? null : parseMonth(to)];
      return start !== null && start <= period.to && (end === null || period.to <= end);
    }) ?? null
  );
}

function verdictOf(read: Read, asked: RowAsked): Verdict {
  const { value, target, limit, yearLimit, disputes } = read;
  const disputed = disputes.length > 0;
  if (value?.exact && limit && target?.state.kind === 'sound') {
    const result = judge(value.exact, limit, target.fact.tolerance === null ? null : decimal(target.fact.tolerance));
    return { result, reason: null, also: [], disputed, prognosis: prognosisOf(value, yearLimit, asked.measure), rule: RULE };
  }
  const [reason = 'no-value', ...also] = reasonsOf(read, asked);
  return { result: 'none', reason, also, disputed, prognosis: null, rule: RULE };
}

/** Every reason that holds, in their order. */
function reasonsOf({ cell, target, value, limit, absence }: Read, { series, computed, measure, period }: RowAsked): NoneReason[] {
  const due = isDue(measure, period);
  const state = target?.state;
  const wasRecorded =
    hasMakings(computed ?? null, cell, period) ||
    latestEntry(series, cell, period.name) !== null ||
    Object.values(series.cells).some((periods) => period.name in periods);
  const sound = state?.kind === 'sound' ? state.target : null;
  const isHidden = !value && (computed?.kept?.isHidden(cell, period) ?? false);
  const holds: Record<NoneReason, boolean> = {
    'target-refused': state?.kind === 'refused',
    'not-relevant-here': !value && absence?.reason === 'not-relevant-here',
    'followed-up-by-another': !value && absence?.reason === 'followed-up-by-another',
    'starts-later': !value && absence?.reason === 'starts-later',
    'not-due-yet': !value && !due && !isHidden,
    suppressed: isHidden || (!value && absence?.reason === 'suppressed'),
    'source-late': !value && absence?.reason === 'source-late',
    'not-reported': !value && due && !wasRecorded && !isHidden,
    'as-needed': sound?.kind === 'as-needed',
    'no-target': target === null,
    'target-of-another-level': state?.kind === 'another-level',
    'no-reference': sound !== null && sound.kind !== 'as-needed' && limit === null,
    'no-value': value ? value.exact === null : wasRecorded && !isHidden,
  };
  return NONE_REASONS.filter((reason) => holds[reason]);
}

function toCell(read: Read, asked: RowAsked): Pick<Cell, 'target' | 'baseline' | 'outcome' | 'reference' | 'path'> {
  const { target, value, reference, limit } = read;
  return {
    target: target && toTarget(target, limit, read.yearLimit, asked.measure),
    baseline: toBaseline(read),
    outcome: value && toOutcome(value),
    reference: reference && toReference(reference, value?.period ?? asked.period),
    path: toPath(read, asked.measure),
  };
}

function toTarget({ fact, state, of }: TargetInForce, limit: Limit | null, yearLimit: Limit | null, measure: Measure): CellTarget {
  const common = {
    text: fact.text,
    decision: fact.decision,
    tolerance: fact.tolerance,
    origin: { no: fact.no, index: fact.index },
    ...(of ? { of } : {}),
  };
  if (state.kind === 'refused') {
    const { code, sv, en } = state.refusal;
    return { ...common, kind: 'refused', refusal: { code, sv, en } };
  }
  const computed = yearLimit ?? limit;
  const value =
    figureOf(state.target) ??
    (state.target.kind === 'change' && computed && computed.bound !== 'within' ? plain(computed.value.round(6)) : null);
  return { ...common, kind: state.target.kind, value, said: sayTarget(state.target, measure) };
}

/** The figure used as reference, else the latest of the cell's own. */
function toBaseline({ cell, reference, baselines }: Read): CellBaseline | null {
  const baseline = baselines[0];
  if (!baseline) return null;
  if (reference?.from === 'baseline') return { text: baseline.text, value: reference.text, period: reference.period.name };
  const ambiguous = baseline.ambiguous.some((place) => place.cell === cell);
  const own = baseline.readings
    .filter(
      (reading) => reading.cell === cell && !baseline.ambiguous.some((place) => place.cell === cell && place.period === reading.period),
    )
    .toSorted((a, b) => (parsePeriod(b.period ?? '')?.to ?? 0) - (parsePeriod(a.period ?? '')?.to ?? 0))[0];
  return { text: baseline.text, value: own?.value ?? null, period: own?.period ?? null, ...(ambiguous ? { ambiguous } : {}) };
}

function toOutcome(value: Value): CellOutcome {
  const { text, numerator, denominator, status, period, derived, entries, source, note, spread } = value;
  const recordedAt = entries.reduce((latest, { at }) => (at > latest ? at : latest), '');
  const told = spread && {
    units: spread.units,
    ...(spread.reachingTarget === null ? {} : { reachingTarget: spread.reachingTarget }),
    ...(spread.min === null ? {} : { min: spread.min }),
    ...(spread.max === null ? {} : { max: spread.max }),
  };
  return {
    value: text,
    numerator,
    denominator,
    status,
    recordedAt,
    period: period.name,
    derived,
    source,
    note,
    spread: told,
    origins: entries.map(({ no, index }) => ({ no, index })),
  };
}

function toReference({ text, period, from }: ReferenceValue, shown: Period): Reference {
  return { value: text, period: period.name, from, otherPeriod: !isAlike(period, shown) };
}

function toPath({ value, limit, yearLimit }: Read, measure: Measure): Path | null {
  const yearEnd = value && yearEndOf(value);
  if (!yearLimit || !limit || limit.bound === 'within' || !value?.exact || !yearEnd) return null;
  const value_ = limit.value.lt(10) && !limit.value.eq(limit.value.round(0)) ? rounded(limit.value, 2) : printed(measure, limit.value);
  return {
    months: monthsIn(value.period),
    value: value_,
    percent: percentOfPath(value.exact, limit.value),
    yearEnd: printed(measure, yearEnd),
  };
}

export const isJudged = (result: Result): boolean => result !== 'none';
export const isTotal = (cell: CellName): boolean => cell === TOTAL;
