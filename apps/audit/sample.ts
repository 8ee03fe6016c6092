import { createHash } from 'node:crypto';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { commitOf, commitOfLeaf } from '@styrbord/eventsourcing/moment';
import type { Origin } from '@styrbord/steering/scorecard';

interface SampleAsked {
  readonly seed: string;
  readonly count: number;
  /** Commits, both ends included. */
  readonly from: number;
  readonly to: number;
}

/**
 * Events drawn without return, each equally likely: the n-th draw is SHA-256(seed ‖ ":" ‖ n) modulo the events in the range.
 * Anybody with the seed draws the same. In the order drawn; `of` says how many there were.
 */
export async function sampleOf(ledger: Ledger, { seed, count, from, to }: SampleAsked): Promise<{ places: readonly Origin[]; of: number }> {
  const first = from > 1 ? ((await commitOf(ledger, from - 1))?.size ?? 0) : 0;
  const size = (await commitOf(ledger, to))?.size ?? 0;
  const of = Math.max(0, size - first);
  const drawn = new Set<number>();
  for (let draw = 0; drawn.size < Math.min(count, of); draw++) drawn.add(first + leafOf(`${seed}:${draw}`, of));
  const places: Origin[] = [];
  for (const leaf of drawn) places.push(await placeOf(ledger, { leaf, from, to }));
  return { places, of };
}

/** Of 2^256 equally likely numbers, so that none of some millions is likelier by what can be told. */
function leafOf(text: string, of: number): number {
  return Number(BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % BigInt(of));
}

async function placeOf(
  ledger: Ledger,
  { leaf, ...within }: { readonly leaf: number; readonly from: number; readonly to: number },
): Promise<Origin> {
  const no = await commitOfLeaf(ledger, leaf, within);
  const commit = await commitOf(ledger, no);
  return { no, index: leaf - ((commit?.size ?? 0) - (commit?.events.length ?? 0)) };
}
