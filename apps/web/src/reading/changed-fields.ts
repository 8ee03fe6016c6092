/** One leaf of what an event found and left. */
export interface Field {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every leaf of either, in the order of what it left; `null` where it is not there. */
export function fieldsOf(before: unknown, after: unknown): Field[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((field) => field.before !== null || field.after !== null);
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return leaves;
  if (typeof value !== 'object') return leaves.set(path, String(value));
  for (const [name, part] of Object.entries(value)) leavesOf(part, path === '' ? name : `${path}.${name}`, leaves);
  return leaves;
}
