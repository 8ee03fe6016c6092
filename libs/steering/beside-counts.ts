import { parsePeriod } from './period';
import type { Scorecard } from './scorecard';
import { withJudgements } from './signed-judgement';
import { planFor, type Structure } from './structure';
import { weighed } from './weighing';

/** A board as people read it: beside its counts what it comes to by the plan's weights, and what persons judged. */
export function besideCounts(scorecard: Scorecard, structure: Structure): Scorecard {
  const judgements = [...structure.plans.values()].flatMap(({ judgements: own = [] }) => own);
  return withJudgements(withWeights(scorecard, structure), judgements);
}

/** The scorecard with the weights that its plan states, and what it comes to by them. */
function withWeights(scorecard: Scorecard, structure: Structure): Scorecard {
  const period = parsePeriod(scorecard.period);
  const plan = period && planFor(structure, scorecard.unit.id, period)?.plan;
  const stated = (weight: string | null | undefined): { readonly weight?: string } => (weight ? { weight } : {});
  const perspectives = scorecard.perspectives.map((perspective) => {
    const own = plan?.perspectives?.find(({ id }) => id === perspective.id);
    const goals = perspective.goals.map((goal) => {
      const ownGoal = own?.goals?.find(({ id }) => id === goal.id);
      const factors = goal.factors.map((factor) => ({
        ...factor,
        ...stated(ownGoal?.factors?.find(({ id }) => id === factor.id)?.weight),
      }));
      return { ...goal, ...stated(ownGoal?.weight), factors };
    });
    return { ...perspective, ...stated(own?.weight), goals };
  });
  return weighed({ ...scorecard, perspectives });
}
