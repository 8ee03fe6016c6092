import { assert, array, constantFrom, property } from 'fast-check';
import { afterAll as keyAfterAll } from '@styrbord/eventsourcing/code-unit-order';
import { idOf, keyOf } from './document-key';

const text = array(constantFrom('a', 'å', '/', '\0', '\uD7FF', '\uE000', '\uFFFF', '😀', '\u{10FFFE}', '\u{10FFFF}'), { maxLength: 5 }).map(
  (chars) => chars.join(''),
);
const byCodePoint = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

describe('the key of a document', () => {
  it('sorts by code point as its id does by code unit, and gives the id back', () => {
    assert(
      property(text, text, (one, other) => {
        expect(Math.sign(byCodePoint(keyOf('views', one), keyOf('views', other)))).toBe(one === other ? 0 : one < other ? -1 : 1);
        expect(idOf(keyOf('views', one))).toBe(one);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('lies among those of its prefix, and no other does', () => {
    assert(
      property(text, text, (id, prefix) => {
        const from = keyOf('views', prefix);
        const key = keyOf('views', id);
        expect(byCodePoint(from, key) <= 0 && byCodePoint(key, keyAfterAll(from)) < 0).toBe(id.startsWith(prefix));
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('is refused where two could not be told apart', () => {
    expect(() => keyOf('a/b', 'c')).toThrow(RangeError);
    expect(() => keyOf('a', '\uD800')).toThrow(RangeError);
  });
});
