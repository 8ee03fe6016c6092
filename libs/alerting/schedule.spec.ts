import { nextDigest, quietUntil, scheduleRefusal, type DigestRhythm, type Schedule } from './schedule';

const zone = 'Europe/Stockholm';
const daily: DigestRhythm = { kind: 'daily', at: '07:30' };
const weekly: DigestRhythm = { kind: 'weekly', weekday: 1, at: '07:30' };
const reports: DigestRhythm = { kind: 'reports', at: '07:30' };

describe('the next digest', () => {
  // Worked out by hand against the almanac.
  it.each([
    ['later the same day', daily, '2022-05-10T05:29:59Z', '2022-05-10T05:30:00.000Z'],
    ['the next day, at its very time', daily, '2022-05-10T05:30:00Z', '2022-05-11T05:30:00.000Z'],
    ['over clocks going forward', daily, '2022-03-26T12:00:00Z', '2022-03-27T05:30:00.000Z'],
    ['over clocks going back', daily, '2022-10-29T12:00:00Z', '2022-10-30T06:30:00.000Z'],
    ['at an hour that the clock skips', { kind: 'daily', at: '02:30' }, '2022-03-26T12:00:00Z', '2022-03-27T01:30:00.000Z'],
    ['at an hour that it shows twice, at the first', { kind: 'daily', at: '02:30' }, '2022-10-29T12:00:00Z', '2022-10-30T00:30:00.000Z'],
    ['and not at the second', { kind: 'daily', at: '02:30' }, '2022-10-30T00:30:00Z', '2022-10-31T01:30:00.000Z'],
    ['on the leap day', daily, '2024-02-28T12:00:00Z', '2024-02-29T06:30:00.000Z'],
    ['over the year’s turn', daily, '2022-12-31T12:00:00Z', '2023-01-01T06:30:00.000Z'],
    ['weekly', weekly, '2022-05-10T12:00:00Z', '2022-05-16T05:30:00.000Z'],
    ['weekly over clocks going forward', weekly, '2022-03-22T12:00:00Z', '2022-03-28T05:30:00.000Z'],
    ['weekly over clocks going back', weekly, '2022-10-25T12:00:00Z', '2022-10-31T06:30:00.000Z'],
    ['weekly over the leap day', weekly, '2024-02-27T12:00:00Z', '2024-03-04T06:30:00.000Z'],
    ['weekly over the year’s turn', weekly, '2022-12-27T12:00:00Z', '2023-01-02T06:30:00.000Z'],
    ['after DÅ04: 1 May 2022 is a Sunday', reports, '2022-03-10T12:00:00Z', '2022-05-02T05:30:00.000Z'],
    ['after DÅ08', reports, '2022-05-02T05:30:00Z', '2022-09-01T05:30:00.000Z'],
    ['after the year: the first bank day of 2023', reports, '2022-09-01T05:30:00Z', '2023-01-02T06:30:00.000Z'],
    ['after the year: 1 January 2024 is a Monday, and a holiday', reports, '2023-09-01T05:30:00Z', '2024-01-02T06:30:00.000Z'],
  ] as const)('%s', (_, digest, now, expected) => expect(nextDigest({ zone, digest }, now)).toBe(expected));

  it('is in the person’s own time zone', () =>
    expect(nextDigest({ zone: 'Europe/Helsinki', digest: daily }, '2022-05-10T12:00:00Z')).toBe('2022-05-11T04:30:00.000Z'));
});

describe('quiet hours', () => {
  const night = { zone, quiet: { from: '21:00', to: '07:00' } };
  const noon = { zone, quiet: { from: '12:00', to: '13:00' } };
  it.each([
    ['before the evening', night, '2022-05-10T18:59:59Z', null],
    ['from the evening', night, '2022-05-10T19:00:00Z', '2022-05-11T05:00:00.000Z'],
    ['in the small hours', night, '2022-05-11T01:00:00Z', '2022-05-11T05:00:00.000Z'],
    ['until the morning', night, '2022-05-11T05:00:00Z', null],
    ['over clocks going forward', night, '2022-03-26T22:00:00Z', '2022-03-27T05:00:00.000Z'],
    ['over clocks going back', night, '2022-10-29T22:00:00Z', '2022-10-30T06:00:00.000Z'],
    ['over the year’s turn', night, '2022-12-31T22:00:00Z', '2023-01-01T06:00:00.000Z'],
    ['within a day', noon, '2022-05-10T10:30:00Z', '2022-05-10T11:00:00.000Z'],
    ['after them', noon, '2022-05-10T11:00:00Z', null],
    ['where there are none', { zone, quiet: null }, '2022-05-10T23:00:00Z', null],
  ] as const)('%s', (_, schedule, now, expected) => expect(quietUntil(schedule, now)).toBe(expected));
});

describe('a schedule is refused', () => {
  const good: Schedule = { zone, digest: weekly, quiet: { from: '21:00', to: '07:00' } };
  it('never when it can be kept', () => expect(scheduleRefusal(good)).toBeNull());
  it.each([
    ['zone-unknown', { ...good, zone: 'Europe/Lulea' }],
    ['time-malformed', { ...good, digest: { kind: 'daily', at: '24:00' } }],
    ['weekday-unfit', { ...good, digest: { kind: 'weekly', weekday: 8, at: '07:00' } }],
    ['time-malformed', { ...good, quiet: { from: '9', to: '10:00' } }],
    ['quiet-hours-cover-day', { ...good, quiet: { from: '00:00', to: '00:00' } }],
  ] as const)('%s', (refused, schedule) => expect(scheduleRefusal(schedule)?.refused).toBe(refused));
});
