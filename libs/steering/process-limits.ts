/**
 * Limits of one segment of an XmR chart (domain §5.2; NHS England, Making Data Count; Wheeler, Understanding Variation, 1993).
 * Everything is compared as whole numbers over a common denominator, so that a point on a line is on it.
 */
export interface Limits {
  /** What a scaled value is multiplied by before it is compared with the lines below. */
  readonly per: bigint;
  readonly mean: bigint;
  /** Half the distance between the limits; null where no range says how much is usual. */
  readonly reach: bigint | null;
  readonly nearReach: bigint | null;
  /** Points the limits were made of. */
  readonly baseline: number;
  /** Moving ranges left out as unusually large. */
  readonly screened: number;
}

/** `constant`: no two values differ; `screened-away`: only equal neighbours were left; `unknown`: under two points. */
export type Spread = 'some' | 'constant' | 'screened-away' | 'unknown';

/** 3 / d₂ of two values (1.128), to the digits domain §5.2 prints. */
const REACH_IN_RANGES = 266n;
const REACH_PER = 100n;
/** D₄ of two values: a moving range that large is itself a special cause. */
const RANGE_MAX = 3267n;
const RANGE_MAX_PER = 1000n;
const NEAR_PARTS = 2n;
const NEAR_OF = 3n;

export function limitsOf(
  values: readonly bigint[],
  { baselinePoints, screen }: { baselinePoints: number | null; screen: boolean },
): Limits {
  const baseline = baselinePoints === null ? values : values.slice(0, baselinePoints);
  const count = BigInt(baseline.length);
  const sum = sumOf(baseline);
  const all = movingRanges(baseline);
  const ranges = screen ? screened(all) : all;
  if (ranges.length === 0) return { per: count, mean: sum, reach: null, nearReach: null, baseline: baseline.length, screened: 0 };
  const kept = BigInt(ranges.length);
  const reach = REACH_IN_RANGES * sumOf(ranges) * count * NEAR_OF;
  return {
    per: count * kept * REACH_PER * NEAR_OF,
    mean: sum * kept * REACH_PER * NEAR_OF,
    reach,
    nearReach: (reach / NEAR_OF) * NEAR_PARTS,
    baseline: baseline.length,
    screened: all.length - ranges.length,
  };
}

export function spreadOf(values: readonly bigint[], { reach, screened: dropped }: Limits): Spread {
  if (reach === null) return 'unknown';
  if (reach > 0n) return 'some';
  return dropped > 0 ? 'screened-away' : values.every((value) => value === values[0]) ? 'constant' : 'some';
}

function movingRanges(values: readonly bigint[]): bigint[] {
  return values.slice(1).map((value, at) => magnitude(value - (values[at] ?? value)));
}

/** Once, and never all of them: of equal values there is nothing unusual. */
function screened(ranges: readonly bigint[]): readonly bigint[] {
  const sum = sumOf(ranges);
  const most = RANGE_MAX * sum;
  const per = RANGE_MAX_PER * BigInt(ranges.length);
  return sum === 0n ? ranges : ranges.filter((range) => range * per < most);
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function sumOf(values: readonly bigint[]): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}
