/** Numbers in [0, 1) that a seed gives again: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

export const isLong = process.env['STYRBORD_FAULTS'] === 'long';

/** `STYRBORD_SEED` runs a printed seed again. */
export const SEED = Number(process.env['STYRBORD_SEED'] ?? (isLong ? Date.now() % 1_000_000 : 20_260_101));
