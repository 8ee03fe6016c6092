import type { Unit } from './answers';

/** Units from the top down, each level as they are listed. */
export function downwards(units: readonly Pick<Unit, 'id' | 'parent'>[]): string[] {
  const parents = new Map(units.map(({ id, parent }) => [id, parent]));
  const depth = (id: string): number => {
    const parent = parents.get(id);
    return parent === undefined || parent === null || !parents.has(parent) ? 0 : 1 + depth(parent);
  };
  return units.map(({ id }) => id).toSorted((a, b) => depth(a) - depth(b));
}
