import { decimal, rounded } from './decimal';
import { scaleOf, type Better, type Measure } from './measure';
import { isAlike } from './period';
import type { ReferenceValue } from './reference';
import type { Change } from './scorecard';
import { countRatio, newcombe, type Interval } from './statistics';
import type { Value } from './entry-value';

/**
 * Whether the outcome differs from its reference by more than chance (domain: change). Counts: conditional
 * Clopper–Pearson; shares with denominators: Newcombe; else only the sign. Null against another period, and where
 * nothing says which way is better.
 */
export function changeOf(value: Value, reference: ReferenceValue | null, measure: Measure, better: Better): Change | null {
  if (!reference || !value.exact || better === 'neutral' || !isAlike(value.period, reference.period)) return null;
  const told = { value: reference.text, period: reference.period.name, from: reference.from, otherPeriod: false };
  const limits = intervalOf(value, reference, measure);
  if (limits) {
    const { difference, lower, upper } = limits;
    const detected = lower > 0 || upper < 0;
    const interval = { change: oneDecimal(difference), lower: oneDecimal(lower), upper: oneDecimal(upper), unit: limits.unit };
    return { reference: told, result: detected ? direction(difference, better) : 'no-detectable-change', interval };
  }
  const difference = value.exact.minus(reference.exact);
  const coarser = Math.min(value.decimals, reference.decimals);
  const detectable = difference.abs().gte(decimal(10).pow(-coarser)) && !isUncertainCount(measure);
  return { reference: told, result: detectable ? direction(Number(difference), better) : 'no-detectable-change', interval: null };
}

/** A count with nothing to hold it against has no ratio; its sign alone says nothing. */
const isUncertainCount = (measure: Measure): boolean => measure.kind === 'count';

const direction = (difference: number, better: Better): 'better' | 'worse' =>
  difference > 0 === (better === 'higher') ? 'better' : 'worse';

const oneDecimal = (value: number): string => rounded(decimal(String(value)), 1);

interface Limits extends Interval {
  readonly difference: number;
  readonly unit: '%' | 'pp';
}

/** Per cent of the reference for counts, percentage points for shares. */
function intervalOf(value: Value, reference: ReferenceValue, measure: Measure): Limits | null {
  if (measure.kind === 'count' && value.exact) {
    const [now, before] = [Number(value.exact), Number(reference.exact)];
    const ratio = now < 0 || before < 0 ? null : countRatio(now, before);
    return ratio && Number.isFinite(ratio.upper)
      ? { difference: (now / before - 1) * 100, lower: (ratio.lower - 1) * 100, upper: (ratio.upper - 1) * 100, unit: '%' }
      : null;
  }
  if (measure.kind !== 'share' || !value.denominator || !reference.denominator || value.numerator === null || reference.numerator === null)
    return null;
  const { lower, upper } = newcombe(
    { successes: value.numerator, trials: value.denominator },
    { successes: reference.numerator, trials: reference.denominator },
  );
  const scale = scaleOf(measure);
  const difference = (value.numerator / value.denominator - reference.numerator / reference.denominator) * scale;
  return { difference, lower: lower * scale, upper: upper * scale, unit: 'pp' };
}
