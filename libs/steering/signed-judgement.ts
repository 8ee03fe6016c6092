import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Judgement, JudgementPlace, SteeringEvent } from './events';
import { ancestorsOf, type Organisation } from './organisation';
import { contains, parsePeriod } from './period';
import type { Plan } from './plan';
import type { Scorecard, SignedJudgement } from './scorecard';
import type { Known } from './series';

/** A person's word on a goal or perspective, beside the counts: the latest on a place holds, a withdrawn one is none. */
export interface JudgementFact extends Known, JudgementPlace {
  /** Null: withdrawn. */
  readonly result: Judgement | null;
  readonly reason: string;
}

interface AtNode extends JudgementPlace {
  readonly reason: string | null;
}

export type JudgementCommand =
  ({ readonly type: 'SignJudgement'; readonly result: Judgement } & AtNode) | ({ readonly type: 'WithdrawJudgement' } & AtNode);

/** What is judged in: the plan as it stands, and what was judged of it before. */
interface Standing {
  readonly versions: readonly { readonly plan: Plan }[];
  readonly judgements?: readonly JudgementFact[];
}

type Decision = readonly (SteeringEvent & { readonly reason?: string })[] | Refusal;

/** Refusals in the order they are checked: unit, plan, period, node, reason. */
export function decideJudgement(command: JudgementCommand, state: Standing, organisation: Organisation): Decision {
  const { unit, plan: id, period: name, level, node } = command;
  if (!organisation.units[unit]) return { refused: 'unit-unknown', pointer: '/unit', given: unit };
  const plan = state.versions[state.versions.length - 1]?.plan;
  if (!plan || ![unit, ...ancestorsOf(organisation, unit)].includes(plan.unit))
    return { refused: 'plan-unknown', pointer: '/plan', given: id, allowed: `a plan of ${unit}, or of a unit above it` };
  const [period, held] = [parsePeriod(name), parsePeriod(plan.period)];
  if (!period || !held || !contains(held, period))
    return { refused: 'period-outside-plan', pointer: '/period', given: name, allowed: plan.period };
  if (!mayHold(plan, command)) return { refused: 'node-unknown', pointer: '/node', given: node, allowed: nodesOf(plan, level) };
  if (!command.reason?.trim()) return { refused: 'judgement-reason-required', pointer: '/reason', given: command.reason };
  const place = { plan: id, unit, period: period.name, level, node };
  const standing = standingJudgement(state.judgements ?? [], place);
  if (command.type === 'WithdrawJudgement')
    return standing
      ? [{ type: 'judgement-withdrawn', data: { ...place, before: standing.result }, reason: command.reason }]
      : { refused: 'judgement-unsigned', pointer: '/node', given: node };
  if (standing?.result === command.result && standing.reason === command.reason) return [];
  return [
    { type: 'judgement-signed', data: { ...place, result: command.result, before: standing?.result ?? null }, reason: command.reason },
  ];
}

export function evolveJudgements(
  judgements: readonly JudgementFact[],
  event: SteeringEvent,
  known: Known,
  reason: string,
): readonly JudgementFact[] {
  if (event.type !== 'judgement-signed' && event.type !== 'judgement-withdrawn') return judgements;
  const { plan, unit, period, level, node } = event.data;
  const result = event.type === 'judgement-signed' ? event.data.result : null;
  return [...judgements, { plan, unit, period, level, node, result, reason, ...known }];
}

export function standingJudgement(
  judgements: readonly JudgementFact[],
  place: Pick<JudgementPlace, 'unit' | 'period' | 'level' | 'node'>,
): (JudgementFact & { readonly result: Judgement }) | null {
  const latest = judgements.findLast(
    ({ unit, period, level, node }) => unit === place.unit && period === place.period && level === place.level && node === place.node,
  );
  return latest && latest.result !== null ? { ...latest, result: latest.result } : null;
}

const nodesOf = ({ perspectives }: Plan, level: JudgementPlace['level']): string[] =>
  (perspectives ?? []).flatMap(({ id, goals }) => (level === 'perspective' ? [id] : (goals ?? []).map((goal) => goal.id)));

/** What a plan leaves to the one above may be there. */
const mayHold = (plan: Plan, { level, node }: Pick<JudgementPlace, 'level' | 'node'>): boolean =>
  plan.perspectives === null ||
  nodesOf(plan, level).includes(node) ||
  (level === 'goal' && plan.perspectives.some(({ goals }) => goals === null));

/** The scorecard with what persons judged of its goals and perspectives, beside the counts and never in their place. */
export function withJudgements(scorecard: Scorecard, judgements: readonly JudgementFact[]): Scorecard {
  const all = judgements.filter(({ unit }) => unit === scorecard.unit.id);
  if (all.length === 0) return scorecard;
  const inOrder = all.toSorted((a, b) => a.no - b.no || a.index - b.index);
  const of = (level: JudgementPlace['level'], node: string): { readonly judgement?: SignedJudgement } => {
    const standing = standingJudgement(inOrder, { unit: scorecard.unit.id, period: scorecard.period, level, node });
    if (!standing) return {};
    const { result, reason, at, no, index, plan } = standing;
    return { judgement: { result, reason, at, no, index, plan } };
  };
  const perspectives = scorecard.perspectives.map((perspective) => ({
    ...perspective,
    ...of('perspective', perspective.id),
    goals: perspective.goals.map((goal) => ({ ...goal, ...of('goal', goal.id) })),
  }));
  return { ...scorecard, perspectives };
}
