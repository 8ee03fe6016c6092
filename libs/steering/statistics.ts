import { binomialBelow, gammaBelow } from './special-functions';

/** Limits of the two-sided 95 % intervals; Φ⁻¹(0.975). */
const Z95 = 1.959963984540054;
const TAIL = 0.025;
const STEPS_MAX = 400;
const PRECISION = 1e-13;

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Wilson's score interval for a proportion (Wilson 1927, JASA 22). Of no trials nothing is known: 0 to 1. */
export function wilson(successes: number, trials: number): Interval {
  if (trials === 0) return { lower: 0, upper: 1 };
  const p = successes / trials;
  const z2 = Z95 * Z95;
  const centre = (2 * successes + z2) / (2 * (trials + z2));
  const half = (Z95 * Math.sqrt(z2 + 4 * trials * p * (1 - p))) / (2 * (trials + z2));
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

/** Newcombe's hybrid score interval for p₁ − p₀, method 10 (Newcombe 1998, Statistics in Medicine 17:873). */
export function newcombe(now: { successes: number; trials: number }, before: { successes: number; trials: number }): Interval {
  if (now.trials === 0 || before.trials === 0) return { lower: -1, upper: 1 };
  const p1 = now.successes / now.trials;
  const p0 = before.successes / before.trials;
  const w1 = wilson(now.successes, now.trials);
  const w0 = wilson(before.successes, before.trials);
  return {
    lower: p1 - p0 - Math.hypot(p1 - w1.lower, w0.upper - p0),
    upper: p1 - p0 + Math.hypot(w1.upper - p1, p0 - w0.lower),
  };
}

/** Exact interval for a proportion (Clopper & Pearson 1934, Biometrika 26:404). */
export function clopperPearson(successes: number, trials: number): Interval {
  return {
    lower: successes === 0 ? 0 : solve((p) => 1 - binomialBelow(successes - 1, trials, p) - TAIL, 0, 1),
    upper: successes === trials ? 1 : solve((p) => TAIL - binomialBelow(successes, trials, p), 0, 1),
  };
}

/**
 * Ratio of two Poisson counts over equal exposure, conditional on their sum: Clopper–Pearson of now/(now + before)
 * turned into odds (Przyborowski & Wilenski 1940). Null where the earlier count leaves no ratio.
 */
export function countRatio(now: number, before: number): Interval | null {
  if (before === 0) return null;
  const { lower, upper } = clopperPearson(now, now + before);
  return { lower: lower / (1 - lower), upper: upper / (1 - upper) };
}

/** Exact interval for the mean of a Poisson count (Garwood 1936, Biometrika 28:437). */
export function poisson(count: number): Interval {
  const far = count + 10 * Math.sqrt(count + 1) + 10;
  return {
    lower: count === 0 ? 0 : solve((mean) => gammaBelow(count, mean) - TAIL, 0, far),
    upper: solve((mean) => gammaBelow(count + 1, mean) - (1 - TAIL), 0, far),
  };
}

/**
 * Where a share of so many trials is expected to lie if its true proportion is the one given: exact binomial limits with the
 * rest of `probability` in two equal tails, interpolated between whole counts (Spiegelhalter 2005, Statistics in Medicine
 * 24:1185, appendix A.1).
 */
export function binomialLimits(trials: number, proportion: number, probability: number): Interval {
  if (trials === 0) return { lower: 0, upper: 1 };
  if (proportion <= 0 || proportion >= 1) return { lower: proportion, upper: proportion };
  const tail = (1 - probability) / 2;
  return { lower: binomialLimit(trials, proportion, tail), upper: binomialLimit(trials, proportion, 1 - tail) };
}

function binomialLimit(trials: number, proportion: number, probability: number): number {
  const below = (count: number): number => (count < 0 ? 0 : binomialBelow(count, trials, proportion));
  let [tooFew, count] = [-1, trials];
  while (count - tooFew > 1) {
    const middle = Math.floor((tooFew + count) / 2);
    if (below(middle) > probability) count = middle;
    else tooFew = middle;
  }
  const part = (below(count) - probability) / (below(count) - below(count - 1));
  return Math.min(1, Math.max(0, (count - part) / trials));
}

/** Root of an increasing function by bisection. */
function solve(rising: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let step = 0; step < STEPS_MAX && high - low > PRECISION * Math.max(1, Math.abs(high)); step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
