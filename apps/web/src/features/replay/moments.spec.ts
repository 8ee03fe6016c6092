import { commitOf, firstShown, readReplaySearch, tickAt } from './moments';

const ticks = [
  { no: 1, at: '2022-05-01T08:00:00.000Z', events: 9 },
  { no: 4, at: '2022-05-16T08:00:00.000Z', events: 1 },
  { no: 9, at: '2022-06-01T08:00:00.000Z', events: 1 },
];

describe('the moments of a replay', () => {
  it('takes a commit as it is, and a time as the last change by then', () => {
    expect(commitOf(7, ticks)).toBe(7);
    expect(commitOf('2022-05-20', ticks)).toBe(4);
    expect(commitOf('2021-01-01', ticks)).toBe(0);
  });

  it('places a commit between two ticks at the earlier one', () => {
    expect([0, 1, 3, 4, 8, 9, 99].map((no) => tickAt(no, ticks))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  });

  it('begins before the latest change', () => {
    expect(firstShown(ticks)).toBe(4);
    expect(firstShown(ticks.slice(0, 1))).toBe(1);
    expect(firstShown([])).toBe(0);
  });

  it('passes over what is no moment', () => {
    expect(readReplaySearch({ at: 12, with: 'imorgon' })).toEqual({ at: 12 });
    expect(readReplaySearch({ at: '2022-05-16T08:00:00Z', with: '3' })).toEqual({ at: '2022-05-16T08:00:00Z', with: 3 });
  });
});
