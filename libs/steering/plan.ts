import type { Name } from './scorecard';

/** A plan as written. An absent list is inherited from the plan above; a present one, empty too, is its own. */
export interface Plan {
  readonly id: string;
  readonly unit: string;
  /** The year it is for. */
  readonly period: string;
  readonly decision: string | null;
  readonly name: Name | null;
  readonly provenance: Provenance | null;
  readonly perspectives: readonly PlanPerspective[] | null;
}

/** What every page says of figures that are not an organisation's own follow-up. */
export interface Provenance {
  readonly kind: 'working-version' | 'simulated';
  readonly sv: string;
  readonly en: string;
}

interface PlanNode {
  readonly id: string;
  /** Null: as the plan above names it. */
  readonly name: Name | null;
  readonly weight: string | null;
  readonly decidedBy: string | null;
}

export interface PlanPerspective extends PlanNode {
  readonly goals: readonly PlanGoal[] | null;
}
export interface PlanGoal extends PlanNode {
  readonly factors: readonly PlanFactor[] | null;
}
export interface PlanFactor extends PlanNode {
  readonly measures: readonly PlanMeasure[] | null;
}
export interface PlanMeasure {
  readonly measure: string;
  readonly weight: string | null;
}

/** Every measure a plan names itself, in order. */
export function measuresOf(plan: Plan): string[] {
  return (plan.perspectives ?? []).flatMap(({ goals }) =>
    (goals ?? []).flatMap(({ factors }) => (factors ?? []).flatMap(({ measures }) => (measures ?? []).map(({ measure }) => measure))),
  );
}

/** The plan with what the one above decided filled in, node by node with the same id. */
export function inherited(plan: Plan, above: Plan | null): Plan {
  return {
    ...plan,
    perspectives: merge(plan.perspectives, above?.perspectives ?? null, (own, upper) => ({ ...own, goals: goalsOf(own, upper) })),
  };
}

const goalsOf = (own: PlanPerspective, upper: PlanPerspective | null): readonly PlanGoal[] | null =>
  merge(own.goals, upper?.goals ?? null, (goal, goalAbove) => ({
    ...goal,
    factors: merge(goal.factors, goalAbove?.factors ?? null, (factor, factorAbove) => ({
      ...factor,
      measures: factor.measures ?? factorAbove?.measures ?? null,
    })),
  }));

function merge<N extends PlanNode>(
  own: readonly N[] | null,
  above: readonly N[] | null,
  fill: (own: N, above: N | null) => N,
): readonly N[] | null {
  if (own === null) return above;
  return own.map((node) => {
    const upper = above?.find(({ id }) => id === node.id) ?? null;
    return fill(
      {
        ...node,
        name: node.name ?? upper?.name ?? null,
        weight: node.weight ?? upper?.weight ?? null,
        decidedBy: node.decidedBy ?? upper?.decidedBy ?? null,
      },
      upper,
    );
  });
}
