import type { Counts, Scorecard } from './scorecard';
import { weighed } from './weighing';

const counts = (met: number, missed: number, near = 0): Counts => ({ met, near, missed, none: 0 });
const sum = (all: readonly Counts[]): Counts =>
  all.reduce((a, b) => counts(a.met + b.met, a.missed + b.missed, a.near + b.near), counts(0, 0));

interface Part {
  readonly weight?: string;
  readonly goals: readonly (Counts & { readonly weight?: string })[];
}

function scorecardOf(parts: readonly Part[]): Scorecard {
  const perspectives = parts.map(({ goals, weight }, at) => ({
    id: `p${at}`,
    name: { sv: `P${at}` },
    ...(weight === undefined ? {} : { weight }),
    counts: sum(goals),
    goals: goals.map(({ weight: own, ...of }, goal) => ({
      id: `g${at}${goal}`,
      name: { sv: `G${at}${goal}` },
      ...(own === undefined ? {} : { weight: own }),
      counts: of,
      factors: [],
    })),
  }));
  return { perspectives } as unknown as Scorecard;
}

describe('what a board comes to by weights', () => {
  it('is not told where the plan states none', () => {
    const { weighed: whole, perspectives } = weighed(scorecardOf([{ goals: [counts(1, 1)] }]));
    expect([whole, perspectives[0]?.weighed]).toEqual([undefined, undefined]);
  });

  it('weighs perspectives by their weights, each with the part of its judged measures that is met', () => {
    const { weighed: whole } = weighed(
      scorecardOf([
        { weight: '3', goals: [counts(1, 1)] },
        { weight: '1', goals: [counts(9, 0, 1)] },
      ]),
    );
    expect(whole).toEqual({
      reached: '60',
      present: '100',
      said: { sv: '60 % når målet, vägt med planens vikter.', en: '60 % reach the target, by the weights of the plan.' },
    });
  });

  it('takes a perspective’s own weighted figure where its goals have weights', () => {
    const { weighed: whole, perspectives } = weighed(
      scorecardOf([
        {
          weight: '1',
          goals: [
            { ...counts(10, 0), weight: '0.2' },
            { ...counts(0, 1), weight: '0.8' },
          ],
        },
      ]),
    );
    expect([whole?.reached, perspectives[0]?.weighed?.reached]).toEqual(['20', '20']);
  });

  it('makes the weights anew over what is judged, and says so; what has no weight is named', () => {
    const { weighed: whole } = weighed(
      scorecardOf([{ weight: '3', goals: [counts(1, 1)] }, { weight: '1', goals: [counts(0, 0)] }, { goals: [counts(1, 0)] }]),
    );
    expect([whole?.reached, whole?.present, whole?.said.sv]).toEqual([
      '50',
      '75',
      '50 % når målet, vägt med planens vikter; P1 bedöms inte, så vikterna är omräknade på de 75 % som bedöms; P2 har ingen vikt.',
    ]);
  });

  it.each([['0'], ['-1'], ['mycket']])('has no figure where weights sum to nothing, or are no figures (%s)', (weight) => {
    const { weighed: whole } = weighed(scorecardOf([{ weight, goals: [counts(1, 0)] }]));
    expect([whole?.reached, whole?.said.sv]).toEqual([null, 'Inget av det som har vikt är bedömt: ingen vägd måluppfyllelse.']);
  });
});
