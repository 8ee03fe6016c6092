import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Counts, Name, Scorecard, ScorecardGoal, ScorecardPerspective, Weighed } from './scorecard';
import { weighed } from './weighing';

export const WEIGHED_LEVELS = ['perspective', 'goal'] as const;

/** What a perspective or goal might have counted for; null is no weight. */
export interface SupposedWeight {
  readonly level: (typeof WEIGHED_LEVELS)[number];
  readonly node: string;
  readonly weight: string | null;
}

export interface Weighing {
  readonly weight: string | null;
  readonly weighed: Weighed | null;
}

/** A board or a part of it, with what it comes to by the plan's weights, and by those that were supposed. */
export interface WeighedPart {
  readonly level: 'board' | SupposedWeight['level'];
  readonly id: string;
  readonly name: Name;
  readonly counts: Counts;
  readonly really: Weighing;
  readonly supposed: Weighing;
}

const SUPPOSED: Name = { sv: 'de antagna vikterna', en: 'the supposed weights' };

/** A weight of what the board does not hold is passed over: plans of other years may lack it. */
export function supposeWeights(scorecard: Scorecard, weights: readonly SupposedWeight[]): WeighedPart[] {
  const [really, supposed] = [partsOf(scorecard), partsOf(weighed(withWeights(scorecard, weights), SUPPOSED))];
  return really.map(({ weighing, ...part }, at) => ({ ...part, really: weighing, supposed: supposed[at]?.weighing ?? weighing }));
}

/** Why a board cannot have these weights: it has no such part. */
export function strangeWeight(scorecard: Scorecard, weights: readonly SupposedWeight[]): Refusal | null {
  const parts = partsOf(scorecard);
  const at = weights.findIndex(({ level, node }) => !parts.some((part) => part.level === level && part.id === node));
  const stranger = weights[at];
  if (!stranger) return null;
  const allowed = parts.filter(({ level }) => level === stranger.level).map(({ id }) => id);
  return { refused: 'node-unknown', pointer: `/weights/${at}/node`, given: stranger.node, allowed };
}

function withWeights(scorecard: Scorecard, weights: readonly SupposedWeight[]): Scorecard {
  const supposed = <Node extends ScorecardPerspective | ScorecardGoal>(level: SupposedWeight['level'], node: Node): Node => {
    const { weight: stated, weighed: _, ...others } = node;
    const own = weights.findLast((each) => each.level === level && each.node === node.id);
    const weight = own ? own.weight : stated;
    return { ...others, ...(weight ? { weight } : {}) } as Node;
  };
  const { weighed: _, ...others } = scorecard;
  const perspectives = scorecard.perspectives.map((perspective) => ({
    ...supposed('perspective', perspective),
    goals: perspective.goals.map((goal) => supposed('goal', goal)),
  }));
  return { ...others, perspectives };
}

/** The board first, then each perspective before its goals. */
function partsOf(scorecard: Scorecard) {
  const part = (level: WeighedPart['level'], node: Omit<ScorecardGoal, 'factors'>) => {
    const { id, name, counts, weight = null, weighed: reached = null } = node;
    return { level, id, name, counts, weighing: { weight, weighed: reached } };
  };
  const { unit, counts, weighed: whole } = scorecard;
  return [
    part('board', { ...unit, counts, ...(whole ? { weighed: whole } : {}) }),
    ...scorecard.perspectives.flatMap((perspective) => [
      part('perspective', perspective),
      ...perspective.goals.map((goal) => part('goal', goal)),
    ]),
  ];
}
