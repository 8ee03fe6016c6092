import Big from 'big.js';
import type { Cell, NoneReason, Row } from '@styrbord/steering/scorecard';
import type { Cause, DataState, Figures } from './events';
import type { Band, Rule, RuleKind } from './rule';

/**
 * Whether what a rule looks for is there. Within the band it is over, but not by enough; unknown says nothing at all; not
 * watched is what the rule no longer holds for.
 */
export type Condition = 'holds' | 'within-band' | 'over' | 'unknown' | 'not-watched';

/** A row as one rule sees it. */
export interface Reading {
  readonly condition: Condition;
  readonly data: DataState;
  readonly figures: Figures;
}

/** What is found for a period, with what went before. */
export interface Observation extends Reading {
  /** Conditions of the reporting periods up to this one, oldest first, this one last. */
  readonly course: readonly Condition[];
  /** A later period had been judged already. */
  readonly isPast: boolean;
  readonly cause: Cause | null;
  /** Units that are no more, where it was found; of the unit itself where it is left out. */
  readonly from?: readonly string[];
}

/** `isOverdue`: of the report, by the rule's own deadline; only *report missing* asks. */
export function read(rule: Rule, row: Row, isOverdue: boolean): Reading {
  const leading = leadingCell(row);
  const cell = leading === null ? undefined : row.cells[leading];
  return {
    condition: conditionOf(rule, row, { cell, isOverdue }),
    data: dataOf(row, cell),
    figures: {
      cell: leading,
      value: cell?.outcome?.value ?? null,
      target: cell?.path?.value ?? cell?.target?.value ?? cell?.reference?.value ?? null,
      targetText: cell?.target?.text ?? null,
      result: row.verdict.result,
      prognosis: row.verdict.prognosis,
      judged: row.verdict.rule,
    },
  };
}

/** Of a row that could not be read: it closes nothing. */
export const UNREADABLE: Reading = {
  condition: 'unknown',
  data: 'error',
  figures: { cell: null, value: null, target: null, targetText: null, result: 'none', prognosis: null, judged: '' },
};

interface Seen {
  readonly cell: Cell | undefined;
  readonly isOverdue: boolean;
}

const there = (holds: boolean): Condition => (holds ? 'holds' : 'over');

const CONDITIONS: { readonly [K in RuleKind]: (row: Row, seen: Seen, rule: Extract<Rule, { readonly kind: K }>) => Condition } = {
  'target-missed': (row, { cell }, { band }) => {
    if (row.verdict.result === 'none') return unjudged(row);
    if (row.verdict.result === 'missed') return 'holds';
    return band !== null && cell !== undefined && isWithin(band, cell, row.better) ? 'within-band' : 'over';
  },
  'target-at-risk': (row) => {
    const { result, prognosis } = row.verdict;
    if (result === 'none') return unjudged(row);
    return there(prognosis === 'irrevocably-missed' || (result !== 'missed' && (result === 'near' || prognosis === 'unlikely')));
  },
  'cells-disagree': (row) => (row.verdict.result === 'none' ? unjudged(row) : there(row.disagreeing.length > 0)),
  contradiction: (row) =>
    row.verdict.result === 'none'
      ? unjudged(row)
      : there(row.contradiction !== null && row.contradiction.kind !== 'met-without-detectable-change'),
  'met-without-detectable-change': (row) =>
    row.verdict.result === 'none' ? unjudged(row) : there(row.contradiction?.kind === 'met-without-detectable-change'),
  'report-missing': (row, { cell, isOverdue }) => {
    if (cell?.outcome) return 'over';
    if (row.verdict.reason !== 'not-reported') return unjudged(row);
    return isOverdue ? 'holds' : 'unknown';
  },
  'outcome-disputed': (row, { cell }) => (cell?.outcome ? there(row.verdict.disputed) : 'unknown'),
  worsening: ({ process }) => (process.variation === null ? 'unknown' : there(process.variation === 'concern')),
};

function conditionOf(rule: Rule, row: Row, seen: Seen): Condition {
  const condition = CONDITIONS[rule.kind] as (row: Row, seen: Seen, rule: Rule) => Condition;
  return condition(row, seen, rule);
}

/** Why nothing is to be held against an outcome: a word somebody said, where the others are silence. */
const SAID: readonly NoneReason[] = ['not-relevant-here', 'followed-up-by-another', 'as-needed', 'no-target', 'target-of-another-level'];

function unjudged({ verdict }: Row): Condition {
  return verdict.reason !== null && SAID.includes(verdict.reason) ? 'over' : 'unknown';
}

/** T where it is what the verdict says, else the first cell that is. */
function leadingCell({ cells, reported, verdict }: Row): string | null {
  if (cells['T']?.verdict.result === verdict.result) return 'T';
  return reported.find((name) => cells[name]?.verdict.result === verdict.result) ?? reported[0] ?? null;
}

function dataOf({ verdict }: Row, cell: Cell | undefined): DataState {
  if (cell?.outcome) return 'reported';
  return verdict.reason === 'not-reported' || verdict.reason === 'source-late' ? 'late' : 'missing';
}

/** On the right side of its target, but by less than the band. */
function isWithin({ width, unit }: Band, { outcome, path, target }: Cell, better: Row['better']): boolean {
  const aim = path?.value ?? target?.value ?? null;
  if (!outcome || aim === null || better === 'neutral') return false;
  const past = better === 'higher' ? new Big(outcome.value).minus(aim) : new Big(aim).minus(outcome.value);
  const needed = unit === 'measure' ? new Big(width) : new Big(aim).abs().times(width).div(100);
  return past.lt(needed);
}
