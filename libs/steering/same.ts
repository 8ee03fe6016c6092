/** Whether two values are the same JSON: member order says nothing, and undefined is absent. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((part, at) => isSameJson(part, b[at]));
  }
  const present = (value: object): [string, unknown][] => Object.entries(value).filter(([, part]) => part !== undefined);
  const others = new Map(present(b));
  const own = present(a);
  return own.length === others.size && own.every(([member, part]) => others.has(member) && isSameJson(part, others.get(member)));
}
