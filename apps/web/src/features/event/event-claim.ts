import { checkpointIn, continuityOf, type Continuity } from '@styrbord/proof/continuity';
import { fromBase64 } from '@styrbord/proof/base64';
import type { Checkpoint } from '@styrbord/proof/checkpoint';
import { verifyConsistency } from '@styrbord/proof/merkle';
import { Problem, read, readText } from '../../api';
import { ledgerOf, type EventLeaf, type HistoryEntry } from '../../reading/audit-answers';
import { sha256 } from '../../reading/browser-proof';
import { seenOf, type SeenCheckpoint } from '../../reading/seen-checkpoints';
import type { EventClaim } from './check-event';

type Tree = 'events' | 'commits';

interface Proof {
  readonly proof: readonly string[];
}

/** Fetches what an event is checked by: its bytes, a checkpoint that covers it, the keys, and the two proofs. */
export async function claimOf(entry: HistoryEntry): Promise<EventClaim> {
  const { no, index } = entry;
  const { ledger } = ledgerOf(entry);
  const leaf = await read<EventLeaf>(`/history/${no}/${index}/leaf`, { ledger });
  const [note, keys] = await Promise.all([noteCovering(no, ledger), read<{ items: readonly { key: string }[] }>('/audit/keys')]);
  const checkpoint = checkpointIn(note);
  const proof = async (tree: Tree, at: number): Promise<readonly string[]> => {
    const size = checkpoint?.[tree].size ?? 0;
    if (at >= size) return [];
    return (await read<Proof>('/audit/inclusion', { ledger, tree, index: String(at), size: String(size) })).proof;
  };
  const [event, commit] = await Promise.all([proof('events', leaf.leaf), proof('commits', no - 1)]);
  return { entry, leaf, note, keys: keys.items.map(({ key }) => key), proofs: { event, commit } };
}

/** One that is no older than what was seen before: of several servers each may lag a little behind the others. */
async function noteCovering(no: number, ledger: string | undefined): Promise<string> {
  const note = await readText('/audit/checkpoint', { ledger, covers: String(no) });
  const now = checkpointIn(note);
  const earlier = now && checkpointIn(seenOf(now.origin)?.note ?? '');
  if (!now || !earlier || earlier.commits.size <= now.commits.size) return note;
  return readText('/audit/checkpoint', { ledger, covers: String(earlier.commits.size) });
}

export interface Compared {
  readonly continuity: Continuity;
  readonly earlier: SeenCheckpoint | null;
}

/** How a checkpoint stands to the one this browser saw last, by proofs that it checks itself. */
export async function comparedWithSeen(note: string, entry: HistoryEntry): Promise<Compared> {
  const now = checkpointIn(note);
  if (!now) return { continuity: 'unshown', earlier: null };
  const earlier = seenOf(now.origin);
  const { ledger } = ledgerOf(entry);
  const shown = (tree: Tree, older: Checkpoint[Tree]): Promise<boolean | null> => shows(now[tree], { ledger, tree, older });
  return { earlier, continuity: await continuityOf(earlier && checkpointIn(earlier.note), now, shown) };
}

interface Asked {
  readonly ledger: string | undefined;
  readonly tree: Tree;
  readonly older: Checkpoint[Tree];
}

async function shows(newer: Checkpoint[Tree], { ledger, tree, older }: Asked): Promise<boolean | null> {
  try {
    const { proof } = await read<Proof>('/audit/consistency', { ledger, tree, from: String(older.size), to: String(newer.size) });
    const hashes = proof.map((text) => fromBase64(text) ?? new Uint8Array());
    return verifyConsistency(sha256, { older: older.size, olderRoot: older.root, ...newer, proof: hashes });
  } catch (failure) {
    // A server that will not show it has not shown it.
    if (failure instanceof Problem) return null;
    throw failure;
  }
}
