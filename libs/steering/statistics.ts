/** Limits of the two-sided 95 % intervals; Φ⁻¹(0.975). */
const Z95 = 1.959963984540054;
const TAIL = 0.025;
const STEPS_MAX = 400;
const PRECISION = 1e-13;

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Wilson's score interval for a proportion (Wilson 1927, JASA 22). */
export function wilson(successes: number, trials: number): Interval {
  const p = successes / trials;
  const z2 = Z95 * Z95;
  const centre = (2 * successes + z2) / (2 * (trials + z2));
  const half = (Z95 * Math.sqrt(z2 + 4 * trials * p * (1 - p))) / (2 * (trials + z2));
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

/** Newcombe's hybrid score interval for p₁ − p₀, method 10 (Newcombe 1998, Statistics in Medicine 17:873). */
export function newcombe(now: { successes: number; trials: number }, before: { successes: number; trials: number }): Interval {
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

/** P(X ≤ k) of a binomial, by the regularised incomplete beta function. */
function binomialBelow(k: number, trials: number, p: number): number {
  return k >= trials ? 1 : betaBelow(1 - p, trials - k, k + 1);
}

/** Regularised incomplete beta I_x(a, b) by Lentz's continued fraction (DLMF 8.17.22). */
function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return (
    front *
    lentz((m) =>
      m % 2 === 0
        ? ((m / 2) * (b - m / 2) * x) / ((a + m - 1) * (a + m))
        : (-(a + (m - 1) / 2) * (a + b + (m - 1) / 2) * x) / ((a + m - 1) * (a + m)),
    )
  );
}

function lentz(term: (m: number) => number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 + term(1), tiny);
  let result = d;
  for (let m = 2; m < 20_000; m++) {
    const t = term(m);
    d = 1 / nonZero(1 + t * d, tiny);
    c = nonZero(1 + t / c, tiny);
    const step = c * d;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);

/** Regularised lower incomplete gamma P(a, x) (DLMF 8.11.4 and 8.9.2). */
function gammaBelow(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 100_000 && term > sum * 1e-16; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 100_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonZero(an * d + b, 1e-300);
    c = nonZero(b + an / c, 1e-300);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return 1 - front * h;
}

/** Lanczos, g = 7, n = 9 (Godfrey's coefficients): 15 digits. */
function logGamma(x: number): number {
  const g = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  const sum = g.reduce((total, coefficient, i) => (i === 0 ? coefficient : total + coefficient / (z + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}
