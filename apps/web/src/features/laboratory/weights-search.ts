import { WEIGHED_LEVELS, type SupposedWeight } from '@styrbord/steering/supposed-weights';

/** The whole question, as it stands in the address. */
export interface WeightsSearch {
  /** `perspective:ekonomi:2,goal:g1:`: level, id and weight, with a comma between; an empty one is no weight. */
  readonly weights?: string;
  /** The commit at which the boards were known. */
  readonly knownAt?: string;
}

export function readWeightsSearch(raw: Readonly<Record<string, unknown>>): WeightsSearch {
  const { weights, knownAt } = raw;
  return {
    ...(typeof weights === 'string' && weights !== '' ? { weights } : {}),
    ...(typeof knownAt === 'string' || typeof knownAt === 'number' ? { knownAt: String(knownAt) } : {}),
  };
}

export function weightsIn({ weights = '' }: WeightsSearch): SupposedWeight[] {
  return weights.split(',').flatMap((part) => {
    const [given, node, weight] = part.split(':');
    const level = WEIGHED_LEVELS.find((each) => each === given);
    return level && node ? [{ level, node, weight: weight || null }] : [];
  });
}

export const asSearch = (weights: readonly SupposedWeight[]): WeightsSearch =>
  weights.length > 0 ? { weights: weights.map(({ level, node, weight }) => `${level}:${node}:${weight ?? ''}`).join(',') } : {};
