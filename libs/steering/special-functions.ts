/** P(X ≤ k) of a binomial, by the regularised incomplete beta function. */
export function binomialBelow(k: number, trials: number, p: number): number {
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
export function gammaBelow(a: number, x: number): number {
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
