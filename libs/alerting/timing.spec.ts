import type { Severity } from './rule';
import type { Schedule } from './schedule';
import { messageTiming, timingOf } from './timing';

const zone = 'Europe/Stockholm';
const quiet = { from: '21:00', to: '07:00' };
const daily: Schedule = { zone, digest: { kind: 'daily', at: '07:30' }, quiet };
const weekly: Schedule = { zone, digest: { kind: 'weekly', weekday: 7, at: '02:30' }, quiet };
const reports: Schedule = { zone, digest: { kind: 'reports', at: '06:00' }, quiet };

describe('when somebody is told', () => {
  // Worked out by hand: clocks go forward on 27 March 2022 and back on 30 October 2022.
  it.each([
    ['of what is severe, at once', daily, 'severe', '2022-05-10T10:00:00.000Z', '2022-05-10T10:00:00.000Z', 'at-once'],
    ['of what is severe, after the quiet hours', daily, 'severe', '2022-05-10T20:00:00.000Z', '2022-05-11T05:00:00.000Z', 'quiet-hours'],
    ['… over clocks going forward', daily, 'severe', '2022-03-26T22:30:00.000Z', '2022-03-27T05:00:00.000Z', 'quiet-hours'],
    ['… over clocks going back', daily, 'severe', '2022-10-29T21:30:00.000Z', '2022-10-30T06:00:00.000Z', 'quiet-hours'],
    ['… on the leap day', daily, 'severe', '2024-02-28T22:30:00.000Z', '2024-02-29T06:00:00.000Z', 'quiet-hours'],
    ['… at the year’s turn', daily, 'severe', '2022-12-31T23:30:00.000Z', '2023-01-01T06:00:00.000Z', 'quiet-hours'],
    ['of the rest, with the digest', daily, 'warning', '2022-05-10T10:00:00.000Z', '2022-05-11T05:30:00.000Z', 'digest'],
    ['… the day clocks go forward', daily, 'note', '2022-03-26T10:00:00.000Z', '2022-03-27T05:30:00.000Z', 'digest'],
    ['… the day clocks go back', daily, 'note', '2022-10-29T10:00:00.000Z', '2022-10-30T06:30:00.000Z', 'digest'],
    ['… the leap day', daily, 'note', '2024-02-28T10:00:00.000Z', '2024-02-29T06:30:00.000Z', 'digest'],
    ['… the year’s first', daily, 'note', '2022-12-31T10:00:00.000Z', '2023-01-01T06:30:00.000Z', 'digest'],
    [
      'weekly, at an hour that is skipped and is quiet',
      weekly,
      'note',
      '2022-03-24T10:00:00.000Z',
      '2022-03-27T05:00:00.000Z',
      'quiet-hours',
    ],
    [
      'weekly, at an hour that is there twice and is quiet',
      weekly,
      'note',
      '2022-10-27T10:00:00.000Z',
      '2022-10-30T06:00:00.000Z',
      'quiet-hours',
    ],
    ['weekly, over the leap day', weekly, 'note', '2024-02-26T10:00:00.000Z', '2024-03-03T06:00:00.000Z', 'quiet-hours'],
    ['weekly, over the year’s turn', weekly, 'note', '2022-12-27T10:00:00.000Z', '2023-01-01T06:00:00.000Z', 'quiet-hours'],
    ['at reports, over clocks going forward', reports, 'note', '2022-03-01T10:00:00.000Z', '2022-05-02T05:00:00.000Z', 'quiet-hours'],
    [
      'at reports, over clocks going back and the year’s turn',
      reports,
      'note',
      '2022-10-01T10:00:00.000Z',
      '2023-01-02T06:00:00.000Z',
      'quiet-hours',
    ],
    ['at reports, from the leap day', reports, 'note', '2024-02-29T10:00:00.000Z', '2024-05-02T05:00:00.000Z', 'quiet-hours'],
  ] as const)('%s', (_, schedule, severity, at, due, because) =>
    expect(timingOf(schedule, { severity, at })).toEqual({ at: due, because }),
  );
});

describe('a message', () => {
  const waiting = (severity: Severity, at = '2022-05-10T10:00:00.000Z') => ({ severity, at });

  it('is none of nothing', () => expect(messageTiming(daily, [], '2022-05-10T10:00:00.000Z')).toBeNull());

  it('waits for the first that is due, and then takes everything with it', () => {
    const all = [waiting('note'), waiting('warning', '2022-05-10T12:00:00.000Z')];
    const digest = { at: '2022-05-11T05:30:00.000Z', because: 'digest' };
    expect(messageTiming(daily, all, '2022-05-10T13:00:00.000Z')).toEqual(digest);
    expect(messageTiming(daily, all, '2022-05-11T05:30:00.000Z')).toEqual(digest);
    expect(messageTiming(daily, [...all, waiting('severe')], '2022-05-10T13:00:00.000Z')).toMatchObject({ because: 'at-once' });
  });

  it('of what is severe goes at once, though the clock that decided it was ahead', () =>
    expect(messageTiming(daily, [waiting('severe')], '2022-05-10T09:59:59.000Z')).toEqual({
      at: '2022-05-10T09:59:59.000Z',
      because: 'at-once',
    }));

  it('that could not go while it was due waits for the end of the quiet hours that hold by then', () =>
    expect(messageTiming(daily, [waiting('severe')], '2022-05-10T20:00:00.000Z')).toEqual({
      at: '2022-05-11T05:00:00.000Z',
      because: 'quiet-hours',
    }));
});
