import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Decided } from './follow-up';
import { hasSoundWeights, leadsBack, operandsOf, parseFormula } from './formula';
import { completeMeasure, isCellName, type Measure, type MeasureGiven } from './measure';
import type { Organisation } from './organisation';
import { parsePeriod } from './period';
import { measuresOf, type Plan } from './plan';
import { isSameJson } from './same';
import type { MeasureVersions, PlanVersions } from './structure';
import { currentMeasure } from './structure';

/** Where a figure says how many people it is of. */
const COUNTS_PEOPLE: readonly Measure['kind'][] = ['count', 'share', 'mean'];

type Decision = readonly Decided[] | Refusal;

/** A changed definition is a new version; what kind of figure a measure is can never change. */
export function decideMeasure(
  given: MeasureGiven,
  state: MeasureVersions,
  { defined, unitExists }: { readonly defined: (id: string) => Measure | null; readonly unitExists: (id: string) => boolean },
): Decision {
  const measure = completeMeasure(given);
  const wrong = measure.cells.findIndex((cell) => !isCellName(cell));
  if (wrong >= 0)
    return {
      refused: 'cell-malformed',
      pointer: `/cells/${wrong}`,
      given: measure.cells[wrong] ?? null,
      allowed: 'T, K, M, 40, 65+, K/40 or a named part',
    };
  if (new Set(measure.cells).size !== measure.cells.length)
    return { refused: 'cell-given-twice', pointer: '/cells', given: [...measure.cells] };
  if (measure.companionOf === measure.id || (measure.companionOf !== null && !defined(measure.companionOf))) {
    return { refused: 'measure-unknown', pointer: '/companionOf', given: measure.companionOf };
  }
  if (measure.suppressBelow !== undefined && (!COUNTS_PEOPLE.includes(measure.kind) || measure.formula !== null))
    return {
      refused: 'suppression-of-kind',
      pointer: '/suppressBelow',
      given: measure.formula ?? measure.kind,
      allowed: COUNTS_PEOPLE.join(', '),
    };
  const { populationUnits } = measure;
  const stranger = Array.isArray(populationUnits) ? populationUnits.find((unit) => !unitExists(unit)) : undefined;
  if (stranger !== undefined) return { refused: 'population-unknown', pointer: '/populationUnits', given: stranger };
  const unsound = measure.formula === null ? null : formulaRefusal(measure.id, measure.formula, defined);
  const current = currentMeasure(state);
  // A text that an earlier version took for a formula stays as it is.
  if (unsound && current?.formula !== measure.formula) return unsound;
  if (!current) return [{ type: 'measure-defined', data: measure }];
  if (isSameJson(current, measure)) return [];
  if (current.kind !== measure.kind) return { refused: 'measure-kind-fixed', pointer: '/kind', given: measure.kind, allowed: current.kind };
  return [{ type: 'measure-redefined', data: { measure, version: state.versions.length + 1 } }];
}

/** Refusals in the order they are checked: form, weights, operands, cycle. */
export function formulaRefusal(id: string, text: string, defined: (id: string) => Measure | null): Refusal | null {
  const pointer = '/formula';
  const formula = parseFormula(text);
  if (!formula)
    return { refused: 'formula-malformed', pointer, given: text, allowed: 'a * b, a / b, a - b, sum(a, b), weighted(a: 0.25, b: 0.25)' };
  if (!hasSoundWeights(formula))
    return { refused: 'weights-sum-to-nothing', pointer, given: text, allowed: 'weights ≥ 0, one of them > 0' };
  for (const operand of operandsOf(text)) {
    const definition = operand === id ? null : defined(operand);
    if (operand !== id && !definition) return { refused: 'measure-unknown', pointer, given: operand };
    if (definition?.kind === 'text') return { refused: 'formula-of-text', pointer, given: operand, allowed: 'a measure with figures' };
  }
  const formulaOf = (of: string): string | null => (of === id ? text : (defined(of)?.formula ?? null));
  return leadsBack(id, formulaOf)
    ? { refused: 'formula-cyclic', pointer, given: text, allowed: `measures that are not made of ${id}` }
    : null;
}

export interface PlanGiven {
  readonly organisation: Organisation;
  readonly measureExists: (id: string) => boolean;
}

/** Any changed content is a new version; a decision adopts it. */
export function decidePlan(plan: Plan, state: PlanVersions, { organisation, measureExists }: PlanGiven): Decision {
  const unit = organisation.units[plan.unit];
  if (!unit) return { refused: 'unit-unknown', pointer: '/unit', given: plan.unit };
  const latest = state.versions[state.versions.length - 1];
  if (latest && latest.plan.unit !== plan.unit)
    return { refused: 'plan-unit-fixed', pointer: '/unit', given: plan.unit, allowed: latest.plan.unit };
  const held = parsePeriod(plan.period);
  if (!held) return { refused: 'period-malformed', pointer: '/period', given: plan.period, allowed: 'a year, such as 2022' };
  const twice = givenTwice(plan);
  if (twice) return twice;
  const unknown = measuresOf(plan).find((id) => !measureExists(id));
  if (unknown !== undefined) return { refused: 'measure-unknown', pointer: '/perspectives', given: unknown };
  if (latest && isSameJson(latest.plan, plan)) return [];
  const version = (latest?.version ?? 0) + 1;
  const updated: Decided = { type: 'plan-updated', data: { plan, version } };
  return plan.decision === null ? [updated] : [updated, { type: 'plan-adopted', data: { plan: plan.id, version } }];
}

/** The same id in two places of one level, or one measure in two places of the tree. */
function givenTwice(plan: Plan): Refusal | null {
  const perspectives = plan.perspectives ?? [];
  const goals = perspectives.flatMap((perspective) => perspective.goals ?? []);
  const factors = goals.flatMap((goal) => goal.factors ?? []);
  for (const ids of [perspectives.map(({ id }) => id), goals.map(({ id }) => id), factors.map(({ id }) => id), measuresOf(plan)]) {
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) return { refused: 'id-given-twice', pointer: '/perspectives', given: twice, allowed: 'each id in one place' };
  }
  return null;
}
