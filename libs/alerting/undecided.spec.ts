import { evolveAnswering, NOBODY_ANSWERS, setResponsible } from './notice-settings';
import { undecidedResponsibilities, type Reorganised } from './undecided';

const MERGED: Reorganised = { units: ['a', 'b'], into: 'ab', on: '2022-05-01', isNew: true };
type Said = readonly [unit: string, measure: string | null, persons: readonly string[], at?: string];
const [A, B]: readonly Said[] = [
  ['a', null, ['p-a']],
  ['b', null, ['p-b']],
] as const;

const after = (...said: readonly Said[]) =>
  said.reduce(
    (answering, [unit, measure, persons, at = '2022-04-01T08:00:00.000Z']) =>
      evolveAnswering(answering, { type: 'responsible-set', data: { unit, measure, persons, before: [] } }, at),
    NOBODY_ANSWERS,
  );
const undecided = (change: Reorganised, ...said: readonly Said[]) =>
  undecidedResponsibilities(after(...said), [change]).map(({ unit, measure, before }) => [
    unit,
    measure,
    ...before.map((one) => `${one.unit}: ${one.persons.join()}`),
  ]);

describe('who answers for what units have become', () => {
  it('is undecided of each measure that somebody answered for', () =>
    expect(undecided(MERGED, A, B, ['b', 'budget', ['p-c']])).toEqual([
      ['ab', null, 'a: p-a', 'b: p-b'],
      ['ab', 'budget', 'b: p-c'],
    ]));

  it('is decided by any word on it, that nobody does too', () => {
    expect(undecided(MERGED, A, B, ['ab', null, ['p-a']])).toEqual([]);
    expect(undecided(MERGED, A, B, ['ab', null, []])).toEqual([]);
    expect(undecided(MERGED, A, ['ab', 'budget', ['p-a']])).toEqual([['ab', null, 'a: p-a']]);
  });

  it('of a unit that was there before is decided by a word since then', () => {
    const intoA = { ...MERGED, into: 'a', isNew: false };
    expect(undecided(intoA, A, B)).toEqual([['a', null, 'a: p-a', 'b: p-b']]);
    expect(undecided(intoA, A, B, ['a', null, ['p-a'], '2022-05-01T08:00:00.000Z'])).toEqual([]);
    expect(undecided(intoA, A)).toEqual([]);
  });

  it('can be said to be who it was', () => {
    const world = { unitExists: () => true, measureExists: () => true, personExists: () => true };
    const again = (isUndecided: boolean) =>
      setResponsible({ unit: 'a', measure: null, persons: ['p-a'] }, after(A), { ...world, isUndecided: () => isUndecided });
    expect(again(false)).toEqual([]);
    expect(again(true)).toMatchObject([{ type: 'responsible-set', data: { persons: ['p-a'], before: ['p-a'] } }]);
  });
});
