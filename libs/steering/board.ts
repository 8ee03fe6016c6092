import { measureOf, companionsOf, planFor, type Structure } from './structure';
import type { Figures } from './computed';
import { reorganisationsOf, sayAbsentUnit } from './breaks';
import { nameOf, type Unit } from './organisation';
import type { Period } from './period';
import type { PlanFactor, PlanGoal, PlanPerspective } from './plan';
import { row } from './row';
import type {
  Counts,
  Coverage,
  Name,
  NoneReason,
  Row,
  Scorecard,
  ScorecardFactor,
  ScorecardGoal,
  ScorecardPerspective,
  Verdict,
} from './scorecard';

/** The row of a measure of the plan, however the caller comes by it: computed, or remembered. */
export type RowOf = (measure: string) => Row | null;

/** Every measure a board shows, companions included. */
export function measuresShown(structure: Structure, unit: string, period: Period): string[] {
  const perspectives = planFor(structure, unit, period)?.plan.perspectives ?? [];
  const own = perspectives.flatMap(({ goals }) =>
    (goals ?? []).flatMap(({ factors }) => (factors ?? []).flatMap(({ measures }) => (measures ?? []).map(({ measure }) => measure))),
  );
  return own.flatMap((id) => [id, ...companionsOf(structure, id).map((companion) => companion.id)]);
}

/** One measure's row with its companions, which are in no count. */
export function rowWithCompanions(
  structure: Structure,
  figuresOf: (measure: string) => Figures,
  { unit, measure, period }: { readonly unit: string; readonly measure: string; readonly period: Period },
): Row | null {
  const definition = measureOf(structure, measure);
  if (!definition) return null;
  const companions = companionsOf(structure, measure).map((companion) =>
    row({ structure, ...figuresOf(companion.id), unit, measure: companion, period }),
  );
  return row({ structure, ...figuresOf(measure), unit, measure: definition, period }, companions);
}

/** The plan's tree read for one unit and period. */
export function scorecard(structure: Structure, unit: Unit, period: Period, rowOf: RowOf, known: Scorecard['known']): Scorecard {
  const inForce = planFor(structure, unit.id, period);
  const perspectives = (inForce?.plan.perspectives ?? []).map((perspective) => perspectiveOf(perspective, rowOf));
  const rows = rowsOf(perspectives);
  const { asOf } = structure;
  const own = { structure, unit: unit.id };
  return {
    unit: { id: unit.id, name: nameOf(unit) },
    ...(asOf ? { structure: { at: asOf.date, said: sayAbsentUnit(structure, unit.id), breaks: reorganisationsOf(own) } } : {}),
    period: period.name,
    plan: inForce && { id: inForce.plan.id, version: inForce.version, unit: inForce.plan.unit, name: inForce.plan.name },
    known,
    counts: countsOf(rows),
    coverage: coverageOf(rows),
    perspectives,
    provenance: inForce?.plan.provenance ?? null,
  };
}

export function rowsOf(perspectives: readonly ScorecardPerspective[]): Row[] {
  return perspectives.flatMap(({ goals }) => goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures)));
}

function perspectiveOf({ id, name, goals }: PlanPerspective, rowOf: RowOf): ScorecardPerspective {
  const read = (goals ?? []).map((goal) => goalOf(goal, rowOf));
  return {
    id,
    name: named(name, id),
    counts: countsOf(read.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures))),
    goals: read,
  };
}

function goalOf({ id, name, factors }: PlanGoal, rowOf: RowOf): ScorecardGoal {
  const read = (factors ?? []).map((factor) => factorOf(factor, rowOf));
  return { id, name: named(name, id), counts: countsOf(read.flatMap(({ measures }) => measures)), factors: read };
}

function factorOf({ id, name, measures }: PlanFactor, rowOf: RowOf): ScorecardFactor {
  const rows = (measures ?? []).flatMap(({ measure }) => rowOf(measure) ?? []);
  return { id, name: named(name, id), counts: countsOf(rows), measures: rows };
}

const named = (name: Name | null, id: string): Name => name ?? { sv: id };

export const countsOf = (rows: readonly Row[]): Counts => countsOfVerdicts(rows.map(({ verdict }) => verdict));

export function countsOfVerdicts(verdicts: readonly Verdict[]): Counts {
  const count = (result: keyof Counts): number => verdicts.filter((verdict) => verdict.result === result).length;
  return { met: count('met'), near: count('near'), missed: count('missed'), none: count('none') };
}

const NOT_HERE: readonly NoneReason[] = ['not-relevant-here', 'followed-up-by-another', 'starts-later'];

/** Of the sound targets that are due and relevant here; what has no target, and what falls due at later reports, is counted beside it. */
export function coverageOf(rows: readonly Row[]): Coverage {
  let [judged, of, withoutTarget, laterReport] = [0, 0, 0, 0];
  for (const { verdict, due } of rows) {
    const reasons = verdict.reason === null ? [] : [verdict.reason, ...verdict.also];
    const holds = (reason: NoneReason): boolean => reasons.includes(reason);
    if (holds('no-target') || holds('target-of-another-level')) withoutTarget++;
    else if (!due && verdict.result === 'none' && holds('not-due-yet')) laterReport++;
    else if (!holds('target-refused') && !holds('as-needed') && !reasons.some((reason) => NOT_HERE.includes(reason))) {
      of++;
      if (verdict.result !== 'none') judged++;
    }
  }
  return { judged, of, withoutTarget, laterReport };
}
