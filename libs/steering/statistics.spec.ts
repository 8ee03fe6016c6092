import { binomialLimits, clopperPearson, countRatio, newcombe, poisson, wilson } from './statistics';

const close = ({ lower, upper }: { lower: number; upper: number }, low: number, high: number, digits: number): void => {
  expect(lower).toBeCloseTo(low, digits);
  expect(upper).toBeCloseTo(high, digits);
};

describe('95 % limits, to the digits their sources print', () => {
  it('Wilson: 81 of 263, 15 of 148, 0 of 20 and 1 of 29 (Newcombe 1998a, table I, method 3)', () => {
    close(wilson(81, 263), 0.2553, 0.3662, 4);
    close(wilson(15, 148), 0.0624, 0.1605, 4);
    close(wilson(0, 20), 0, 0.1611, 4);
    close(wilson(1, 29), 0.0061, 0.1718, 4);
  });
  it.each([
    ['56/70 − 48/80', [56, 70, 48, 80], 0.0524, 0.3339],
    ['9/10 − 3/10', [9, 10, 3, 10], 0.1705, 0.809],
    ['6/7 − 2/7', [6, 7, 2, 7], 0.0582, 0.8062],
    ['5/56 − 0/29', [5, 56, 0, 29], -0.0381, 0.1926],
    ['0/10 − 0/20', [0, 10, 0, 20], -0.1611, 0.2775],
    ['0/10 − 0/10', [0, 10, 0, 10], -0.2775, 0.2775],
    ['10/10 − 0/20', [10, 10, 0, 20], 0.6791, 1],
    ['10/10 − 0/10', [10, 10, 0, 10], 0.6075, 1],
  ] as const)('Newcombe: %s (Newcombe 1998b, table II, method 10)', (_, [a, m, b, n], lower, upper) =>
    close(newcombe({ successes: a, trials: m }, { successes: b, trials: n }), lower, upper, 4),
  );
  it('Clopper–Pearson: 81 of 263, 15 of 148, 0 of 20 and 1 of 29 (Newcombe 1998a, table I, method 5)', () => {
    close(clopperPearson(81, 263), 0.2527, 0.3676, 4);
    close(clopperPearson(15, 148), 0.0578, 0.1617, 4);
    close(clopperPearson(0, 20), 0, 0.1684, 4);
    close(clopperPearson(1, 29), 0.0009, 0.1776, 4);
  });
  it('Clopper–Pearson: 682 of 925, Mendel’s peas (Conover 1971, as R’s binom.test prints them)', () =>
    close(clopperPearson(682, 925), 0.7076683, 0.7654066, 7));
  it('Poisson: 0, 1, 10 and 100 (Garwood 1936)', () => {
    close(poisson(0), 0, 3.6889, 4);
    close(poisson(1), 0.0253, 5.5716, 4);
    close(poisson(10), 4.7954, 18.3904, 4);
    close(poisson(100), 81.3639, 121.6272, 3);
  });
  it('Poisson of a large count stays near its normal limits', () => {
    const { lower, upper } = poisson(18_464);
    expect(lower).toBeGreaterThan(18_196);
    expect(upper).toBeLessThan(18_734);
  });
  it('two counts conditional on their sum: the figures of the demo', () => {
    const percent = (now: number, before: number): string[] => {
      const ratio = countRatio(now, before)!;
      return [now / before, ratio.lower, ratio.upper].map((value) => ((value - 1) * 100).toFixed(1));
    };
    expect(percent(3454, 3498)).toEqual(['-1.3', '-5.8', '3.5']);
    expect(percent(1721, 1993)).toEqual(['-13.6', '-19.1', '-7.8']);
    expect(percent(697, 840)).toEqual(['-17.0', '-25.1', '-8.1']);
  });
  it('Poisson: 137 deaths of nickel workers, 24.19893 expected (as R’s poisson.test prints them)', () => {
    const { lower, upper } = poisson(137);
    close({ lower: lower / 24.19893, upper: upper / 24.19893 }, 4.753125, 6.692709, 6);
  });
});

describe('limits of a funnel', () => {
  it('are the interpolated counts of Spiegelhalter 2005, from the binomial table of n = 20, p = 0.5', () => {
    // P(X ≤ 5) = 0.0207 and P(X ≤ 6) = 0.0577 (any printed table): r = 6, and the limit lies 0.884 of a count below it.
    const { lower, upper } = binomialLimits(20, 0.5, 0.95);
    const printed = (6 - (0.0577 - 0.025) / (0.0577 - 0.0207)) / 20;
    expect(lower).toBeCloseTo(printed, 4);
    // P(X ≤ 13) = 0.9423 and P(X ≤ 14) = 0.9793.
    expect(upper).toBeCloseTo((14 - (0.9793 - 0.975) / (0.9793 - 0.9423)) / 20, 3);
  });
  it('hold as much as they say, counted out for every number of trials up to 60', () => {
    for (let trials = 1; trials <= 60; trials++) {
      for (const [proportion, probability] of [
        [0.1, 0.95],
        [0.7, 0.998],
      ] as const) {
        const { lower, upper } = binomialLimits(trials, proportion, probability);
        const inside = massWithin(trials, proportion, lower, upper);
        expect([trials, inside >= probability - 1e-9 - ends(trials, proportion, lower, upper)]).toEqual([trials, true]);
      }
    }
  });
  it('narrow as the root of the trials, and are nothing of a proportion without variation', () => {
    const width = ({ lower, upper }: { lower: number; upper: number }): number => upper - lower;
    expect(width(binomialLimits(40_000, 0.7, 0.95)) / width(binomialLimits(10_000, 0.7, 0.95))).toBeCloseTo(0.5, 2);
    expect(binomialLimits(50, 0, 0.95)).toEqual({ lower: 0, upper: 0 });
    expect(binomialLimits(50, 1, 0.95)).toEqual({ lower: 1, upper: 1 });
  });
});

describe('of no trials nothing is known', () => {
  it('and the limits say so', () => {
    close(wilson(0, 0), 0, 1, 10);
    close(clopperPearson(0, 0), 0, 1, 10);
    close(newcombe({ successes: 0, trials: 0 }, { successes: 1, trials: 2 }), -1, 1, 10);
    close(binomialLimits(0, 0.3, 0.998), 0, 1, 10);
  });
});

/** By the recurrence of the terms, from nothing: P(k + 1) = P(k) · (n − k) / (k + 1) · p / (1 − p). */
function terms(trials: number, proportion: number): number[] {
  const all = [(1 - proportion) ** trials];
  for (let k = 0; k < trials; k++) all.push(((all[k] ?? 0) * (trials - k) * proportion) / ((k + 1) * (1 - proportion)));
  return all;
}

function massWithin(trials: number, proportion: number, lower: number, upper: number): number {
  return terms(trials, proportion).reduce((sum, term, k) => (k >= lower * trials && k <= upper * trials ? sum + term : sum), 0);
}

/** The two counts that the interpolation may leave half outside. */
function ends(trials: number, proportion: number, lower: number, upper: number): number {
  const all = terms(trials, proportion);
  return (all[Math.floor(lower * trials)] ?? 0) + (all[Math.ceil(upper * trials)] ?? 0);
}
