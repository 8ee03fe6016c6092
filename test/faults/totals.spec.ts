import { totalOf } from '@styrbord/steering/cell-made';
import type { Computed } from '@styrbord/steering/computed';
import { decimal } from '@styrbord/steering/decimal';
import type { Measure } from '@styrbord/steering/measure';
import { NO_UNITS, parentOf, type Organisation } from '@styrbord/steering/organisation';
import { period as periodOf, parsePeriod, type Period } from '@styrbord/steering/period';
import { EMPTY_SERIES, type Series } from '@styrbord/steering/series';
import { unitTotals, type UnitTotals } from '@styrbord/steering/unit-totals';
import { exactValue, partlyValue } from '@styrbord/steering/value';
import { figuresOf, isClose, measured, measureOf, naiveOf, naiveUnits, reorganised, seriesOf } from './generated-units';
import { monthsOf, naiveTotal, naiveValue, type NaiveFigure } from './naive-totals';
import { isLong, pick, SEED, seeded } from './seeded';

const ORGANISATIONS = isLong ? 100_000 : 5_000;
const SERIES = isLong ? 100_000 : 5_000;
const CHANGES = 6;
const MANY_VALUES = 40;

describe(`totals over ${ORGANISATIONS} generated organisations (seed ${SEED})`, () => {
  it('are what a plain reading of the domain says, and moved by differences what they are from nothing', () => {
    const met: Record<string, number> = {};
    for (let at = 0; at < ORGANISATIONS; at++) {
      const random = seeded(SEED + at);
      const organisation = reorganised(random);
      const measure = measureOf(random, organisation);
      const all = new Map(Object.keys(organisation.units).map((id) => [id, seriesOf(random, measure)]));
      const places = placesOf(random, measure);
      const moved = totalsOf(organisation, measure, all);
      // Whatever is looked at first is remembered, and moves afterwards.
      for (const { unit, cell, period } of places) told(moved, measure, { unit, cell, period });
      for (const id of Object.keys(organisation.units))
        if (random() < 0.3) {
          const changed = [...Array(CHANGES).keys()].reduce(
            (series, turn) => measured(random, series, measure, at + turn),
            all.get(id) ?? EMPTY_SERIES,
          );
          all.set(id, changed);
          moved.put(id, changed);
        }
      const fresh = totalsOf(organisation, measure, all);
      for (const place of places) {
        const [live, rebuilt] = [told(moved, measure, place), told(fresh, measure, place)];
        const naive = naiveTotal(naiveUnits(organisation, all), naiveOf(measure), {
          root: place.unit,
          cell: place.cell,
          period: place.period.name,
        });
        if (!isSame(live, rebuilt, naive, measure))
          expect({ seed: SEED + at, place, live, rebuilt }).toEqual({ seed: SEED + at, place, live: naive, rebuilt: live });
        for (const seen of seenIn(naive, organisation)) met[seen] = (met[seen] ?? 0) + 1;
      }
    }
    // Agreement on organisations in which nothing happens would be worth nothing.
    for (const often of SEEN_OFTEN) expect([often, (met[often] ?? 0) > ORGANISATIONS / 100]).toEqual([often, true]);
    process.stderr.write(`totals: seed ${SEED}, ${ORGANISATIONS} organisations, ${JSON.stringify(met)}\n`);
  }, 3_600_000);
});

describe(`values over time of ${SERIES} generated series (seed ${SEED})`, () => {
  it('are what a plain reading of the domain says: parts, differences, what is not complete', () => {
    const met: Record<string, number> = {};
    for (let at = 0; at < SERIES; at++) {
      const random = seeded(SEED + 7 * at);
      const measure = measureOf(random, NO_UNITS);
      const series = seriesOf(random, measure, MANY_VALUES);
      const figures = figuresOf(series);
      for (const name of ASKED) {
        const cell = pick(random, measure.cells);
        const value = exactValue(series, measure, cell, parsePeriod(name) as Period);
        const naive = naiveValue(figures, naiveOf(measure), cell, name);
        const isSameValue = value?.exact ? naive !== null && isClose(value.exact, naive) : naive === null;
        if (!isSameValue)
          expect({ seed: SEED + 7 * at, name, cell, measure, value: value?.text }).toEqual({
            seed: SEED + 7 * at,
            name,
            cell,
            measure,
            value: String(naive?.top),
          });
        const partly = partlyValue(series, measure, cell, parsePeriod(name) as Period);
        const covered = naive || measure.overTime === 'none' || measure.overTime === 'last' ? null : mostMonths(figures, cell, name);
        expect([SEED + 7 * at, name, partly?.months ?? null]).toEqual([SEED + 7 * at, name, covered || null]);
        const seen = value
          ? value.derived
            ? `derived ${measure.overTime}${measure.cumulates ? ', cumulating' : ''}`
            : 'recorded'
          : partly
            ? 'partly'
            : 'nothing';
        met[seen] = (met[seen] ?? 0) + 1;
      }
    }
    for (const often of [
      'recorded',
      'partly',
      'nothing',
      'derived sum',
      'derived sum, cumulating',
      'derived ratio-of-sums',
      'derived last',
      'derived mean',
    ])
      expect([often, (met[often] ?? 0) > SERIES / 100]).toEqual([often, true]);
    process.stderr.write(`over time: seed ${SEED}, ${SERIES} series, ${JSON.stringify(met)}\n`);
  }, 3_600_000);
});

