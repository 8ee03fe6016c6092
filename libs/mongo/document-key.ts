/**
 * A server orders strings by code point, the port by code unit: the two differ only where U+E000 to U+FFFF meet what lies
 * above them. Put behind the last code point of all, those sort as they should.
 */
const LAST = '\u{10ffff}';

/** `<collection>/<id>`, as it is stored; throws `RangeError` for what cannot be told apart afterwards. */
export function keyOf(collection: string, id: string): string {
  if (collection.includes('/')) throw new RangeError(`a collection has no slash in its name: ${collection}`);
  if (!id.isWellFormed()) throw new RangeError(`an id is whole Unicode: ${JSON.stringify(id)}`);
  return `${collection}/${id.replace(/[\uE000-\uFFFF]|\u{10ffff}/gu, (char) => (char === LAST ? `${LAST}\0` : LAST + char))}`;
}

export function idOf(key: string): string {
  return key.slice(key.indexOf('/') + 1).replace(/\u{10ffff}(.)/gsu, (_, char: string) => (char === '\0' ? LAST : char));
}

/** Past every key that begins as this one. */
export const keyAfterAll = (key: string): string => key + LAST + LAST;
