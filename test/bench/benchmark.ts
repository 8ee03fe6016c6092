/** One line of a benchmark: what was done, how fast, and against which raw baseline of the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: { readonly what: string; readonly value: number };
  /** `value` over the baseline's. */
  readonly ratio?: number;
}

export interface Result {
  readonly did: string;
  readonly figures: readonly Figure[];
}

/** Gets an empty data folder of its own, and the size asked for if any; runs alone in its process. */
export type Benchmark = (folder: string, size: number | null) => Promise<Result>;

const ROUNDS = 5;

/** Of five rounds after one to warm up; each round runs all, so that a slow moment strikes them alike. */
export async function medians<K extends string>(
  works: Readonly<Record<K, (round: number) => Promise<number>>>,
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const rounds: Record<K, number>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const figures = {} as Record<K, number>;
    for (const name of names) figures[name] = await works[name](round);
    if (round > 0) rounds.push(figures);
  }
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((figures) => figures[name]))])) as Record<K, number>;
}

/** How many a second. */
export async function rate(count: number, work: () => Promise<void> | void): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function against(what: string, value: number, baseline: { readonly what: string; readonly value: number }): Figure {
  return { what, value, unit: 'events/s', baseline, ratio: value / baseline.value };
}
