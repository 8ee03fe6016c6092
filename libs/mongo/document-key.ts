import { orderedText, originalText } from '@styrbord/eventsourcing/code-unit-order';

/** `<collection>/<id>`, as it is stored; throws `RangeError` for what cannot be told apart afterwards. */
export function keyOf(collection: string, id: string): string {
  if (collection.includes('/')) throw new RangeError(`a collection has no slash in its name: ${collection}`);
  return `${collection}/${orderedText(id)}`;
}

export function idOf(key: string): string {
  return originalText(key.slice(key.indexOf('/') + 1));
}
