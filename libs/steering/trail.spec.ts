import { entry } from '../../test/one-measure';
import { completeMeasure, type MeasureGiven } from './measure';
import { parsePeriod } from './period';
import { row } from './row';
import { EMPTY_SERIES, type Series } from './series';
import type { Structure } from './structure';

const structure = { organisation: { units: {} }, measures: new Map(), plans: new Map(), targets: new Map() } as unknown as Structure;

/** Values by cell and period. */
const seriesOf = (cells: Record<string, Record<string, string>>): Series => ({
  ...EMPTY_SERIES,
  cells: Object.fromEntries(
    Object.entries(cells).map(([cell, periods]) => [
      cell,
      Object.fromEntries(Object.entries(periods).map(([period, value]) => [period, [entry(value)]])),
    ]),
  ),
});

function trail(given: Partial<MeasureGiven>, cells: Record<string, Record<string, string>>, name: string): readonly (string | null)[] {
  const measure = completeMeasure({ id: 'm', name: { sv: 'M' }, kind: 'amount', ...given });
  return row({ structure, series: seriesOf(cells), unit: 'nara', measure, period: parsePeriod(name)! }).trail;
}

describe('the trail of a row', () => {
  it('ends with the row’s own period, and goes back in periods of the same length', () => {
    expect(trail({}, { T: { '2021-T1': '1', '2021-T2': '2', '2022-T1': '4', '2022-T2': '9' } }, '2022-T1')).toEqual(['1', '2', null, '4']);
  });

  it('goes by the measure’s rhythm where that says more', () => {
    const months = { '2022-01': '1', '2022-02': '2', '2022-03': '3', '2022-04': '4' };
    expect(trail({ rhythm: 'month', overTime: 'last' }, { T: months }, '2022-T1')).toEqual(['1', '2', '3', '4']);
  });

  it('holds twelve values at most', () => {
    const months = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`2021-${String(at + 1).padStart(2, '0')}`, String(at)]));
    const found = trail({ rhythm: 'month' }, { T: { ...months, '2022-01': '12', '2022-02': '13' } }, '2022-02');
    expect([found.length, found[0], found.at(-1)]).toEqual([12, '2', '13']);
  });

  it('sums the parts where nobody reports the total', () => {
    const cells = { K: { '2021-T3': '1', '2022-T1': '2' }, M: { '2021-T3': '10', '2022-T1': '20' } };
    expect(trail({ kind: 'count', cells: ['K', 'M'] }, cells, '2022-T1')).toEqual(['11', '22']);
  });

  it('is empty of one value, and of words', () => {
    expect(trail({}, { T: { '2022-T1': '4' } }, '2022-T1')).toEqual([]);
    expect(trail({ kind: 'text' }, { T: { '2021-T3': 'ja', '2022-T1': 'nej' } }, '2022-T1')).toEqual([]);
  });
});
