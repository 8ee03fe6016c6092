import { decimal, decimalsOf, plain, type Decimal } from './decimal';
import { printed, quotient, type Aggregation, type Measure } from './measure';
import { contains, monthsIn, period as periodOf, yearOf, type Period } from './period';
import type { Value } from './entry-value';

type ValueIn = (period: Period) => Value | null;

/** Whether a longer period says something that its latest part does not. */
export function isMadeOverTime({ kind, overTime }: Measure): boolean {
  return kind !== 'text' && overTime !== 'none' && overTime !== 'last';
}

/**
 * The value of a period, of parts that cover it without overlap; else, where the measure cumulates, of what the year had come
 * to at its end less what it had come to before it. `recorded`: the periods with a value.
 */
export function madeOverTime(recorded: readonly Period[], valueIn: ValueIn, measure: Measure, period: Period): Value | null {
  if (measure.overTime === 'none' || measure.kind === 'text') return null;
  return ofParts(recorded, valueIn, measure, period) ?? (measure.cumulates ? ofDifference(recorded, valueIn, measure, period) : null);
}

/** As packs of version 2 show it: of parts alone, and a mean of each as much as another, whatever its months. */
export function madeOfEqualParts(recorded: readonly Period[], valueIn: ValueIn, measure: Measure, period: Period): Value | null {
  if (measure.overTime === 'none' || measure.kind === 'text') return null;
  if (measure.overTime !== 'mean') return ofParts(recorded, valueIn, measure, period);
  const values = partsOf(recorded, valueIn, period);
  const figures = values?.flatMap(({ exact }) => exact ?? []);
  if (!values || !figures || figures.length !== values.length) return null;
  const exact = figures.reduce((sum, figure) => sum.plus(figure), decimal(0)).div(figures.length);
  return madeOf(values, { exact, text: printed(measure, exact), numerator: null, denominator: null }, period);
}

function ofParts(recorded: readonly Period[], valueIn: ValueIn, measure: Measure, period: Period): Value | null {
  const values = partsOf(recorded, valueIn, period);
  return values && combined(values, measure, period, measure.overTime);
}

/** The values that cover the period together, two at least. */
function partsOf(recorded: readonly Period[], valueIn: ValueIn, period: Period): Value[] | null {
  const parts = cover(
    recorded.filter((part) => contains(period, part)),
    period,
  );
  const values = parts?.flatMap((part) => valueIn(part) ?? []);
  return values && values.length > 1 && values.length === parts?.length ? values : null;
}

/** May to August, of January to August and January to April. */
function ofDifference(recorded: readonly Period[], valueIn: ValueIn, measure: Measure, period: Period): Value | null {
  const january = yearOf(period.from) * 12;
  if (period.from === january || yearOf(period.to) !== yearOf(period.from)) return null;
  const toDate = (to: number): Value | null => {
    const whole = periodOf(january, to);
    return valueIn(whole) ?? ofParts(recorded, valueIn, measure, whole);
  };
  const [at, before] = [toDate(period.to), toDate(period.from - 1)];
  if (!at?.exact || !before?.exact) return null;
  if (measure.overTime === 'sum') return differenceOf(at, before, measure, period);
  if (measure.overTime !== 'ratio-of-sums' && measure.overTime !== 'weighted-mean') return null;
  const numerator = at.numerator === null || before.numerator === null ? null : at.numerator - before.numerator;
  const denominator = at.denominator === null || before.denominator === null ? null : at.denominator - before.denominator;
  if (numerator === null || denominator === null || denominator <= 0 || numerator < 0) return null;
  const exact = quotient(measure, numerator, denominator);
  return madeOf([at, before], { exact, text: printed(measure, exact), numerator, denominator }, period);
}

/** A count that came to less than before has been corrected meanwhile: what the months in between had is not known. */
function differenceOf(at: Value, before: Value, { kind }: Measure, period: Period): Value | null {
  if (!at.exact || !before.exact) return null;
  const exact = at.exact.minus(before.exact);
  if (kind === 'count' && exact.lt(0)) return null;
  return madeOf([at, before], { exact, text: plain(exact), numerator: null, denominator: null }, period);
}