const SEEN_OFTEN = ['nothing', 'whole', 'missing', 'without denominator', 'closed', 'percent', 'percent unknown', 'deep', 'merged'];
const ASKED = ['2021-01', '2021-Q1', '2021-Q2', '2021-T1', '2021-T2', '2021-H1', '2021-01..2021-08', '2021'];
type Place = { readonly unit: string; readonly cell: string; readonly period: Period };

function placesOf(random: () => number, measure: Measure): Place[] {
  return ['r', 'u0', 'u1'].map((unit) => ({
    unit,
    cell: pick(random, ['T', ...measure.cells]),
    period: parsePeriod(pick(random, ASKED)) ?? periodOf(0, 0),
  }));
}

function totalsOf(organisation: Organisation, measure: Measure, all: ReadonlyMap<string, Series>): UnitTotals {
  const totals = unitTotals(organisation, measure) as UnitTotals;
  for (const id of totals.wanted('r')) totals.put(id, all.get(id) ?? EMPTY_SERIES);
  return totals;
}

/** A total with all that is told of it. */
function told(totals: UnitTotals, measure: Measure, { unit, cell, period }: Place) {
  const computed: Computed = {
    from: 'units',
    periods: totals.periodsOf(unit),
    entryAt: (of, at) => totals.entryAt(unit, of, at),
    partsAt: (of, at) => totals.partsAt(unit, of, at),
  };
  const parts = totals.partsAt(unit, cell, period);
  const named = (state: string): string[] =>
    parts
      .filter((part) => part.state === state)
      .map((part) => part.unit.id)
      .toSorted();
  const structure = { organisation: totals.organisation, measures: new Map(), plans: new Map(), targets: new Map() };
  const total = totalOf({ structure, series: EMPTY_SERIES, computed, unit, measure, period }, cell, period);
  return {
    entry: totals.entryAt(unit, cell, period),
    counted: named('counted'),
    missing: named('missing'),
    withoutDenominator: named('without-denominator'),
    closed: named('closed'),
    percent: total?.denominatorPercent ?? null,
    periods: totals
      .periodsOf(unit)
      .map(({ name }) => name)
      .toSorted(),
  };
}

type Told = ReturnType<typeof told>;

function isSame(live: Told, rebuilt: Told, naive: ReturnType<typeof naiveTotal>, { kind }: Measure): boolean {
  if (JSON.stringify(live) !== JSON.stringify(rebuilt)) return false;
  const { entry } = live;
  const isRatio = kind === 'share' || kind === 'mean';
  const value = entry && (isRatio ? decimal(entry.numerator ?? 0).div(entry.denominator ?? 1) : decimal(entry.value ?? 0));
  const lists = ['counted', 'missing', 'withoutDenominator', 'closed'] as const;
  return (
    (value === null || naive.value === null ? value === naive.value : isClose(value, naive.value)) &&
    lists.every((list) => live[list].join() === naive[list].join()) &&
    live.percent === (naive.percent === null ? null : String(naive.percent))
  );
}

function mostMonths(figures: readonly NaiveFigure[], cell: string, name: string): number {
  const whole = monthsOf(name);
  const parts = figures
    .filter((figure) => figure.cell === cell)
    .map(({ period }) => monthsOf(period))
    .filter((months) => months.every((month) => whole.includes(month)));
  const most = (at: number, taken: readonly string[]): number => {
    const part = parts[at];
    if (!part) return taken.length;
    const without = most(at + 1, taken);
    return part.some((month) => taken.includes(month)) ? without : Math.max(without, most(at + 1, [...taken, ...part]));
  };
  return most(0, []);
}

function seenIn(naive: ReturnType<typeof naiveTotal>, { units }: Organisation): string[] {
  const counted = naive.counted.map((id) => units[id]);
  return [
    naive.value === null ? 'nothing' : 'whole',
    ...(naive.missing.length > 0 ? ['missing'] : []),
    ...(naive.withoutDenominator.length > 0 ? ['without denominator'] : []),
    ...(naive.closed.length > 0 ? ['closed'] : []),
    ...(naive.percent !== null && naive.percent < 100 ? ['percent'] : []),
    ...(naive.value !== null && naive.missing.length > 0 && naive.percent === null ? ['percent unknown'] : []),
    ...(counted.some((unit) => unit && parentOf(unit) !== 'r') ? ['deep'] : []),
    ...(counted.some((unit) => unit?.closedOn) ? ['merged'] : []),
  ];
}
