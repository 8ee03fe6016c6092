import { keptMarkOf, marked, marksOf, normalisedName, piecesOf, subjectsIn, withKeptSaid, withoutNames } from './marks';

const ANNA = `s-${'a'.repeat(24)}`;
const KEPT = keptMarkOf(ANNA, 'c2VhbGVk');

describe('marks of persons in a text', () => {
  it('are read where they stand, with what is around them', () => {
    expect(piecesOf('Enligt @[Anna Andersson] och @[Bo].')).toEqual([
      { text: 'Enligt ' },
      { name: 'Anna Andersson' },
      { text: ' och ' },
      { name: 'Bo' },
      { text: '.' },
    ]);
    expect(piecesOf('ingen alls, inte ens x@y.se [1]')).toEqual([{ text: 'ingen alls, inte ens x@y.se [1]' }]);
    expect(piecesOf(`${KEPT}!`)).toEqual([{ kept: KEPT, subject: ANNA, sealed: 'c2VhbGVk' }, { text: '!' }]);
  });

  it.each([
    ['unclosed', 'och @[Anna Andersson', 'mark-malformed'],
    ['empty', '@[]', 'mark-malformed'],
    ['blank', '@[  \t ]', 'mark-malformed'],
    ['inside another', '@[Anna @[Bo]]', 'mark-malformed'],
    ['with a line break', '@[Anna\nAndersson]', 'mark-malformed'],
    ['longer than a name', `@[${'a'.repeat(101)}]`, 'mark-too-long'],
    ['made to look like ours', '@[subject:s-1:abc]', 'mark-forged'],
    ['made to look like ours, in capitals', '@[ Subject:x]', 'mark-forged'],
  ])('are refused when %s', (_, text, code) => {
    expect(piecesOf(text)).toMatchObject({ refused: code, allowed: expect.anything() });
  });

  it('may be a hundred characters', () => {
    expect(piecesOf(`@[${'å'.repeat(100)}]`)).toEqual([{ name: 'å'.repeat(100) }]);
  });

  it('name the same person however spaced and capitalised', () => {
    expect(normalisedName(' ANNA\u00a0 andersson ')).toBe(normalisedName('Anna Andersson'));
    expect(normalisedName('A\u030angstro\u0308m')).toBe(normalisedName('Ångström'));
    expect(normalisedName('Anna Anderson')).not.toBe(normalisedName('Anna Andersson'));
  });

  it('are found, counted and said as they are kept', () => {
    const text = `${KEPT} och ${KEPT} och @[Bo]`;
    expect([subjectsIn(text), marksOf(ANNA, text)]).toEqual([[ANNA], 2]);
    expect(withKeptSaid(text, () => 'Anna $& "A"')).toBe('Anna $& "A" och Anna $& "A" och @[Bo]');
    expect(withKeptSaid(text, () => null)).toBe(text);
  });

  it('come back to a text that was shown without them', () => {
    expect(marked('Anna Andersson och Anna, @[Anna]', ['Anna', 'Anna Andersson'])).toBe('@[Anna Andersson] och @[Anna], @[Anna]');
  });

  it('leave no name in an answer that is kept', () => {
    const answer = { refused: [{ given: 'se @[Anna Andersson] och @[Bo An' }], no: 1, more: null };
    expect(withoutNames(answer)).toEqual({ refused: [{ given: 'se @[…] och @[…]' }], no: 1, more: null });
  });
});
