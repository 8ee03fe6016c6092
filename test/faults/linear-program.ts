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

/** Along each of these what is known stays as it is: Gauss and Jordan's elimination. */
export function directionsOf(equations: readonly Equation[], width: number): number[][] {
  const rows = equations.map(({ of }) => [...of]);
  const basis: number[] = [];
  for (let column = 0; column < width; column++) {
    const at = rows.findIndex((row, place) => place >= basis.length && Math.abs(row[column]!) > NOTHING);
    if (at < 0) continue;
    [rows[basis.length], rows[at]] = [rows[at]!, rows[basis.length]!];
    pivot(rows, basis, { row: basis.length, column });
  }
  const free = Array.from({ length: width }, (_, at) => at).filter((at) => !basis.includes(at));
  return free.map((column) => {
    const direction = Array.from({ length: width }, (_, at) => Number(at === column));
    for (const [at, variable] of basis.entries()) direction[variable] = -rows[at]![column]!;
    return direction;
  });
}

/** What a sum comes to differs by so much at least, going from one place that fits along each direction, and each two together; no further than `enough`. */
export function rangeAlong(
  sum: readonly number[],
  directions: readonly (readonly number[])[],
  { from, enough }: { readonly from: readonly number[]; readonly enough: number },
): number {
  let widest = 0;
  for (const [at, one] of directions.entries())
    for (const other of [null, ...directions.slice(at + 1)])
      for (const sign of other ? [1, -1] : [0]) {
        let [gain, up, down] = [0, Infinity, Infinity];
        for (const [place, value] of from.entries()) {
          const step = one[place]! + sign * (other?.[place] ?? 0);
          gain += step * sum[place]!;
          if (step < -NOTHING) up = Math.min(up, value / -step);
          if (step > NOTHING) down = Math.min(down, value / step);
        }
        if (Math.abs(gain) > NOTHING) widest = Math.max(widest, (up + down) * Math.abs(gain));
        if (widest >= enough) return widest;
      }
  return widest;
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
