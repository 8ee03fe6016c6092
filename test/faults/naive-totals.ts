/** A value as it stands in a series, withdrawn ones left out. */
export interface NaiveFigure {
  readonly cell: string;
  readonly period: string;
  readonly value: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export interface NaiveUnit {
  readonly id: string;
  readonly parent: string | null;
  readonly provider: string;
  readonly from: string | null;
  readonly closedOn: string | null;
  readonly figures: readonly NaiveFigure[];
  /** Months in which it is excused, as `2021-03`; the latest word first. */
  readonly excused: (month: string) => boolean;
}

export interface NaiveMeasure {
  /** `ratio` of sums, or `sum`. */
  readonly rule: 'sum' | 'ratio';
  readonly overTime: 'sum' | 'ratio' | 'last' | 'mean' | 'none';
  readonly cumulates: boolean;
  /** What one is in the measure's unit. */
  readonly scale: bigint;
  readonly cells: readonly string[];
  readonly population: 'own' | 'private' | readonly string[] | null;
}

export interface NaiveTotal {
  /** Exactly, of a ratio without the scale of its unit; null of nothing. */
  readonly value: { readonly top: bigint; readonly bottom: bigint } | null;
  readonly counted: string[];
  readonly missing: string[];
  readonly withoutDenominator: string[];
  readonly closed: string[];
  readonly percent: number | null;
}

interface Amount {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const amount = (text: string): Amount => {
  const [whole = '', part = ''] = text.split('.');
  return { top: BigInt(whole + part), bottom: 10n ** BigInt(part.length), numerator: null, denominator: null };
};

const STEPS: Readonly<Record<string, number>> = { H: 6, T: 4, Q: 3 };

const MONTHS = new Map<string, readonly string[]>();

/** Months of a period as texts, from its name alone. */
export function monthsOf(name: string): readonly string[] {
  const months = MONTHS.get(name) ?? readMonths(name);
  MONTHS.set(name, months);
  return months;
}

function readMonths(name: string): string[] {
  const month = (year: number, at: number): string => `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  const [from = '', to] = name.split('..');
  if (to !== undefined) {
    const all: string[] = [];
    for (let at = Number(from.slice(5)) - 1, year = Number(from.slice(0, 4)); ; at++) {
      all.push(month(year, at));
      if (month(year, at) === to) return all;
    }
  }
  const year = Number(name.slice(0, 4));
  const rest = name.slice(5);
  if (rest === '') return Array.from({ length: 12 }, (_, at) => month(year, at));
  const length = STEPS[rest[0] ?? ''];
  if (length === undefined) return [name];
  return Array.from({ length }, (_, at) => month(year, (Number(rest[1]) - 1) * length + at));
}

/**
 * Totals once more, from the text of the domain alone and as plainly as can be: every list of periods is tried, every figure is a
 * fraction of whole numbers, nothing is remembered. It shares nothing with libs/steering.
 */
export function naiveTotal(
  units: readonly NaiveUnit[],
  measure: NaiveMeasure,
  asked: { root: string; cell: string; period: string },
): NaiveTotal {
  const { root, cell, period } = asked;
  const months = monthsOf(period);
  const first = months[0] ?? '';
  const last = months[months.length - 1] ?? '';
  const below = (id: string): NaiveUnit[] => units.filter(({ parent }) => parent === id);
  const chain = (unit: NaiveUnit | undefined): string[] => (unit ? [unit.id, ...chain(units.find(({ id }) => id === unit.parent))] : []);
  const isMember = (unit: NaiveUnit): boolean => {
    const { population } = measure;
    if (population === null) return true;
    return typeof population === 'string' ? unit.provider === population : chain(unit).some((id) => population.includes(id));
  };
  const isOpen = ({ closedOn }: NaiveUnit): boolean => closedOn === null || first < closedOn.slice(0, 7);
  const found: Record<'counted' | 'missing' | 'withoutDenominator' | 'closed', NaiveUnit[]> = {
    counted: [],
    missing: [],
    withoutDenominator: [],
    closed: [],
  };
  const amounts: Amount[] = [];
  /** Whether the unit, or one below it, says anything. */
  const speaks = (unit: NaiveUnit): boolean =>
    below(unit.id).some(speaks) || (isMember(unit) && isOpen(unit) && naiveValue(unit.figures, measure, cell, period) !== null);
  const look = (unit: NaiveUnit): number => {
    const before = found.counted.length + found.missing.length + found.withoutDenominator.length + found.closed.length;
    const grew = (): number => found.counted.length + found.missing.length + found.withoutDenominator.length + found.closed.length - before;
    if (below(unit.id).some(speaks)) {
      below(unit.id).forEach(look);
      return grew();
    }
    const own = isMember(unit) ? naiveValue(unit.figures, measure, cell, period) : null;
    if (own && isOpen(unit)) {
      if (measure.rule === 'ratio' && (own.numerator === null || own.denominator === null)) found.withoutDenominator.push(unit);
      else {
        found.counted.push(unit);
        amounts.push(own);
      }
      return grew();
    }
    below(unit.id).forEach(look);
    if (own) found.closed.push(unit);
    if (grew() > 0 || !isMember(unit) || !isOpen(unit) || (unit.from !== null && unit.from.slice(0, 7) > last) || unit.excused(last))
      return grew();
    const isNamed = Array.isArray(measure.population) && below(unit.id).length === 0;
    if (isNamed || unit.figures.some((figure) => (monthsOf(figure.period)[0] ?? '') <= last)) found.missing.push(unit);
    return grew();
  };
  below(root).forEach(look);
  const numerator = amounts.reduce((sum, each) => sum + (each.numerator ?? 0), 0);
  const denominator = amounts.reduce((sum, each) => sum + (each.denominator ?? 0), 0);
  const added = amounts.reduce((sum, each) => ({ top: sum.top * each.bottom + each.top * sum.bottom, bottom: sum.bottom * each.bottom }), {
    top: 0n,
    bottom: 1n,
  });
  const value = amounts.length === 0 ? null : measure.rule === 'sum' ? added : { top: BigInt(numerator), bottom: BigInt(denominator) };
  const named = (of: readonly NaiveUnit[]): string[] => of.map(({ id }) => id).toSorted();
  return {
    value,
    counted: named(found.counted),
    missing: named(found.missing),
    withoutDenominator: named(found.withoutDenominator),
    closed: named(found.closed),
    percent:
      value === null || measure.rule === 'sum'
        ? null
        : percentOf(denominator, [...found.missing, ...found.withoutDenominator], { cell, months }),
  };
}

function percentOf(
  denominator: number,
  lacking: readonly NaiveUnit[],
  { cell, months }: { cell: string; months: readonly string[] },
): number | null {
  const earlier = lacking.map(({ figures }) => {
    const like = figures.filter(
      (figure) => figure.cell === cell && figure.denominator !== null && monthsOf(figure.period).length === months.length,
    );
    const before = like.filter(({ period }) => (monthsOf(period).at(-1) ?? '') < (months[0] ?? ''));
    return (
      before.toSorted((a, b) => ((monthsOf(a.period).at(-1) ?? '') < (monthsOf(b.period).at(-1) ?? '') ? 1 : -1))[0]?.denominator ?? null
    );
  });
  if (earlier.some((each) => each === null)) return null;
  return Number((BigInt(denominator) * 100n) / BigInt(denominator + earlier.reduce<number>((sum, each) => sum + (each ?? 0), 0)));
}

/** A unit's value for a period: recorded, made of parts or differences, or T made of a breakdown. */
export function naiveValue(figures: readonly NaiveFigure[], measure: NaiveMeasure, cell: string, period: string): Amount | null {
  const own = inCell(
    figures.filter((figure) => figure.cell === cell),
    measure,
    period,
  );
  if (own || cell !== 'T') return own;
  const parts = measure.cells.filter((each) => each === 'K' || each === 'M');
  if (parts.length < 2) return null;
  const each = parts.map((part) =>
    inCell(
      figures.filter((figure) => figure.cell === part),
      measure,
      period,
    ),
  );
  return each.every((value) => value !== null) ? joined(each, measure, measure.rule === 'sum' ? 'sum' : 'ratio') : null;
}

function inCell(figures: readonly NaiveFigure[], measure: NaiveMeasure, period: string): Amount | null {
  const recorded = (name: string): Amount | null => {
    const figure = figures.find((each) => monthsOf(each.period).join() === monthsOf(name).join());
    if (!figure) return null;
    if (figure.numerator === null || figure.denominator === null) return amount(figure.value ?? '');
    return quotientOf(figure.numerator, figure.denominator, measure);
  };
  const tiled = (months: readonly string[]): Amount | null => {
    const whole = months.join();
    // Every list of recorded periods that follow on each other; where several fit, the one with the longest periods first.
    const lists: string[][] = [];
    const grow = (list: string[], rest: readonly string[]): void => {
      if (rest.length === 0) lists.push(list);
      for (const { period: name } of figures) {
        const own = monthsOf(name);
        if (own.length <= rest.length && own.join() === rest.slice(0, own.length).join()) grow([...list, name], rest.slice(own.length));
      }
    };
    grow([], months);
    const lengths = (list: readonly string[]): string => list.map((name) => String(monthsOf(name).length).padStart(2, '0')).join();
    const best = lists
      .filter((list) => list.length > 1 && list.flatMap(monthsOf).join() === whole)
      .toSorted((a, b) => (lengths(a) < lengths(b) ? 1 : -1))[0];
    return best
      ? joined(
          best.map((name) => recorded(name) as Amount),
          measure,
          measure.overTime,
          best.map((name) => monthsOf(name).length),
        )
      : null;
  };
  const exact = recorded(period);
  if (exact) return exact;
  if (measure.overTime === 'none') return null;
  const months = monthsOf(period);
  const made = tiled(months);
  if (made || !measure.cumulates) return made;
  const year = (months[0] ?? '').slice(0, 4);
  if (months[0] === `${year}-01` || months.some((month) => month.slice(0, 4) !== year)) return null;
  const toDate = (month: string): Amount | null => {
    const name = `${year}-01..${month}`;
    return recorded(name) ?? tiled(monthsOf(name));
  };
  const before = monthsOf(year)[monthsOf(year).indexOf(months[0] ?? '') - 1] ?? '';
  const [at, until] = [toDate(months[months.length - 1] ?? ''), toDate(before)];
  if (!at || !until) return null;
  if (measure.overTime === 'sum') {
    const top = at.top * until.bottom - until.top * at.bottom;
    return top < 0n ? null : { top, bottom: at.bottom * until.bottom, numerator: null, denominator: null };
  }
  if (measure.overTime !== 'ratio' || at.numerator === null || until.numerator === null) return null;
  const numerator = at.numerator - until.numerator;
  const denominator = (at.denominator ?? 0) - (until.denominator ?? 0);
  return numerator < 0 || denominator <= 0 ? null : quotientOf(numerator, denominator, measure);
}

function quotientOf(numerator: number, denominator: number, { scale }: NaiveMeasure): Amount {
  return { top: BigInt(numerator) * scale, bottom: BigInt(denominator), numerator, denominator };
}

function joined(
  values: readonly Amount[],
  measure: NaiveMeasure,
  rule: NaiveMeasure['overTime'],
  months: readonly number[] = [],
): Amount | null {
  if (rule === 'none') return null;
  if (rule === 'last') return { ...(values[values.length - 1] as Amount), numerator: null, denominator: null };
  if (rule === 'ratio') {
    if (values.some(({ denominator }) => denominator === null)) return null;
    const numerator = values.reduce((sum, each) => sum + (each.numerator ?? 0), 0);
    const denominator = values.reduce((sum, each) => sum + (each.denominator ?? 0), 0);
    return quotientOf(numerator, denominator, measure);
  }
  const weight = (at: number): bigint => (rule === 'mean' ? BigInt(months[at] ?? 1) : 1n);
  const sum = values.reduce(
    (all, each, at) => ({ top: all.top * each.bottom + each.top * weight(at) * all.bottom, bottom: all.bottom * each.bottom }),
    { top: 0n, bottom: 1n },
  );
  const whole = rule === 'mean' ? BigInt(months.reduce((all, each) => all + each, 0)) : 1n;
  return { top: sum.top, bottom: sum.bottom * whole, numerator: null, denominator: null };
}
