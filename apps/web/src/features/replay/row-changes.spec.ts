import type { Cell, Row } from '@styrbord/steering/scorecard';
import { rowChanges } from './row-changes';

const cell = (value: string | null, result: string, target = 'minst 95 %') =>
  ({ target: { text: target }, outcome: value === null ? null : { value }, verdict: { result }, path: null }) as unknown as Cell;
const row = (cells: Record<string, Cell>, comment: string | null = null) => ({ id: 'a', cells, comment }) as unknown as Row;

describe('what a row said at two moments', () => {
  it('tells a correction that turned the verdict, in the cell where it happened', () => {
    const before = row({ T: cell('94', 'missed'), K: cell('93', 'missed') });
    const after = row({ T: cell('94', 'missed'), K: cell('96', 'met') });
    expect(rowChanges(before, after, '2022')).toEqual([
      { what: 'outcome', cell: 'K', before: '93', after: '96' },
      { what: 'verdict', cell: 'K', before: 'missed', after: 'met' },
    ]);
  });

  it('tells a new target and a comment', () => {
    expect(rowChanges(row({ T: cell('94', 'near') }), row({ T: cell('94', 'near', 'minst 90 %') }, 'sänkt'), '2022')).toEqual([
      { what: 'target', cell: 'T', before: 'minst 95 %', after: 'minst 90 %' },
      { what: 'comment', cell: '', before: null, after: 'sänkt' },
    ]);
  });

  it('tells a row that came', () => {
    expect(rowChanges(null, row({ T: cell(null, 'none', 'minst 1') }), '2022')).toEqual([
      { what: 'row', cell: '', before: false, after: true },
      { what: 'target', cell: 'T', before: null, after: 'minst 1' },
      { what: 'verdict', cell: 'T', before: null, after: 'none' },
    ]);
  });

  it('has nothing to tell of two that say the same', () => {
    expect(rowChanges(row({ T: cell('94', 'near') }), row({ T: cell('94', 'near') }), '2022')).toEqual([]);
  });
});
