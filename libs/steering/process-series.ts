import { TOTAL, type CellName } from './cell';
import { decimal, Decimal, plain } from './decimal';
import { scaleOf, type Measure } from './measure';
import { monthsIn, parsePeriod, period as periodOf, RHYTHM_MONTHS, yearOf, type Month, type Period } from './period';
import { currentEntry, type Series } from './series';
import { exactValue } from './value';

/** A value that stands beside the others: of one length, and in no other's period. */
export interface SeriesValue {
  readonly period: Period;
  readonly value: string;
  /** What the year had come to, less what it had come to before. */
  readonly differenced: boolean;
}

interface Given {
  readonly period: Period;
  readonly value: string;
  readonly differenced: boolean;
}

interface Asked {
  readonly series: Series;
  readonly measure: Measure;
  readonly cell: CellName;
  /** The last month that is looked at. */
  readonly to: Month;
}

const ENOUGH = 2;

/**
 * A cell's values as process behaviour needs them (domain §5.2): monthly or otherwise not within each other, year-cumulative
 * ones differenced. Of the measure's rhythm where there are two, else of the length there are most of, the shorter first.
 */
export function valuesForProcess(asked: Asked): readonly SeriesValue[] {
  const given = asked.measure.cumulates ? differenced(givenIn(asked)) : givenIn(asked);
  const byLength = new Map<number, Given[]>();
  for (const each of given) {
    const months = monthsIn(each.period);
    const same = byLength.get(months);
    const last = same?.[same.length - 1];
    if (!same) byLength.set(months, [each]);
    else if (last && last.period.to < each.period.from) same.push(each);
  }
  const rhythm = asked.measure.rhythm && byLength.get(RHYTHM_MONTHS[asked.measure.rhythm]);
  const most = [...byLength].toSorted(([a, as], [b, bs]) => bs.length - as.length || a - b)[0]?.[1] ?? [];
  const chosen = rhythm && rhythm.length >= ENOUGH ? rhythm : most;
  return chosen;
}

/** Every value with a figure, by its period; T is made of its parts where it has none of its own. */
function givenIn({ series, measure, cell, to }: Asked): Given[] {
  const cells = cell === TOTAL ? [TOTAL, ...measure.cells] : [cell];
  const names = new Set(cells.flatMap((each) => Object.keys(series.cells[each] ?? {})));
  return [...names]
    .flatMap((name) => {
      const period = parsePeriod(name);
      const value = period && period.to <= to ? textOf(series, measure, cell, period) : null;
      return period && value !== null ? [{ period, value, differenced: false }] : [];
    })
    .toSorted((a, b) => a.period.from - b.period.from || a.period.to - b.period.to);
}

/** The exact figure as decimal text. A quotient of the cell's own is most of what there is, and is made without a decimal's detours. */
function textOf(series: Series, measure: Measure, cell: CellName, period: Period): string | null {
  const entry = currentEntry(series, cell, period.name);
  if (entry && entry.numerator !== null && entry.numerator >= 0 && entry.denominator && measure.kind === 'share')
    return quotientText(entry.numerator, entry.denominator, scaleOf(measure));
  const exact = exactValue(series, measure, cell, period)?.exact ?? null;
  return exact && plain(exact);
}

/** As `quotient` rounds it: to so many digits, half up. */
const DIGITS = Decimal.DP;
const UNIT = 10n ** BigInt(DIGITS);

function quotientText(numerator: number, denominator: number, scale: number): string {
  const of = BigInt(denominator);
  const whole = ((2n * BigInt(numerator) * BigInt(scale) * UNIT + of) / (2n * of)).toString().padStart(DIGITS + 1, '0');
  return `${whole.slice(0, -DIGITS)}.${whole.slice(-DIGITS)}`;
}

/** What each part of a year added. A part that was recorded by itself is not made of differences. */
function differenced(given: readonly Given[]): Given[] {
  const own = new Set(given.map(({ period }) => period.name));
  const made = given.flatMap((each, at) => {
    const before = given[at - 1];
    if (!before || !isToDate(each.period) || !isToDate(before.period) || each.period.from !== before.period.from) return [];
    const part = periodOf(before.period.to + 1, each.period.to);
    return own.has(part.name) ? [] : [{ period: part, value: plain(decimal(each.value).minus(before.value)), differenced: true }];
  });
  return [...given, ...made].toSorted((a, b) => a.period.from - b.period.from || a.period.to - b.period.to);
}

/** From January on, within the year. */
const isToDate = ({ from, to }: Period): boolean => from % 12 === 0 && yearOf(from) === yearOf(to);
