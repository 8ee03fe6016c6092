import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { changedRows, rowsOf, withRows } from './rows';

const row = (id: string, result: string) => ({ id, verdict: { result }, companions: [] }) as unknown as Row;
const counts = { met: 0, near: 0, missed: 0, none: 0 };
const scorecard = (no: number, measures: Row[]) =>
  ({
    known: { ledger: 'local/steering', no, at: null },
    perspectives: [{ id: 'p', counts, goals: [{ id: 'g', counts, factors: [{ id: 'f', counts, measures }] }] }],
  }) as unknown as Scorecard;
const update = (no: number, rows: Row[]) => ({
  known: { ledger: 'local/steering', no, at: null },
  counts,
  coverage: { judged: 0, of: 0, withoutTarget: 0, laterReport: 0 },
  rows,
});

describe('a scorecard kept up by the live stream', () => {
  const before = scorecard(3, [row('a', 'missed'), row('b', 'missed')]);

  it('puts a changed row in its old place and counts anew on the way up', () => {
    const after = withRows(before, update(4, [row('b', 'met')]));
    expect(rowsOf(after).map(({ id, verdict }) => `${id} ${verdict.result}`)).toEqual(['a missed', 'b met']);
    expect(after.perspectives[0]?.counts).toEqual({ met: 1, near: 0, missed: 1, none: 0 });
  });

  it('does nothing with an update it has already seen', () => {
    const after = withRows(before, update(4, [row('b', 'met')]));
    expect(withRows(after, update(4, [row('b', 'none')]))).toBe(after);
    expect(withRows(before, update(2, [row('a', 'met')]))).toBe(before);
  });

  it('finds what a reconnect brought', () => {
    expect(changedRows(before, scorecard(9, [row('a', 'missed'), row('b', 'near')]))).toEqual(['b']);
  });
});
