import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { isOutside, readSearch, selected, toggled } from './selection';

const row = (id: string, result: string, attention: string[] = []) =>
  ({ id, name: { sv: `Mått ${id}` }, verdict: { result }, attention }) as unknown as Row;
const scorecard = (measures: Row[]) =>
  ({ perspectives: [{ id: 'medborgare', goals: [{ id: 'g', factors: [{ id: 'f', measures }] }] }] }) as unknown as Scorecard;
const ids = (narrowed: ReturnType<typeof selected>) =>
  narrowed.flatMap(({ goals }) => goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures.map(({ id }) => id))));

describe('the selection in the address', () => {
  const rows = [row('a', 'met'), row('b', 'missed', ['missed', 'disputed']), row('c', 'none')];

  it('reads only what it knows, and keeps the order of the results', () => {
    expect(readSearch({ verdict: 'none,met,strange', attention: 'whatever', view: 'wall', other: 1 })).toEqual({
      verdict: 'met,none',
      view: 'wall',
    });
  });

  it('narrows by result, by what needs a decision, and by words of the name', () => {
    expect(ids(selected(scorecard(rows), { verdict: 'met,none' }, new Set()))).toEqual(['a', 'c']);
    expect(ids(selected(scorecard(rows), { attention: 'any' }, new Set()))).toEqual(['b']);
    expect(ids(selected(scorecard(rows), { text: 'mått C' }, new Set()))).toEqual(['c']);
  });

  it('keeps a row that changed under the reader’s eyes, and says that it no longer fits', () => {
    expect(ids(selected(scorecard(rows), { verdict: 'met' }, new Set(['b'])))).toEqual(['a', 'b']);
    expect(isOutside(rows[1] as Row, { verdict: 'met' })).toBe(true);
  });

  it('leaves no empty headings', () => {
    expect(selected(scorecard(rows), { text: 'finns inte' }, new Set())).toEqual([]);
  });

  it('turns a result on and off', () => {
    expect(toggled(undefined, 'met')).toBe('met');
    expect(toggled('met,missed', 'met')).toBe('missed');
    expect(toggled('met', 'met')).toBeUndefined();
  });
});