/** The fewest periods that tile the whole, from its first month on. */
function cover(parts: readonly Period[], whole: Period): Period[] | null {
  const tile = (from: number): Period[] | null => {
    if (from > whole.to) return [];
    const starting = parts.filter((part) => part.from === from).toSorted((a, b) => b.to - a.to);
    for (const part of starting) {
      const rest = tile(part.to + 1);
      if (rest) return [part, ...rest];
    }
    return null;
  };
  return tile(whole.from);
}

/** Of the recorded periods within, those that cover the most months without overlap; of as many months, the fewest, then the latest. */
export function mostCovered(recorded: readonly Period[], whole: Period): Period[] {
  const within = recorded.filter((part) => contains(whole, part));
  /** The best of what lies wholly at or after a month. */
  const best: { months: number; parts: Period[] }[] = [{ months: 0, parts: [] }];
  for (let from = whole.to; from >= whole.from; from--) {
    const after = (month: number) => best[month - from - 1] ?? { months: 0, parts: [] };
    const chosen = within
      .filter((part) => part.from === from)
      .map((part) => {
        const rest = after(part.to + 1);
        return { months: monthsIn(part) + rest.months, parts: [part, ...rest.parts] };
      })
      .reduce((a, b) => (b.months > a.months || (b.months === a.months && b.parts.length < a.parts.length) ? b : a), after(from + 1));
    best.unshift(chosen);
  }
  return best[0]?.parts ?? [];
}

/** One value of several. A ratio is made of sums, never a mean of means; without every denominator there is none. */
export function combined(values: readonly Value[], measure: Measure, period: Period, rule: Aggregation): Value | null {
  const numerator = sumOf(values.map((value) => value.numerator));
  const denominator = sumOf(values.map((value) => value.denominator));
  const exact = combine(values, measure, { rule, numerator, denominator });
  if (!exact) return null;
  const isQuotient = rule === 'ratio-of-sums' || rule === 'weighted-mean';
  const text = rule === 'sum' || rule === 'last' ? plain(exact) : printed(measure, exact);
  return madeOf(values, { exact, text, numerator: isQuotient ? numerator : null, denominator: isQuotient ? denominator : null }, period);
}

function madeOf(values: readonly Value[], made: Pick<Value, 'exact' | 'text' | 'numerator' | 'denominator'>, period: Period): Value {
  const status = values.some((value) => value.status === 'preliminary') ? 'preliminary' : 'final';
  const decimals = made.numerator === null ? Math.max(...values.map((value) => value.decimals)) : decimalsOf(made.text);
  const source = values[values.length - 1]?.source ?? null;
  return {
    ...made,
    decimals,
    status,
    period,
    derived: true,
    entries: values.flatMap(({ entries }) => entries),
    source,
    note: null,
    spread: null,
  };
}

function combine(
  values: readonly Value[],
  measure: Measure,
  { rule, numerator, denominator }: { rule: Aggregation; numerator: number | null; denominator: number | null },
): Decimal | null {
  const figures = values.flatMap(({ exact }) => (exact ? [exact] : []));
  if (figures.length === 0 || figures.length !== values.length) return null;
  switch (rule) {
    case 'sum':
      return figures.reduce((total, figure) => total.plus(figure), decimal(0));
    case 'last':
      return figures[figures.length - 1] ?? null;
    case 'mean':
      return meanOverMonths(values);
    case 'ratio-of-sums':
    case 'weighted-mean':
      return numerator === null || denominator === null || denominator === 0 ? null : quotient(measure, numerator, denominator);
    case 'none':
      return null;
  }
}

/** Each part by its months: a quarter beside a month is three of them. */
function meanOverMonths(values: readonly Value[]): Decimal {
  const months = values.reduce((sum, { period }) => sum + monthsIn(period), 0);
  return values.reduce((sum, { exact, period }) => sum.plus((exact ?? decimal(0)).times(monthsIn(period))), decimal(0)).div(months);
}

function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((total, number) => (total === null || number === null ? null : total + number), 0);
}
