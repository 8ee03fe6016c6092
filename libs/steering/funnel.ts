import { binomialLimits, type Interval } from './statistics';

/** A share of so many, of one unit. */
export interface UnitShare {
  readonly numerator: number;
  readonly denominator: number;
}

/** Where a unit stands among those it is compared with: inside of the limits, or beyond the one or the other. */
export const FUNNEL_PLACES = ['within', 'above-95', 'above-99.8', 'below-95', 'below-99.8'] as const;
export type FunnelPlace = (typeof FUNNEL_PLACES)[number];

export interface FunnelLimits {
  /** Two-sided limits of 95 and of 99.8 %, as proportions. */
  readonly usual: Interval;
  readonly wide: Interval;
}

export interface Dispersion {
  /** The mean square of the winsorised z-scores; 1 where units differ by chance alone. */
  readonly ratio: number;
  /** Beyond what so many units would come to by chance. */
  readonly isOver: boolean;
}

export interface Funnel {
  /** The units' common proportion, of sums: what each would have if they differed by chance alone. */
  readonly centre: number;
  readonly numerator: number;
  readonly denominator: number;
  /** Null of too few units to tell, or where there is no variation at all. */
  readonly dispersion: Dispersion | null;
}

const USUAL = 0.95;
const WIDE = 0.998;
/** A single unit is what it is compared with. */
const UNITS_MIN = 2;
/** Under ten units, nothing is winsorised, and one of them decides. */
const DISPERSION_UNITS_MIN = 10;
/** The part of the z-scores that is drawn in at either end (Spiegelhalter 2005, Quality and Safety in Health Care 14:347). */
const WINSORISED = 0.1;

/** Null where fewer than two units have a denominator. */
export function funnelOf(shares: readonly UnitShare[]): Funnel | null {
  const telling = shares.filter(({ denominator }) => denominator > 0);
  if (telling.length < UNITS_MIN) return null;
  const numerator = telling.reduce((sum, share) => sum + share.numerator, 0);
  const denominator = telling.reduce((sum, share) => sum + share.denominator, 0);
  const centre = numerator / denominator;
  return { centre, numerator, denominator, dispersion: dispersionOf(telling, centre) };
}

/** Exact binomial limits of a unit of that size (Spiegelhalter 2005, Statistics in Medicine 24:1185). */
export function funnelLimits({ centre }: Pick<Funnel, 'centre'>, denominator: number): FunnelLimits {
  return { usual: binomialLimits(denominator, centre, USUAL), wide: binomialLimits(denominator, centre, WIDE) };
}

/** On a limit is inside of it. */
export function funnelPlace({ numerator, denominator }: UnitShare, { usual, wide }: FunnelLimits): FunnelPlace {
  const share = numerator / denominator;
  if (share > wide.upper) return 'above-99.8';
  if (share < wide.lower) return 'below-99.8';
  if (share > usual.upper) return 'above-95';
  return share < usual.lower ? 'below-95' : 'within';
}

/** Over-dispersed where the ratio lies two standard deviations of its own above 1 (Spiegelhalter 2005, Statistics in Medicine 24:1185, A.3). */
function dispersionOf(shares: readonly UnitShare[], centre: number): Dispersion | null {
  if (shares.length < DISPERSION_UNITS_MIN || centre <= 0 || centre >= 1) return null;
  const scores = shares.map(
    ({ numerator, denominator }) => (numerator / denominator - centre) / Math.sqrt((centre * (1 - centre)) / denominator),
  );
  const drawnIn = winsorised(scores);
  const ratio = drawnIn.reduce((sum, score) => sum + score * score, 0) / drawnIn.length;
  return { ratio, isOver: ratio > 1 + 2 * Math.sqrt(2 / drawnIn.length) };
}

/** As many scores as there were, the outermost tenth at either end drawn in to the next. */
function winsorised(scores: readonly number[]): number[] {
  const sorted = scores.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length * WINSORISED);
  const [low = 0, high = 0] = [sorted[cut], sorted[sorted.length - 1 - cut]];
  return sorted.map((score) => Math.min(high, Math.max(low, score)));
}
