/** `T`, `K` (women), `M` (men), an age (`40`, `65+`, `18-24`), both (`K/40`), or a named part (`filialer`). */
export type CellName = string;

export const TOTAL: CellName = 'T';

const AGE = /^\d{1,3}(\+|-\d{1,3})?$/;
const BOTH = /^[KM]\/\d{1,3}(\+|-\d{1,3})?$/;
const PART = /^[a-z0-9][a-z0-9-]{0,63}$/;

export type Breakdown = 'total' | 'sex' | 'age' | 'both' | 'part';

/** Which breakdown a cell belongs to; null for what is no cell name. */
export function breakdownOf(cell: CellName): Breakdown | null {
  if (cell === TOTAL) return 'total';
  if (cell === 'K' || cell === 'M') return 'sex';
  if (BOTH.test(cell)) return 'both';
  if (AGE.test(cell)) return 'age';
  return PART.test(cell) ? 'part' : null;
}

/** The breakdowns a measure is reported in, each with every part it names; any one of them, whole, sums to T. */
export function breakdowns(cells: readonly CellName[]): CellName[][] {
  return (['sex', 'part', 'age', 'both'] as const)
    .map((kind) => cells.filter((cell) => breakdownOf(cell) === kind))
    .filter((parts) => parts.length > 1);
}

/** The cells a measure is reported in, and T where it can be made of them. */
export function withTotal(cells: readonly CellName[]): readonly CellName[] {
  return cells.includes(TOTAL) || breakdowns(cells).length === 0 ? cells : [TOTAL, ...cells];
}
