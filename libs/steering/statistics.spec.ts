import { clopperPearson, countRatio, newcombe, poisson, wilson } from './statistics';

const close = ({ lower, upper }: { lower: number; upper: number }, low: number, high: number, digits: number): void => {
  expect(lower).toBeCloseTo(low, digits);
  expect(upper).toBeCloseTo(high, digits);
};

describe('95 % limits, to the digits their sources print', () => {
  it('Wilson: 81 of 263 (Newcombe 1998a, table I)', () => close(wilson(81, 263), 0.2553, 0.3662, 4));
  it('Wilson: 0 of 20 (Newcombe 1998a, table I)', () => close(wilson(0, 20), 0, 0.1611, 4));
  it('Newcombe: 56/70 − 48/80 (Newcombe 1998b, table II, method 10)', () =>
    close(newcombe({ successes: 56, trials: 70 }, { successes: 48, trials: 80 }), 0.0524, 0.3339, 4));
  it('Newcombe: 9/10 − 3/10 (Newcombe 1998b, table II, method 10)', () =>
    close(newcombe({ successes: 9, trials: 10 }, { successes: 3, trials: 10 }), 0.1705, 0.809, 4));
  it('Clopper–Pearson: 81 of 263 (Newcombe 1998a, table I)', () => close(clopperPearson(81, 263), 0.2527, 0.3676, 4));
  it('Clopper–Pearson: 1 of 29 (Newcombe 1998a, table I)', () => close(clopperPearson(1, 29), 0.0009, 0.1776, 4));
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
});
