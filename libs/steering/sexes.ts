import { decimal, plain, rounded } from './decimal';
import { naturalScaleOf, type MeasureKind } from './measure';
import { parsePeriod, type PeriodName } from './period';
import { newcombe } from './statistics';

/** A cell's value of a period. */
export interface CellFigure {
  readonly period: PeriodName;
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** Women's value beside men's of the same period. */
export interface Gap {
  readonly period: PeriodName;
  readonly women: string;
  readonly men: string;
  /** Women less men, as exact as the two are printed. */
  readonly difference: string;
  /** 95 % limits of the difference (Newcombe), where both have denominators. */
  readonly interval: { readonly lower: string; readonly upper: string } | null;
  /** Whether it is more than chance; null where that cannot be told. */
  readonly isDetected: boolean | null;
}

/** Kinds whose K and M are levels that can be held against each other: a count's are parts of a whole. */
export const comparesSexes = (kind: string): kind is MeasureKind => kind === 'share' || kind === 'mean' || kind === 'index';

/** Oldest first; of every period in which both have a value. */
export function gapsBetween(
  { women, men }: { readonly women: readonly CellFigure[]; readonly men: readonly CellFigure[] },
  measure: { readonly kind: MeasureKind; readonly unitOfMeasure: string },
): Gap[] {
  const ofMen = new Map(men.map((figure) => [figure.period, figure]));
  return women
    .flatMap((figure): Gap[] => {
      const other = ofMen.get(figure.period);
      if (figure.value === null || !other || other.value === null) return [];
      const limits = measure.kind === 'share' ? intervalOf(figure, other) : null;
      const scaled = (value: number): string => rounded(decimal(String(value)).times(naturalScaleOf(measure)), 1);
      return [
        {
          period: figure.period,
          women: figure.value,
          men: other.value,
          difference: plain(decimal(figure.value).minus(other.value)),
          interval: limits && { lower: scaled(limits.lower), upper: scaled(limits.upper) },
          isDetected: limits && (limits.lower > 0 || limits.upper < 0),
        },
      ];
    })
    .toSorted((a, b) => endOf(a.period) - endOf(b.period));
}

const intervalOf = (women: CellFigure, men: CellFigure) =>
  women.numerator !== null && men.numerator !== null && women.denominator && men.denominator
    ? newcombe({ successes: women.numerator, trials: women.denominator }, { successes: men.numerator, trials: men.denominator })
    : null;

const endOf = (period: PeriodName): number => parsePeriod(period)?.to ?? 0;
