import type { Commit, CommitNo, Ledger } from './ledger';

/** The last commit recorded at or before a time (ISO 8601, UTC, milliseconds); 0 before the first. */
export async function commitAt(ledger: Ledger, time: string): Promise<CommitNo> {
  let [low, high] = [0, (await ledger.head()).no];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const commit = await commitOf(ledger, middle);
    if (commit !== null && commit.recordedAt <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The number of the commit that holds a leaf of the tree of events, which is in the ledger, among those from `low` to `high`. */
export async function commitOfLeaf(
  ledger: Ledger,
  leaf: number,
  { from: low, to: high }: { readonly from: CommitNo; readonly to: CommitNo },
): Promise<CommitNo> {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (((await commitOf(ledger, middle))?.size ?? 0) > leaf) high = middle;
    else low = middle + 1;
  }
  return low;
}

export async function commitOf(ledger: Ledger, no: CommitNo): Promise<Commit | null> {
  for await (const commit of ledger.read(no, no)) return commit;
  return null;
}
