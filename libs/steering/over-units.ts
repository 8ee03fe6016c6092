import { decimal, plain, type Decimal } from './decimal';
import type { Figure } from './events';
import type { Measure } from './measure';
import type { Value } from './entry-value';

/** How values of units become one. There is no mean of means among them. */
export type UnitsRule = 'sum' | 'ratio-of-sums';

/** Null where units have no total. What a formula makes is read at each unit by itself, of what its operands come to there. */
export function unitsRule({ kind, formula, overUnits }: Measure): UnitsRule | null {
  if (kind === 'text' || formula !== null) return null;
  switch (overUnits) {
    case 'sum':
      return 'sum';
    case 'ratio-of-sums':
    case 'weighted-mean':
      return 'ratio-of-sums';
    case 'mean':
    case 'last':
    case 'none':
      return null;
  }
}

/** What values of several units come to. One sum can be put to another or taken from it, so a change moves a total by its difference. */
export interface UnitsSum {
  /** Units whose value is in it. */
  readonly units: number;
  /** Units with a value that the rule cannot use, since it has no denominator. */
  readonly withoutDenominator: number;
  readonly preliminary: number;
  readonly figure: Decimal;
  readonly numerator: number;
  readonly denominator: number;
}

const ZERO = decimal(0);

export const NO_UNITS_SUM: UnitsSum = { units: 0, withoutDenominator: 0, preliminary: 0, figure: ZERO, numerator: 0, denominator: 0 };
const WITHOUT_DENOMINATOR: UnitsSum = { ...NO_UNITS_SUM, withoutDenominator: 1 };

/** One unit's value as a sum of one. */
export function sumOfOne(value: Value | null, rule: UnitsRule): UnitsSum {
  if (!value?.exact) return NO_UNITS_SUM;
  return rule === 'sum' ? { ...oneOf(value), figure: value.exact } : sumOfQuotient(value);
}

/** As `sumOfOne`, of what need not be divided to be added up. */
export function sumOfQuotient(quotient: Pick<Value, 'numerator' | 'denominator' | 'status'>): UnitsSum {
  const { numerator, denominator } = quotient;
  if (numerator === null || denominator === null || denominator <= 0) return WITHOUT_DENOMINATOR;
  return { ...oneOf(quotient), numerator, denominator };
}

const oneOf = ({ status }: Pick<Value, 'status'>): UnitsSum => ({
  ...NO_UNITS_SUM,
  units: 1,
  preliminary: status === 'preliminary' ? 1 : 0,
});

export function plus(a: UnitsSum, b: UnitsSum): UnitsSum {
  if (a === NO_UNITS_SUM) return b;
  return b === NO_UNITS_SUM ? a : combined(a, b, 1);
}

export function minus(a: UnitsSum, b: UnitsSum): UnitsSum {
  return b === NO_UNITS_SUM ? a : combined(a, b, -1);
}

function combined(a: UnitsSum, b: UnitsSum, sign: 1 | -1): UnitsSum {
  return {
    units: a.units + sign * b.units,
    withoutDenominator: a.withoutDenominator + sign * b.withoutDenominator,
    preliminary: a.preliminary + sign * b.preliminary,
    // Decimals are dear, and a ratio has none.
    figure: b.figure === ZERO ? a.figure : sign > 0 ? a.figure.plus(b.figure) : a.figure.minus(b.figure),
    numerator: a.numerator + sign * b.numerator,
    denominator: a.denominator + sign * b.denominator,
  };
}

/** Whether any unit has said anything. */
export const hasValues = ({ units, withoutDenominator }: UnitsSum): boolean => units + withoutDenominator > 0;

/** The total as a figure; null of no units. */
export function figureOfSum({ units, figure, numerator, denominator }: UnitsSum, rule: UnitsRule): Figure | null {
  if (units === 0) return null;
  return rule === 'sum' ? { value: plain(figure), numerator: null, denominator: null } : { value: null, numerator, denominator };
}
