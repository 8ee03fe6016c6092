import { entry, SHARE, structureOf } from '../../test/one-measure';
import { completeMeasure, type MeasureGiven } from './measure';
import { parsePeriod, period as periodOf, type Period } from './period';
import { row } from './row';
import { EMPTY_SERIES, type Series } from './series';
import { stripOf } from './strip';

const seriesOf = (values: Readonly<Record<string, number>>): Series => ({
  ...EMPTY_SERIES,
  cells: { T: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [entry(String(value))]])) },
});
/** Months up to April 2022. */
const monthly = (values: readonly number[]): Series =>
  seriesOf(
    Object.fromEntries(
      values.map((value, at) => {
        const month = 2022 * 12 + 4 - values.length + at;
        return [periodOf(month, month).name, value];
      }),
    ),
  );

function askedOf(series: Series, period: string, given: Partial<MeasureGiven> = {}) {
  const measure = completeMeasure({ ...SHARE, ...given });
  return { structure: structureOf([measure], 'minst 80', '2010'), series, unit: 'u', measure, period: parsePeriod(period) as Period };
}

describe('a row’s strip', () => {
  const values = [79, 81, 79, 81, 79, 81, 79, 81, 79, 81, 79, 81, 80, 90];

  it('has its last twelve periods, each judged as its own row, and the limits of the second lamp', () => {
    const asked = askedOf(monthly(values), '2022-04');
    const strip = stripOf(asked);
    expect(strip.periods.map(({ value }) => Number(value))).toEqual(values.slice(-12));
    for (const { period, result, reason } of strip.periods)
      expect([period, { result, reason }]).toEqual([
        period,
        expect.objectContaining({ result: row({ ...asked, period: parsePeriod(period) as Period }).verdict.result, reason: null }),
      ]);
    const { process } = row(asked);
    expect([strip.mean, strip.lower, strip.upper]).toEqual([process.mean, process.lower, process.upper]);
    expect(strip.periods.filter(({ cause }) => cause !== 'none').map(({ period, cause }) => [period, cause])).toEqual([
      ['2022-04', 'above'],
    ]);
  });

  it('of a tertial whose limits are of months shows the months up to it', () => {
    const strip = stripOf(askedOf(monthly(values), '2022-T1'));
    expect([strip.periods.length, strip.periods.at(-1)?.period]).toEqual([12, '2022-04']);
  });

  it('begins at the first value, and has a gap where one is missing', () => {
    const strip = stripOf(askedOf(seriesOf({ '2021-T1': 81, '2021-T3': 79, '2022-T1': 82 }), '2022-T1', { rhythm: 'tertial' }));
    expect(strip.periods.map(({ period, value, result }) => [period, value, result])).toEqual([
      ['2021-T1', '81', 'met'],
      ['2021-T2', null, 'none'],
      ['2021-T3', '79', 'missed'],
      ['2022-T1', '82', 'met'],
    ]);
    expect([strip.mean, strip.lower]).toEqual([null, null]);
    expect(stripOf(askedOf(EMPTY_SERIES, '2022-T1')).periods).toEqual([]);
  });

  it('of what cumulates sets the same months of each year beside each other, without limits of differences', () => {
    const count = { kind: 'count', cumulates: true, rhythm: 'tertial' } as const;
    const series = seriesOf({ '2020-T1': 30, '2021-T1': 20, '2021-01..2021-08': 60, '2021': 90, '2022-T1': 30 });
    const strip = stripOf(askedOf(series, '2022-T1', count));
    expect(strip.periods.map(({ period }) => period)).toEqual(['2020-T1', '2021-T1', '2022-T1']);
    expect(strip.lower).toBeNull();
    const months = stripOf(askedOf(monthly(values), '2022-T1', { ...count, rhythm: 'month' }));
    expect([months.periods.length, months.periods.at(-1)?.period, months.lower]).toEqual([12, '2022-04', expect.any(String)]);
  });
});
