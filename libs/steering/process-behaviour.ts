import type { Better } from './measure';
import { limitsOf, spreadOf, type Limits, type Spread } from './process-limits';
import { causesOf, TOWARDS, type Assurance, type Cause, type Standing, type Variation } from './process-rules';

/** Of the rules that read variation; a change that moves any lamp is a new version. */
export const PROCESS_RULE = 'xmr-1';

/** Points of a segment that its limits are made of, where nothing else is said. */
export const BASELINE_POINTS = 12;
/** Limits of fewer are trial limits. */
const SOUND_POINTS = 12;

export interface ProcessAsked {
  /** Decimal texts, oldest first. Null is a period without a value: it has no place in any range or run. */
  readonly values: readonly (string | null)[];
  readonly better: Better;
  /** The level to reach when the latest point was; its earlier ones say nothing of now. */
  readonly target: string | null;
  /** Where new limits begin. Told twice is once; outside of the values begins nothing. */
  readonly segments: readonly number[];
  /** Null: all points of the segment. */
  readonly baselinePoints: number | null;
  /** Whether moving ranges that are special causes themselves are left out of the limits. */
  readonly screen: boolean;
}

/** Lines are null where nothing says what is usual: under two points in the segment. */
export interface ProcessPoint {
  readonly segment: number;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly nearLower: number | null;
  readonly nearUpper: number | null;
  readonly outside: boolean;
  /** Null for a period without a value. */
  readonly side: Standing['side'] | null;
  readonly cause: Cause;
}

export interface ProcessSegment {
  readonly start: number;
  readonly points: number;
  /** Points the limits were made of. */
  readonly baseline: number;
  /** Moving ranges left out of them. */
  readonly screened: number;
  readonly spread: Spread;
  /** Limits that the next points will still move much. */
  readonly trial: boolean;
}

export interface ProcessBehaviour {
  readonly points: readonly ProcessPoint[];
  readonly segments: readonly ProcessSegment[];
  /** Index of the latest value; null without any. */
  readonly latest: number | null;
  /** Of the latest value; null when its segment has no limits. */
  readonly variation: Variation | null;
  readonly toward: 'high' | 'low' | null;
  readonly assurance: Assurance | null;
}

interface Segment {
  readonly shown: ProcessSegment;
  readonly limits: Limits;
  readonly places: readonly number[];
  readonly causes: readonly Cause[];
  readonly standings: readonly Standing[];
}

/** An XmR chart: mean and limits of each segment, the special cause of each point, and what the latest one says (domain §5.2). */
export function processBehaviour(asked: ProcessAsked): ProcessBehaviour {
  const { values, better, target } = asked;
  const scale = Math.max(0, ...[...values, target].map((text) => (text === null ? 0 : decimalsIn(text))));
  const scaled = values.map((text) => (text === null ? null : scaledTo(scale, text)));
  const starts = [...new Set([0, ...asked.segments])].filter((at) => at === 0 || (at > 0 && at < values.length)).toSorted((a, b) => a - b);
  const segments = starts.map((start, at) => segmentOf(scaled, start, starts[at + 1] ?? values.length, asked));
  const points = segments.flatMap((segment, at) => pointsOf(segment, at, starts[at + 1] ?? values.length, scale));
  const latest = scaled.findLastIndex((value) => value !== null);
  const last = latest < 0 ? undefined : segments[points[latest]?.segment ?? 0];
  const level = target === null ? null : scaledTo(scale, target);
  return {
    points,
    segments: segments.map(({ shown }) => shown),
    latest: latest < 0 ? null : latest,
    ...(last ? variationOf(last, better) : { variation: null, toward: null }),
    assurance: last ? assuranceOf(last.limits, level, better) : null,
  };
}

function segmentOf(scaled: readonly (bigint | null)[], start: number, end: number, asked: ProcessAsked): Segment {
  const places: number[] = [];
  const values: bigint[] = [];
  for (let at = start; at < end; at++) {
    const value = scaled[at];
    if (value === null || value === undefined) continue;
    places.push(at);
    values.push(value);
  }
  const limits = limitsOf(values, asked);
  const standings = values.map((value) => standingOf(value, limits));
  const shown = {
    start,
    points: values.length,
    baseline: limits.baseline,
    screened: limits.screened,
    spread: spreadOf(values, limits),
    trial: limits.baseline < SOUND_POINTS,
  };
  return { shown, limits, places, standings, causes: causesOf(standings) };
}

function standingOf(value: bigint, { per, mean, reach, nearReach }: Limits): Standing {
  const off = value * per - mean;
  const side = off > 0n ? 'above' : off < 0n ? 'below' : 'on';
  const distance = off < 0n ? -off : off;
  const isBeyond = (line: bigint | null): boolean => line !== null && distance > line;
  return { value, side, zone: isBeyond(reach) ? 'outside' : isBeyond(nearReach) ? 'near' : 'inside' };
}

function pointsOf({ shown, limits, places, standings, causes }: Segment, segment: number, end: number, scale: number): ProcessPoint[] {
  const lines = linesOf(limits, shown.points, scale);
  const points: ProcessPoint[] = Array.from({ length: end - shown.start }, () => ({
    segment,
    ...lines,
    outside: false,
    side: null,
    cause: 'none',
  }));
  places.forEach((place, at) => {
    const standing = standings[at];
    if (!standing) return;
    points[place - shown.start] = {
      segment,
      ...lines,
      outside: standing.zone === 'outside',
      side: standing.side,
      cause: causes[at] ?? 'none',
    };
  });
  return points;
}

function linesOf({ per, mean, reach, nearReach }: Limits, points: number, scale: number) {
  const line = (at: bigint | null): number | null => (at === null || points === 0 ? null : Number(at) / Number(per) / 10 ** scale);
  const from = (reached: bigint | null, sign: bigint): number | null => line(reached === null ? null : mean + sign * reached);
  return {
    mean: line(mean),
    lower: from(reach, -1n),
    upper: from(reach, 1n),
    nearLower: from(nearReach, -1n),
    nearUpper: from(nearReach, 1n),
  };
}

/** The type of the latest point, read with the measure's direction. */
function variationOf({ shown, causes }: Segment, better: Better): Pick<ProcessBehaviour, 'variation' | 'toward'> {
  if (shown.spread === 'unknown') return { variation: null, toward: null };
  const cause = causes[causes.length - 1] ?? 'none';
  if (cause === 'none') return { variation: shown.spread === 'constant' ? 'no-variation' : 'common-cause', toward: null };
  const toward = TOWARDS[cause];
  if (better === 'neutral') return { variation: 'neutral', toward };
  return { variation: (toward === 'high') === (better === 'higher') ? 'improvement' : 'concern', toward };
}

/** A target beyond both limits is always or never reached; on a limit or between them it is hit and missed by chance. */
function assuranceOf({ per, mean, reach }: Limits, target: bigint | null, better: Better): Assurance | null {
  if (target === null || reach === null || better === 'neutral') return null;
  const off = target * per - mean;
  if (off <= reach && off >= -reach) return 'hit-and-miss';
  return off > reach === (better === 'higher') ? 'consistently-failing' : 'consistently-passing';
}

function decimalsIn(text: string): number {
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.length - dot - 1;
}

/** The whole number that a decimal text is at so many decimals. */
function scaledTo(scale: number, text: string): bigint {
  const dot = text.indexOf('.');
  const digits = dot < 0 ? text : text.slice(0, dot) + text.slice(dot + 1);
  return BigInt(digits + '0'.repeat(scale - decimalsIn(text)));
}
