/** What names a point of an XmR chart, or `none`: common cause. */
export const CAUSES = [
  'none',
  'above',
  'below',
  'rising',
  'falling',
  'two-of-three-high',
  'two-of-three-low',
  'shift-high',
  'shift-low',
] as const;
export type Cause = (typeof CAUSES)[number];
export type SpecialCause = Exclude<Cause, 'none'>;

/** What the latest value says, read with the measure's direction. */
export const VARIATIONS = ['improvement', 'concern', 'neutral', 'common-cause', 'no-variation'] as const;
export type Variation = (typeof VARIATIONS)[number];
/** What the limits say of a level target. */
export const ASSURANCES = ['consistently-passing', 'consistently-failing', 'hit-and-miss'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** A value against the lines of its segment. */
export interface Standing {
  readonly value: bigint;
  readonly side: 'above' | 'on' | 'below';
  readonly zone: 'inside' | 'near' | 'outside';
}

/** One rule of domain §5.2 over the points of one segment: the cause it gives each of them, or null. */
export type Rule = (points: readonly Standing[]) => readonly (SpecialCause | null)[];

/** Points in a row that make a trend, and a shift. */
const RUN = 7;

/** Of fewer values no rule can name a point, whatever they are: "common cause" would say nothing. */
export const TELLING_POINTS = 5;

/** Outside a limit; on it is inside. */
export const outsideLimit: Rule = (points) =>
  points.map(({ side, zone }) => (zone === 'outside' ? (side === 'above' ? 'above' : 'below') : null));

/** Seven points strictly rising or falling: all of the run. A turn belongs to the run that ends there. */
export const trend: Rule = (points) => {
  const causes: (SpecialCause | null)[] = points.map(() => null);
  const steps = points.slice(1).map(({ value }, at) => {
    const before = points[at]?.value ?? value;
    return value > before ? 'rising' : value < before ? 'falling' : null;
  });
  for (const { from, to, of } of runsOf(steps)) {
    if (of !== null && to - from + 2 >= RUN) for (let at = from; at <= to + 1; at++) causes[at] ??= of;
  }
  return causes;
};

/** Two of three beyond the near limit with all three on one side of the mean: the near ones. Outside is not near. */
export const twoOfThree: Rule = (points) => {
  const causes: (SpecialCause | null)[] = points.map(() => null);
  for (let last = 2; last < points.length; last++) {
    const three = points.slice(last - 2, last + 1);
    const side = three[0]?.side ?? 'on';
    if (side === 'on' || three.some((point) => point.side !== side) || three.filter(isNear).length < 2) continue;
    three.forEach((point, at) => {
      if (isNear(point)) causes[last - 2 + at] = side === 'above' ? 'two-of-three-high' : 'two-of-three-low';
    });
  }
  return causes;
};

/** Seven points on one side of the mean: all of the run. A point on the mean breaks it. */
export const shift: Rule = (points) => {
  const causes: (SpecialCause | null)[] = points.map(() => null);
  for (const { from, to, of } of runsOf(points.map(({ side }) => side))) {
    if (of === 'on' || to - from + 1 < RUN) continue;
    for (let at = from; at <= to; at++) causes[at] = of === 'above' ? 'shift-high' : 'shift-low';
  }
  return causes;
};

/** The first that holds names the point. */
export const RULES: readonly Rule[] = [outsideLimit, trend, twoOfThree, shift];

export function causesOf(points: readonly Standing[]): Cause[] {
  const told = RULES.map((rule) => rule(points));
  return points.map((_, at) => told.map((causes) => causes[at]).find((cause) => cause) ?? 'none');
}

/** Which way a cause points: the direction of the run for a trend, else the side of the mean. */
export const TOWARDS: Readonly<Record<SpecialCause, 'high' | 'low'>> = {
  above: 'high',
  below: 'low',
  rising: 'high',
  falling: 'low',
  'two-of-three-high': 'high',
  'two-of-three-low': 'low',
  'shift-high': 'high',
  'shift-low': 'low',
};

const isNear = ({ zone }: Standing): boolean => zone === 'near';

/** Longest stretches of equal members, both ends included. */
function runsOf<T>(members: readonly T[]): { from: number; to: number; of: T }[] {
  const runs: { from: number; to: number; of: T }[] = [];
  members.forEach((of, at) => {
    const last = runs[runs.length - 1];
    if (last && last.of === of) last.to = at;
    else runs.push({ from: at, to: at, of });
  });
  return runs;
}
