import { parsePeriod, type Period } from '@styrbord/steering/period';
import { deadlineOf, endOf, isOverdue, type DueTime } from './deadline';

const period = (text: string): Period => parsePeriod(text) as Period;
const calendar = (days: number, graceDays = 0): DueTime => ({ days, count: 'calendar-days', graceDays });
const working = (days: number, graceDays = 0): DueTime => ({ days, count: 'working-days', graceDays });

describe('the deadline of a report', () => {
  // Worked out by hand: last day of the period, days counted, and midnight after it in Stockholm (+01:00 in winter, +02:00 in summer).
  it.each([
    ['a tertial', '2022-T1', calendar(20), '2022-05-20T22:00:00.000Z'],
    ['with grace', '2022-T1', calendar(20, 3), '2022-05-23T22:00:00.000Z'],
    ['the day before clocks go forward', '2022-02', calendar(26), '2022-03-26T23:00:00.000Z'],
    ['the day they go forward, of 23 hours', '2022-02', calendar(27), '2022-03-27T22:00:00.000Z'],
    ['the day before they go back', '2022-09', calendar(29), '2022-10-29T22:00:00.000Z'],
    ['the day they go back, of 25 hours', '2022-09', calendar(30), '2022-10-30T23:00:00.000Z'],
    ['before the leap day', '2024-01', calendar(28), '2024-02-28T23:00:00.000Z'],
    ['on the leap day', '2024-01', calendar(29), '2024-02-29T23:00:00.000Z'],
    ['where there is no leap day', '2023-01', calendar(29), '2023-03-01T23:00:00.000Z'],
    ['of the month that ends with the leap day', '2024-02', calendar(1), '2024-03-01T23:00:00.000Z'],
    ['over the year’s turn', '2022', calendar(10), '2023-01-10T23:00:00.000Z'],
    ['at the year’s turn', '2022', calendar(0), '2022-12-31T23:00:00.000Z'],
    ['of working days over New Year and Epiphany', '2022', working(5), '2023-01-09T23:00:00.000Z'],
    ['of working days before Good Friday', '2022-Q1', working(10), '2022-04-14T22:00:00.000Z'],
    ['of working days over Easter', '2022-Q1', working(11), '2022-04-19T22:00:00.000Z'],
    ['of working days over Midsummer, with grace in days', '2022-05', working(17, 2), '2022-06-29T22:00:00.000Z'],
  ])('%s: %s', (_, name, due, expected) => expect(deadlineOf(period(name), due)).toBe(expected));

  it.each([
    ['2022-T1', '2022-04-30T22:00:00.000Z'],
    ['2022', '2022-12-31T23:00:00.000Z'],
    ['2022-03', '2022-03-31T22:00:00.000Z'],
    ['2022-10', '2022-10-31T23:00:00.000Z'],
  ])('the period %s is over at %s', (name, expected) => expect(endOf(period(name))).toBe(expected));

  it('is overdue from that very moment', () => {
    const enteredAt = '2022-01-01T00:00:00Z';
    expect(isOverdue(period('2022-T1'), calendar(20), { enteredAt, now: '2022-05-20T21:59:59.999Z' })).toBe(false);
    expect(isOverdue(period('2022-T1'), calendar(20), { enteredAt, now: '2022-05-20T22:00:00Z' })).toBe(true);
  });

  it('is of no period that had ended before plan and measure were entered', () => {
    const now = '2023-01-01T00:00:00Z';
    expect(isOverdue(period('2022-T1'), calendar(20), { enteredAt: '2022-04-30T21:59:59Z', now })).toBe(true);
    expect(isOverdue(period('2022-T1'), calendar(20), { enteredAt: '2022-04-30T22:00:00Z', now })).toBe(false);
  });
});
