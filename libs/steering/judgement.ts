import { decimal, type Decimal } from './decimal';
import type { Measure } from './measure';
import { monthsIn } from './period';
import type { Prognosis, Result } from './scorecard';
import { poisson, wilson, type Interval } from './statistics';
import type { Bound, Limit } from './target-kinds';
import type { Value } from './entry-value';

/** Of the rules that judge; a change that moves any verdict is a new version. */
export const RULE = 'styrbord-1';

const MONTHS_OF_YEAR = 12;
/** Without denominators a year-end within this part of the target is uncertain. */
const UNCERTAIN_WITHIN = 0.1;

/** Equality meets a level, a band and a year's total; equal to a reference is not better. Tolerance makes the only yellow. */
export function judge(outcome: Decimal, limit: Limit, tolerance: Decimal | null): Exclude<Result, 'none'> {
  const shortfall = distance(outcome, limit);
  if (shortfall === null) return 'met';
  return tolerance !== null && shortfall.gt(0) && shortfall.lte(tolerance) ? 'near' : 'missed';
}

/** How far outside the limit; null inside. A strict limit missed by nothing is outside by 0. */
function distance(outcome: Decimal, limit: Limit): Decimal | null {
  switch (limit.bound) {
    case 'at-least':
      return outcome.gte(limit.value) ? null : limit.value.minus(outcome);
    case 'at-most':
      return outcome.lte(limit.value) ? null : outcome.minus(limit.value);
    case 'above':
      return outcome.gt(limit.value) ? null : limit.value.minus(outcome);
    case 'below':
      return outcome.lt(limit.value) ? null : outcome.minus(limit.value);
    case 'within':
      if (outcome.lt(limit.low)) return limit.low.minus(outcome);
      return outcome.gt(limit.high) ? outcome.minus(limit.high) : null;
  }
}

/** Outcome × 12 / months. */
export function yearEndOf(value: Value): Decimal | null {
  return value.exact && value.exact.times(MONTHS_OF_YEAR).div(monthsIn(value.period));
}

/** Where an unfinished year is heading; null once it has ended, or where no year's target is followed. */
export function prognosisOf(value: Value, yearLimit: Limit | null, measure: Measure): Prognosis | null {
  const yearEnd = yearEndOf(value);
  if (!yearLimit || !value.exact || !yearEnd || yearLimit.bound === 'within' || monthsIn(value.period) >= MONTHS_OF_YEAR) return null;
  const { bound, value: target } = yearLimit as { bound: Bound; value: Decimal };
  if (bound === 'at-least' && value.exact.gte(target)) return 'met';
  if (bound === 'at-most' && value.exact.gt(target) && cannotFall(measure)) return 'irrevocably-missed';
  const limits = limitsOf(value, measure);
  if (limits) {
    const factor = MONTHS_OF_YEAR / monthsIn(value.period);
    return bySides(limits.lower * factor, limits.upper * factor, bound, Number(target));
  }
  if (yearEnd.minus(target).abs().lte(target.abs().times(UNCERTAIN_WITHIN))) return 'uncertain';
  return bySides(Number(yearEnd), Number(yearEnd), bound, Number(target));
}

/** A cumulating count only grows; amounts can be credited and shares diluted. */
const cannotFall = (measure: Measure): boolean => measure.kind === 'count' && measure.cumulates;

/** 95 % limits of the outcome in the measure's unit: Poisson for counts, Wilson for shares with denominators. */
function limitsOf({ exact, numerator, denominator }: Value, measure: Measure): Interval | null {
  if (measure.kind === 'count' && exact) return poisson(Number(exact));
  if (measure.kind !== 'share' || numerator === null || denominator === null || denominator === 0) return null;
  const scale = measure.unitOfMeasure === '‰' ? 1000 : 100;
  const { lower, upper } = wilson(numerator, denominator);
  return { lower: lower * scale, upper: upper * scale };
}

function bySides(lower: number, upper: number, bound: Bound, target: number): Prognosis {
  const right = bound === 'at-least' ? lower >= target : upper <= target;
  const wrong = bound === 'at-least' ? upper < target : lower > target;
  return right ? 'likely' : wrong ? 'unlikely' : 'uncertain';
}

/** Outcome as per cent of the path, whole. */
export function percentOfPath(outcome: Decimal, path: Decimal): string | null {
  return path.eq(0) ? null : outcome.div(path).times(decimal(100)).toFixed(0);
}
