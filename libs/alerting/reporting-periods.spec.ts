import { parsePeriod, type Period } from '@styrbord/steering/period';
import { periodsOf, readPeriods, type Reporting } from './reporting-periods';

const periods = (names: string): Period[] => names.split(' ').map((name) => parsePeriod(name) as Period);
const read = (reporting: Reporting, recorded: string): string =>
  readPeriods(reporting, periods(recorded))
    .map(({ name }) => name)
    .join(' ');

describe('a measure is read for', () => {
  it.each<[string, Reporting, string, string]>([
    ['its reports', { rhythm: 'tertial', reports: ['DÅ04', 'DÅ08', 'ÅR'] }, '2022-T1 2022-T2', '2022-T1 2022-01..2022-08'],
    ['the first report that shows a value', { rhythm: 'tertial', reports: ['DÅ08', 'ÅR'] }, '2022-T1', '2022-01..2022-08'],
    ['the report that a shorter value lies in', { rhythm: 'tertial', reports: ['DÅ04', 'ÅR'] }, '2022-Q1 2022-10', '2022-T1 2022'],
    ['each month of what is monthly, reports or not', { rhythm: 'month', reports: ['DÅ04', 'ÅR'] }, '2022-02 2022-01', '2022-01 2022-02'],
    ['each tertial', { rhythm: 'tertial', reports: [] }, '2022-04 2022-T2', '2022-T1 2022-T2'],
    ['what has values, where nothing is stated', { rhythm: null, reports: [] }, '2022-T1 2021-04', '2021-04 2022-T1'],
    ['a value of its own length', { rhythm: 'month', reports: [] }, '2022-01 2022-T1', '2022-01 2022-T1'],
    ['years that touch', { rhythm: 'quarter', reports: [] }, '2021-12 2022-01', '2021-Q4 2022-Q1'],
  ])('%s', (_, reporting, recorded, expected) => expect(read(reporting, recorded)).toBe(expected));

  it('is reported as stated', () =>
    expect(periodsOf({ rhythm: 'half-year', reports: [] }, 2022).map(({ name }) => name)).toEqual(['2022-H1', '2022-H2']));
});
