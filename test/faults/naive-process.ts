import type { ProcessAsked } from '@styrbord/steering/process-behaviour';

/** A fraction of whole numbers, never shortened. */
class Fraction {
  constructor(
    readonly top: bigint,
    readonly bottom: bigint = 1n,
  ) {}
  static of(text: string): Fraction {
    const [whole = '', part = ''] = text.split('.');
    return new Fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  }
  plus({ top, bottom }: Fraction): Fraction {
    return new Fraction(this.top * bottom + top * this.bottom, this.bottom * bottom);
  }
  minus({ top, bottom }: Fraction): Fraction {
    return this.plus(new Fraction(-top, bottom));
  }
  times({ top, bottom }: Fraction): Fraction {
    return new Fraction(this.top * top, this.bottom * bottom);
  }
  over(count: number): Fraction {
    return new Fraction(this.top, this.bottom * BigInt(count));
  }
  size(): Fraction {
    return new Fraction(this.top < 0n ? -this.top : this.top, this.bottom);
  }
  isAbove(other: Fraction): boolean {
    return this.minus(other).top > 0n;
  }
  isBelow(other: Fraction): boolean {
    return other.isAbove(this);
  }
  toNumber(): number {
    return Number((this.top * 10n ** 12n) / this.bottom) / 1e12;
  }
}

interface NaivePoint {
  segment: number;
  mean: number | null;
  lower: number | null;
  upper: number | null;
  outside: boolean;
  side: 'above' | 'on' | 'below' | null;
  cause: string;
}

export interface NaiveBehaviour {
  points: NaivePoint[];
  variation: string | null;
  assurance: string | null;
}

/**
 * Process behaviour once more, from the text of the domain alone and as plainly as can be: for every point every window
 * around it, with fractions. It shares nothing with the one in libs/steering but the form of the question.
 */
export function naiveProcess(asked: ProcessAsked): NaiveBehaviour {
  const { values, segments, better, target } = asked;
  const points: NaivePoint[] = [];
  let variation: string | null = null;
  let assurance: string | null = null;
  let from = 0;
  for (let segment = 0; from < values.length; segment++) {
    let to = from + 1;
    while (to < values.length && !segments.includes(to)) to++;
    const present = values.slice(from, to).flatMap((value) => (value === null ? [] : [Fraction.of(value)]));
    const lines = naiveLines(present, asked);
    let at = 0;
    for (let place = from; place < to; place++) {
      const value = values[place] === null ? null : (present[at] ?? null);
      const cause = value ? naiveCause(present, at, lines) : 'none';
      points.push({
        segment,
        mean: lines.mean?.toNumber() ?? null,
        lower: lines.lower?.toNumber() ?? null,
        upper: lines.upper?.toNumber() ?? null,
        outside: value !== null && isOutside(value, lines),
        side: value && sideOf(value, lines),
        cause,
      });
      if (value) at++;
      if (value) variation = naiveVariation(cause, present, lines, better);
    }
    if (present.length > 0) assurance = naiveAssurance(lines, target === null ? null : Fraction.of(target), better);
    from = to;
  }
  return { points, variation, assurance };
}

interface Lines {
  mean: Fraction | null;
  lower: Fraction | null;
  upper: Fraction | null;
  nearLower: Fraction | null;
  nearUpper: Fraction | null;
}

function naiveLines(present: Fraction[], { baselinePoints, screen }: ProcessAsked): Lines {
  const baseline = baselinePoints === null ? present : present.slice(0, baselinePoints);
  const none = { lower: null, upper: null, nearLower: null, nearUpper: null };
  if (baseline.length === 0) return { mean: null, ...none };
  const mean = average(baseline);
  let ranges: Fraction[] = [];
  for (let at = 1; at < baseline.length; at++) ranges.push((baseline[at] as Fraction).minus(baseline[at - 1] as Fraction).size());
  if (ranges.length === 0) return { mean, ...none };
  const most = average(ranges).times(Fraction.of('3.267'));
  if (screen && ranges.some((range) => range.top !== 0n)) ranges = ranges.filter((range) => range.isBelow(most));
  const reach = average(ranges).times(Fraction.of('2.66'));
  const near = reach.times(new Fraction(2n, 3n));
  return { mean, lower: mean.minus(reach), upper: mean.plus(reach), nearLower: mean.minus(near), nearUpper: mean.plus(near) };
}

const average = (values: Fraction[]): Fraction => values.reduce((sum, value) => sum.plus(value)).over(values.length);

function sideOf(value: Fraction, { mean }: Lines): 'above' | 'on' | 'below' {
  return mean && value.isAbove(mean) ? 'above' : mean && value.isBelow(mean) ? 'below' : 'on';
}

const isOutside = (value: Fraction, { lower, upper }: Lines): boolean =>
  lower !== null && upper !== null && (value.isBelow(lower) || value.isAbove(upper));

const isNear = (value: Fraction, lines: Lines): boolean =>
  lines.nearLower !== null &&
  lines.nearUpper !== null &&
  !isOutside(value, lines) &&
  (value.isBelow(lines.nearLower) || value.isAbove(lines.nearUpper));

function naiveCause(present: Fraction[], at: number, lines: Lines): string {
  const value = present[at] as Fraction;
  const side = sideOf(value, lines);
  if (isOutside(value, lines)) return side;
  for (const window of windowsAround(present, at, 7)) {
    if (window.every((each, i) => i === 0 || each.isAbove(window[i - 1] as Fraction))) return 'rising';
    if (window.every((each, i) => i === 0 || each.isBelow(window[i - 1] as Fraction))) return 'falling';
  }
  for (const window of windowsAround(present, at, 3)) {
    const isOneSide = side !== 'on' && window.every((each) => sideOf(each, lines) === side);
    if (isOneSide && isNear(value, lines) && window.filter((each) => isNear(each, lines)).length >= 2)
      return side === 'above' ? 'two-of-three-high' : 'two-of-three-low';
  }
  for (const window of windowsAround(present, at, 7)) {
    if (side !== 'on' && window.every((each) => sideOf(each, lines) === side)) return side === 'above' ? 'shift-high' : 'shift-low';
  }
  return 'none';
}

/** Every stretch of so many points that holds the one in question, the earliest first. */
function windowsAround(present: Fraction[], at: number, length: number): Fraction[][] {
  const windows: Fraction[][] = [];
  for (let from = at - length + 1; from <= at; from++)
    if (from >= 0 && from + length <= present.length) windows.push(present.slice(from, from + length));
  return windows;
}

function naiveVariation(cause: string, present: Fraction[], { upper }: Lines, better: string): string | null {
  if (upper === null) return null;
  if (cause === 'none') return present.every((value) => value.minus(present[0] as Fraction).top === 0n) ? 'no-variation' : 'common-cause';
  if (better === 'neutral') return 'neutral';
  const isHigh = ['above', 'rising', 'two-of-three-high', 'shift-high'].includes(cause);
  return isHigh === (better === 'higher') ? 'improvement' : 'concern';
}

function naiveAssurance({ lower, upper }: Lines, target: Fraction | null, better: string): string | null {
  if (!target || !lower || !upper || better === 'neutral') return null;
  if (target.isAbove(upper)) return better === 'higher' ? 'consistently-failing' : 'consistently-passing';
  if (target.isBelow(lower)) return better === 'higher' ? 'consistently-passing' : 'consistently-failing';
  return 'hit-and-miss';
}
