const BARS = '▁▂▃▄▅▆▇█';
const MISSING = '·';

/** A series as text, which every reader of mail shows; null where there are not two values to compare. */
export function barsOf(values: readonly (string | null)[]): string | null {
  const known = values.flatMap((value) => (value === null || !Number.isFinite(Number(value)) ? [] : [Number(value)]));
  if (known.length < 2) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const bar = (value: number): string =>
    BARS[most === least ? 3 : Math.round(((value - least) / (most - least)) * (BARS.length - 1))] ?? '';
  return values.map((value) => (value === null ? MISSING : bar(Number(value)))).join('');
}
