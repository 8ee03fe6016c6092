import { reportName, sayPeriod } from './period-words';

describe('periods as people read them', () => {
  it.each([
    ['2022-T1', 'jan–apr 2022', 'Jan–Apr 2022'],
    ['2022', 'helår 2022', 'full year 2022'],
    ['2022-04', 'april 2022', 'April 2022'],
    ['2022-01..2022-08', 'jan–aug 2022', 'Jan–Aug 2022'],
    ['2021-11..2022-02', 'nov 2021–feb 2022', 'Nov 2021–Feb 2022'],
  ])('says %s', (name, swedish, english) => {
    expect(sayPeriod(name, 'sv')).toBe(swedish);
    expect(sayPeriod(name, 'en')).toBe(english);
  });

  it('leaves alone what is no period', () => {
    expect(sayPeriod('2022-T9', 'sv')).toBe('2022-T9');
  });

  it('knows which periods are reports: the second tertial is none', () => {
    expect(reportName('2022-T1')).toBe('DÅ04');
    expect(reportName('2022-01..2022-08')).toBe('DÅ08');
    expect(reportName('2022-T2')).toBeNull();
  });
});
