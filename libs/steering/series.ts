import { TOTAL, type CellName } from './cell';
import { decimal } from './decimal';
import type { Absence, Figure, LimitsGrounds, Place, Spread, Status, SteeringEvent, TargetSet } from './events';
import { parsePeriod, type Period, type PeriodName } from './period';
import type { Origin } from './scorecard';

/** Where and when a fact became known. */
export interface Known extends Origin {
  readonly at: string;
}

/** One edition of a value; earlier ones stay readable for ever. */
export interface Entry extends Figure, Known {
  /** `computed`: made of other values, and known since the last of them. */
  readonly kind: 'recorded' | 'corrected' | 'withdrawn' | 'computed';
  readonly status: Status;
  readonly source: string | null;
  readonly note: string | null;
  readonly spread: Spread | null;
  readonly reason: string | null;
}

export interface Dispute extends Known {
  readonly cell: CellName;
  readonly period: PeriodName;
  readonly reason: string;
}

/** New limits, or their withdrawal: the latest word on a cell and a place holds. */
export interface LimitsFact extends Known {
  readonly kind: 'renewed' | 'withdrawn';
  readonly cell: CellName;
  readonly from: PeriodName;
  readonly grounds: LimitsGrounds | null;
  readonly reason: string;
}

/** Everything recorded for one measure and unit, each fact with the commit it became known in. */
export interface Series {
  /** Set where rows are read as packs of version 2 show them: a period is made of its parts alone, each as much as another. */
  readonly ofEqualParts?: true;
  /** Periods whose values were told of other units than the unit is made of in the structure that is asked for, and stand all the same. */
  readonly ofOtherUnits?: readonly PeriodName[];
  /** Set where something is kept from the reader: then nothing else may stand in its place. */
  readonly isHidden?: (cell: CellName, period: Period) => boolean;
  readonly cells: Readonly<Record<CellName, Readonly<Record<PeriodName, readonly Entry[]>>>>;
  readonly disputes: readonly Dispute[];
  readonly absences: readonly (Absence & Known)[];
  readonly comments: readonly ({ readonly period: PeriodName; readonly text: string } & Known)[];
  readonly limits: readonly LimitsFact[];
}

export const EMPTY_SERIES: Series = { cells: {}, disputes: [], absences: [], comments: [], limits: [] };

export type TargetFact = TargetSet & Known & { readonly decision: string | null };

export function evolveSeries(series: Series, event: SteeringEvent, known: Known, reason: string | null): Series {
  switch (event.type) {
    case 'measurement-recorded':
    case 'measurement-corrected': {
      const { value, numerator, denominator, status, source, note, spread } = event.data;
      const kind = event.type === 'measurement-recorded' ? 'recorded' : 'corrected';
      return withEntry(series, event.data, { kind, value, numerator, denominator, status, source, note, spread, reason, ...known });
    }
    case 'measurement-withdrawn':
      return withEntry(series, event.data, {
        kind: 'withdrawn',
        value: null,
        numerator: null,
        denominator: null,
        status: 'final',
        source: null,
        note: null,
        spread: null,
        reason,
        ...known,
      });
    case 'measurement-disputed':
      return {
        ...series,
        disputes: [...series.disputes, { cell: event.data.cell, period: event.data.period, reason: reason ?? '', ...known }],
      };
    case 'absence-recorded':
      return { ...series, absences: [...series.absences, { ...event.data, ...known }] };
    case 'comment-written':
      return { ...series, comments: [...series.comments, { period: event.data.period, text: event.data.text, ...known }] };
    case 'limits-renewed': {
      const { cell, from, grounds } = event.data;
      return { ...series, limits: [...series.limits, { kind: 'renewed', cell, from, grounds, reason: reason ?? '', ...known }] };
    }
    case 'limits-withdrawn': {
      const { cell, from } = event.data;
      return { ...series, limits: [...series.limits, { kind: 'withdrawn', cell, from, grounds: null, reason: reason ?? '', ...known }] };
    }
    default:
      return series;
  }
}

function withEntry(series: Series, { cell, period }: Place, entry: Entry): Series {
  const periods = series.cells[cell] ?? {};
  return { ...series, cells: { ...series.cells, [cell]: { ...periods, [period]: [...(periods[period] ?? []), entry] } } };
}

