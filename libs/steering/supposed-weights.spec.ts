import type { Counts, Scorecard } from './scorecard';
import { strangeWeight, supposeWeights, type SupposedWeight } from './supposed-weights';
import { weighed } from './weighing';

const counts = (met: number, missed: number): Counts => ({ met, near: 0, missed, none: 0 });
const goal = (id: string, of: Counts) => ({ id, name: { sv: id }, counts: of, factors: [] });

/** `p` weighs three and reaches half of its targets, `q` weighs one and reaches its own; the goals of `p` have no weights. */
const BOARD = weighed({
  unit: { id: 'u', name: { sv: 'U' } },
  counts: counts(2, 1),
  perspectives: [
    { id: 'p', name: { sv: 'P' }, weight: '3', counts: counts(1, 1), goals: [goal('g', counts(1, 0)), goal('h', counts(0, 1))] },
    { id: 'q', name: { sv: 'Q' }, weight: '1', counts: counts(1, 0), goals: [goal('i', counts(1, 0))] },
  ],
} as unknown as Scorecard);

const weight = (level: SupposedWeight['level'], node: string, of: string | null): SupposedWeight => ({ level, node, weight: of });
const told = (weights: readonly SupposedWeight[], id = 'u') => {
  const part = supposeWeights(BOARD, weights).find((each) => each.id === id);
  return [part?.really, part?.supposed].map((each) => [each?.weight, each?.weighed?.reached]);
};

describe('other weights of a board', () => {
  it('change nothing where none are supposed', () => {
    expect(told([])).toEqual([
      [null, '63'],
      [null, '63'],
    ]);
    for (const { really, supposed } of supposeWeights(BOARD, [])) expect(supposed.weight).toBe(really.weight);
  });

  it('are read as the plan’s are, and the plan’s own hold for what is not named', () => {
    expect(told([weight('perspective', 'p', '1')])).toEqual([
      [null, '63'],
      [null, '75'],
    ]);
    expect(told([weight('perspective', 'p', '1')], 'p')).toEqual([
      ['3', undefined],
      ['1', undefined],
    ]);
  });

  it('of goals reach up into their perspective and the board', () => {
    const goals = [weight('goal', 'g', '9'), weight('goal', 'h', '1')];
    expect(told(goals, 'p')[1]).toEqual(['3', '90']);
    expect(told(goals)[1]).toEqual([null, '93']);
  });

  it('may be none: what has none of them weighs nothing, and without any there is no figure', () => {
    expect(told([weight('perspective', 'p', null)])[1]).toEqual([null, '100']);
    expect(told([weight('perspective', 'p', null), weight('perspective', 'q', null)])[1]).toEqual([null, undefined]);
    expect(told([weight('perspective', 'p', '0'), weight('perspective', 'q', '0')])[1]).toEqual([null, null]);
  });

  it('are not called the plan’s', () => {
    const [board] = supposeWeights(BOARD, [weight('perspective', 'p', '1')]);
    expect([board?.really.weighed?.said.sv, board?.supposed.weighed?.said]).toEqual([
      '63 % når målet, vägt med planens vikter.',
      { sv: '75 % når målet, vägt med de antagna vikterna.', en: '75 % reach the target, by the supposed weights.' },
    ]);
  });

  it('of what the board does not have are refused with what it has, level by level', () => {
    expect(strangeWeight(BOARD, [weight('goal', 'g', '1'), weight('goal', 'p', '1')])).toEqual({
      refused: 'node-unknown',
      pointer: '/weights/1/node',
      given: 'p',
      allowed: ['g', 'h', 'i'],
    });
    expect(strangeWeight(BOARD, [weight('perspective', 'q', null)])).toBeNull();
  });
});
