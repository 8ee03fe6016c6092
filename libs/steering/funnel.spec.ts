import { funnelLimits, funnelOf, funnelPlace, type UnitShare } from './funnel';
import { Chance } from './simulation/chance';

const share = (numerator: number, denominator: number): UnitShare => ({ numerator, denominator });

describe('a funnel', () => {
  it('has the units’ common proportion in its middle, of sums and never of shares', () => {
    expect(funnelOf([share(1, 10), share(80, 100)])).toMatchObject({ centre: 81 / 110, numerator: 81, denominator: 110 });
  });

  it('is of two units at least that have a denominator', () => {
    expect(funnelOf([share(3, 10), share(0, 0)])).toBeNull();
    expect(funnelOf([])).toBeNull();
  });

  it('places a unit by the limits of its own size: 30 % of ten is usual where 30 % of a thousand is not', () => {
    const funnel = { centre: 0.5 };
    const placeOf = (one: UnitShare) => funnelPlace(one, funnelLimits(funnel, one.denominator));
    expect([share(3, 10), share(300, 1000), share(700, 1000), share(465, 1000), share(535, 1000)].map(placeOf)).toEqual([
      'within',
      'below-99.8',
      'above-99.8',
      'below-95',
      'above-95',
    ]);
  });

  it('takes a unit on a limit to be inside of it, and all units where there is no variation', () => {
    const limits = { usual: { lower: 0.25, upper: 0.75 }, wide: { lower: 0.1, upper: 0.9 } };
    expect([share(1, 4), share(3, 4)].map((one) => funnelPlace(one, limits))).toEqual(['within', 'within']);
    const all = [share(5, 5), share(9, 9)];
    const funnel = funnelOf(all)!;
    expect(all.map((one) => funnelPlace(one, funnelLimits(funnel, one.denominator)))).toEqual(['within', 'within']);
    expect(funnel.dispersion).toBeNull();
  });

  it('finds limits and places that a count from nothing finds too, in 500 generated groups', () => {
    const chance = new Chance(11);
    for (let group = 0; group < 500; group++) {
      const proportion = 0.02 + chance.next() * 0.96;
      const shares = Array.from({ length: chance.whole(2, 12) }, () => {
        const denominator = chance.whole(1, 300);
        return share(chance.successes(denominator, Math.min(0.99, Math.max(0.01, chance.normal(proportion, 0.1)))), denominator);
      });
      const funnel = funnelOf(shares)!;
      for (const one of shares.slice(0, 2)) {
        const limits = funnelLimits(funnel, one.denominator);
        const naive = naiveLimits(one.denominator, funnel.centre);
        const all = [limits.usual.lower, limits.usual.upper, limits.wide.lower, limits.wide.upper];
        all.forEach((limit, at) => expect(limit).toBeCloseTo(naive[at]!, 9));
      }
    }
  });
});

describe('over-dispersion', () => {
  it('is told of ten units or more', () => {
    const units = (count: number) => Array.from({ length: count }, (_, at) => share(at % 2 === 0 ? 10 : 90, 100));
    expect(funnelOf(units(9))?.dispersion).toBeNull();
    expect(funnelOf(units(10))?.dispersion?.isOver).toBe(true);
  });

  it('is the mean square of z-scores with the outermost tenth drawn in', () => {
    // Around a half of a hundred, z is a fifth of the count above fifty: 0, ±1 … ±4, and 10, which counts as 4; −4 counts as −3.
    const counts = [50, 55, 45, 60, 40, 65, 35, 70, 30, 100];
    const centre = counts.reduce((sum, count) => sum + count, 0) / 1000;
    const scores = counts.map((count) => (count / 100 - centre) / Math.sqrt((centre * (1 - centre)) / 100)).toSorted((a, b) => a - b);
    const drawnIn = [scores[1]!, ...scores.slice(1, -1), scores.at(-2)!];
    expect(funnelOf(counts.map((count) => share(count, 100)))?.dispersion?.ratio).toBeCloseTo(
      drawnIn.reduce((sum, score) => sum + score ** 2, 0) / 10,
      12,
    );
  });

  it('is seldom said of units that differ by chance, and always of units that differ much', () => {
    const chance = new Chance(5);
    const group = (spread: number) =>
      funnelOf(
        Array.from({ length: 40 }, () => share(chance.successes(400, Math.min(0.95, Math.max(0.05, chance.normal(0.5, spread)))), 400)),
      )!.dispersion!.isOver;
    const said = (spread: number) => Array.from({ length: 300 }, () => group(spread)).filter(Boolean).length;
    expect(said(0)).toBeLessThan(15);
    expect(said(0.15)).toBe(300);
  });
});

/** Each term counted up from the first, each limit looked for from below; shares nothing with what it checks. */
function naiveLimits(trials: number, proportion: number): number[] {
  if (proportion === 0 || proportion === 1) return [proportion, proportion, proportion, proportion];
  const terms = [trials * Math.log(1 - proportion)];
  for (let count = 1; count <= trials; count++)
    terms.push(terms.at(-1)! + Math.log((trials - count + 1) / count) + Math.log(proportion / (1 - proportion)));
  return [0.025, 0.975, 0.001, 0.999].map((probability) => {
    let below = 0;
    for (let count = 0; count <= trials; count++) {
      const term = Math.exp(terms[count]!);
      if (below + term > probability) return Math.min(1, Math.max(0, (count - (below + term - probability) / term) / trials));
      below += term;
    }
    return 1;
  });
}
