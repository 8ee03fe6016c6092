/** One leaf of what an event found and left. */
export interface Field {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Both are known, and not the same. */
  readonly isChanged: boolean;
}

/** Every leaf of either, the changed ones first; `null` where it is not there. */
export function fieldsOf(before: unknown, after: unknown): Field[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  const fields = paths.map((path): Field => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
    return { path, before: was, after: is, isChanged: was !== null && was !== is };
  });
  return fields.toSorted((a, b) => Number(b.isChanged) - Number(a.isChanged));
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return leaves;
  if (typeof value !== 'object') return leaves.set(path, String(value));
  for (const [name, part] of Object.entries(value)) leavesOf(part, path === '' ? name : `${path}.${name}`, leaves);
  return leaves;
}

/** Members that hold decimal strings; other texts of digits are periods, versions and names. */
const DECIMALS = ['value', 'numerator', 'denominator', 'min', 'max', 'reachingTarget', 'tolerance', 'low', 'high', 'percent'];

/** Whether the leaf at a path is a number to be said as people read it. */
export function isDecimal(path: string): boolean {
  return DECIMALS.includes(path.slice(path.lastIndexOf('.') + 1));
}
