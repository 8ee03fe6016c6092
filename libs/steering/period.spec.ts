import { endsRhythm, hasEnded, inYear, isAlike, parsePeriod, reportOf } from './period';

const name = (text: string): string | null => parsePeriod(text)?.name ?? null;

describe('a period', () => {
  it.each(['2022', '2022-H1', '2022-T3', '2022-Q4', '2022-04', '2022-01..2022-08', '2021-11..2022-02'])('%s keeps its name', (text) => {
    expect(name(text)).toBe(text);
  });
  it.each([
    ['2022-01..2022-04', '2022-T1'],
    ['2022-01..2022-12', '2022'],
    ['2022-04..2022-06', '2022-Q2'],
    ['2022-07..2022-12', '2022-H2'],
    ['2022-04..2022-04', '2022-04'],
  ])('%s is %s', (text, expected) => expect(name(text)).toBe(expected));
  it.each([
    '2022-T4',
    '2022-13',
    '2022-00',
    '2022-Q5',
    '2022-H3',
    '2022-08..2022-01',
    '22',
    '',
    '2022-T0',
    '2022..2023',
    '2022-1',
    '2022-01..',
    'T1 2022',
    '2022-01..2022-02..2022-03',
  ])('refuses %s', (text) => expect(parsePeriod(text)).toBeNull());
  it('is like for like only with the same length and place in the year', () => {
    const t1 = parsePeriod('2022-T1')!;
    expect(inYear(t1, 2020).name).toBe('2020-T1');
    expect(isAlike(t1, parsePeriod('2019-T1')!)).toBe(true);
    expect(isAlike(t1, parsePeriod('2021-T3')!)).toBe(false);
    expect(isAlike(t1, parsePeriod('2021')!)).toBe(false);
  });
  it('knows the reports: T2 and T3 are none', () => {
    expect(['2022-T1', '2022-01..2022-08', '2022', '2022-T2', '2022-04'].map((text) => reportOf(parsePeriod(text)!))).toEqual([
      'DÅ04',
      'DÅ08',
      'ÅR',
      null,
      null,
    ]);
  });
  it('has ended the day its last month has', () => {
    expect(hasEnded(parsePeriod('2022-T1')!, '2022-04-30')).toBe(false);
    expect(hasEnded(parsePeriod('2022-T1')!, '2022-05-01')).toBe(true);
  });
  it('ends a rhythm where the rhythm ends', () => {
    expect(endsRhythm(parsePeriod('2022-T2')!, 'quarter')).toBe(false);
    expect(endsRhythm(parsePeriod('2022-T2')!, 'tertial')).toBe(true);
    expect(endsRhythm(parsePeriod('2022')!, 'year')).toBe(true);
  });
});