export function evolveTargets(
  targets: readonly TargetFact[],
  event: SteeringEvent,
  known: Known,
  decision: string | null,
): readonly TargetFact[] {
  return event.type === 'target-set' ? [...targets, { ...event.data, ...known, decision }] : targets;
}

/** The series as it was known at a commit: a filter on what is already there. */
export function knownAt(series: Series, no: number): Series {
  const before = ({ no: known }: Known): boolean => known <= no;
  const cells = Object.entries(series.cells).map(([cell, periods]) => {
    const kept = Object.entries(periods).map(([period, entries]) => [period, entries.filter(before)] as const);
    return [cell, Object.fromEntries(kept.filter(([, entries]) => entries.length > 0))] as const;
  });
  return {
    cells: Object.fromEntries(cells.filter(([, periods]) => Object.keys(periods).length > 0)),
    disputes: series.disputes.filter(before),
    absences: series.absences.filter(before),
    comments: series.comments.filter(before),
    limits: series.limits.filter(before),
  };
}

/** The edition that counts now, withdrawn ones included; null where nothing was ever recorded. */
export function latestEntry(series: Series, cell: CellName, period: PeriodName): Entry | null {
  const entries = series.cells[cell]?.[period];
  return entries?.[entries.length - 1] ?? null;
}

/** The value that counts now; null when withdrawn. */
export function currentEntry(series: Series, cell: CellName, period: PeriodName): Entry | null {
  const entry = latestEntry(series, cell, period);
  return entry && entry.kind !== 'withdrawn' ? entry : null;
}

/** Disputes of the edition that counts: a later value answers them. */
export function openDisputes(series: Series, cell: CellName, period: PeriodName): readonly Dispute[] {
  const entry = currentEntry(series, cell, period);
  if (!entry) return [];
  return series.disputes.filter((dispute) => dispute.cell === cell && dispute.period === period && isAfter(dispute, entry));
}

/** The later of two facts as a bare place in the ledger; for `reduce` over many. */
export function laterOf(a: Known | null, b: Known): Known {
  const { no, index, at } = a === null || isAfter(b, a) ? b : a;
  return { no, index, at };
}

/** Every period with a value in some cell, withdrawn ones included. */
export function periodsIn({ cells }: Series): Period[] {
  const names = new Set(Object.values(cells).flatMap((periods) => Object.keys(periods)));
  return [...names].flatMap((name) => parsePeriod(name) ?? []);
}

const isAfter = (later: Known, earlier: Known): boolean =>
  later.no > earlier.no || (later.no === earlier.no && later.index > earlier.index);

/** New limits of a cell that hold, in the order they were approved. */
export function renewalsOf({ limits }: Series, cell: CellName): LimitsFact[] {
  const latest = new Map<PeriodName, LimitsFact>();
  for (const fact of limits) if (fact.cell === cell) latest.set(fact.from, fact);
  return [...latest.values()].filter(({ kind }) => kind === 'renewed');
}

export function commentOf(series: Series, period: PeriodName): string | null {
  return series.comments.findLast((comment) => comment.period === period)?.text || null;
}

/** Whether two figures say the same: numerically, not by how they are printed; beside a quotient the printed value adds nothing. */
export function isSameFigure(a: Figure, b: Figure): boolean {
  const same = (x: string | null, y: string | null): boolean => (x === null || y === null ? x === y : decimal(x).eq(y));
  if (a.numerator !== b.numerator || a.denominator !== b.denominator) return false;
  return same(a.value, b.value) || (a.numerator !== null && (a.value === null || b.value === null));
}

/** Every place with a value, in a stable order. */
export function placesOf(series: Series): { readonly cell: CellName; readonly period: PeriodName }[] {
  return Object.keys(series.cells)
    .toSorted((a, b) => (a === TOTAL ? -1 : b === TOTAL ? 1 : a < b ? -1 : 1))
    .flatMap((cell) =>
      Object.keys(series.cells[cell] ?? {})
        .toSorted()
        .map((period) => ({ cell, period })),
    );
}
