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

export async function commitOf(ledger: Ledger, no: CommitNo): Promise<Commit | null> {
  for await (const commit of ledger.read(no, no)) return commit;
  return null;
}
