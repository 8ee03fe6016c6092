/**
 * A store orders strings by code point, the Documents port by code unit: the two differ only where U+E000 to U+FFFF meet
 * what lies above them. Put behind the last code point of all, those sort as they should.
 */
const LAST = '\u{10ffff}';

/** An id as a store that orders by code point keeps it; throws `RangeError` for what cannot be told apart afterwards. */
export function orderedText(id: string): string {
  if (!id.isWellFormed()) throw new RangeError(`an id is whole Unicode: ${JSON.stringify(id)}`);
  return id.replace(/[\uE000-\uFFFF]|\u{10ffff}/gu, (char) => (char === LAST ? `${LAST}\0` : LAST + char));
}

export function originalText(ordered: string): string {
  return ordered.replace(/\u{10ffff}(.)/gsu, (_, char: string) => (char === '\0' ? LAST : char));
}

/** Past every ordered text that begins as this one. */
export const afterAll = (ordered: string): string => ordered + LAST + LAST;
