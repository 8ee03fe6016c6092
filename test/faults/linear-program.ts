/** What somebody knows: so many times each unknown come to this. */
export interface Equation {
  readonly of: readonly number[];
  readonly is: number;
}

const NOTHING = 1e-9;

/** The least and the most that a sum of unknowns can come to, none of them below zero: the two-phase simplex with Bland's rule. */
export function rangeOf(sum: readonly number[], equations: readonly Equation[]): { readonly lowest: number; readonly highest: number } {
  return {
    lowest: -highestOf(
      sum.map((count) => -count),
      equations,
    ),
    highest: highestOf(sum, equations),
  };
}

function highestOf(sum: readonly number[], equations: readonly Equation[]): number {
  const unknowns = sum.length;
  const rows = equations.map(({ of, is }, at) => {
    const sign = is < 0 ? -1 : 1;
    return [...of.map((count) => count * sign), ...equations.map((_, other) => (other === at ? 1 : 0)), is * sign];
  });
  const basis = equations.map((_, at) => unknowns + at);
  const width = unknowns + equations.length;
  // First no artificial unknown may be left; then the sum may grow.
  if (climb(rows, basis, [...sum.map(() => 0), ...equations.map(() => -1)], width) < -1e-6) throw new Error('nothing fits what is known');
  for (const [at, variable] of basis.entries()) {
    if (variable < unknowns) continue;
    const other = rows[at]!.findIndex((count, column) => column < unknowns && Math.abs(count) > NOTHING);
    if (other >= 0) pivot(rows, basis, { row: at, column: other });
  }
  const kept = rows.filter((_, at) => basis[at]! < unknowns).map((row) => [...row.slice(0, unknowns), row.at(-1)!]);
  return climb(
    kept,
    basis.filter((variable) => variable < unknowns),
    [...sum],
    unknowns,
  );
}

function climb(rows: number[][], basis: number[], gain: readonly number[], width: number): number {
  for (;;) {
    const worth = (column: number): number =>
      gain[column]! - basis.reduce((all, variable, at) => all + gain[variable]! * rows[at]![column]!, 0);
    const column = Array.from({ length: width }, (_, at) => at).find((at) => !basis.includes(at) && worth(at) > NOTHING);
    if (column === undefined) return basis.reduce((all, variable, at) => all + gain[variable]! * rows[at]!.at(-1)!, 0);
    let row = -1;
    let least = Infinity;
    for (const [at, each] of rows.entries()) {
      if (each[column]! <= NOTHING) continue;
      const ratio = each.at(-1)! / each[column]!;
      if (ratio < least - NOTHING || (ratio < least + NOTHING && basis[at]! < basis[row]!)) [row, least] = [at, ratio];
    }
    if (row < 0) return Infinity;
    pivot(rows, basis, { row, column });
  }
}

function pivot(rows: number[][], basis: number[], { row, column }: { row: number; column: number }): void {
  const by = rows[row]![column]!;
  rows[row] = rows[row]!.map((count) => count / by);
  for (const [at, each] of rows.entries()) {
    const times = each[column]!;
    if (at !== row && Math.abs(times) > NOTHING) rows[at] = each.map((count, place) => count - times * rows[row]![place]!);
  }
  basis[row] = column;
}
