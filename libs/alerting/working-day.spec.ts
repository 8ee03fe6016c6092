import { Temporal } from 'temporal-polyfill';
import { easterSunday, isBankHoliday, isWorkingDay, workingDaysAfter } from './working-day';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

describe('Swedish bank holidays', () => {
  // From the almanac.
  it.each([
    [2000, '04-23'],
    [2008, '03-23'],
    [2011, '04-24'],
    [2019, '04-21'],
    [2022, '04-17'],
    [2024, '03-31'],
    [2025, '04-20'],
    [2038, '04-25'],
  ])('Easter Sunday of %d is %s', (year, date) => expect(easterSunday(year).toString()).toBe(`${year}-${date}`));

  it.each([
    [2022, '01-01 01-06 04-15 04-17 04-18 05-01 05-26 06-05 06-06 06-24 06-25 11-05 12-24 12-25 12-26 12-31'],
    [2024, '01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-06 06-21 06-22 11-02 12-24 12-25 12-26 12-31'],
  ])('of %d are those of the almanac, and no others', (year, dates) => {
    const days = Array.from({ length: day(`${year}-01-01`).daysInYear }, (_, at) => day(`${year}-01-01`).add({ days: at }));
    expect(days.filter(isBankHoliday).map((one) => one.toString().slice(5))).toEqual(dates.split(' '));
  });

  it.each([
    ['2022-06-23', true],
    ['2022-06-24', false],
    ['2022-01-05', true],
    ['2022-12-30', true],
    ['2022-12-31', false],
    ['2022-04-23', false],
  ])('%s is a working day: %s', (date, expected) => expect(isWorkingDay(day(date))).toBe(expected));

  it.each([
    ['2022-12-31', 5, '2023-01-09'],
    ['2022-03-31', 10, '2022-04-14'],
    ['2022-03-31', 11, '2022-04-19'],
    ['2022-05-31', 17, '2022-06-27'],
    ['2022-04-30', 0, '2022-04-30'],
  ])('after %s the working day number %d is %s', (from, count, expected) =>
    expect(workingDaysAfter(day(from), count).toString()).toBe(expected),
  );
});
