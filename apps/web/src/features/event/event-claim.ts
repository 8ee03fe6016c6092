import { parseCheckpoint } from '@styrbord/proof/checkpoint';
import { parseNote } from '@styrbord/proof/note';
import { read, readText } from '../../api';
import { ledgerOf, type EventLeaf, type HistoryEntry } from '../../reading/audit-answers';
import type { EventClaim } from './check-event';

/** Fetches what an event is checked by: its bytes, a checkpoint that covers it, the keys, and the two proofs. */
export async function claimOf(entry: HistoryEntry): Promise<EventClaim> {
  const { no, index } = entry;
  const { ledger } = ledgerOf(entry);
  const leaf = await read<EventLeaf>(`/history/${no}/${index}/leaf`, { ledger });
  const [note, keys] = await Promise.all([
    readText('/audit/checkpoint', { ledger, covers: String(no) }),
    read<{ items: readonly { key: string }[] }>('/audit/keys'),
  ]);
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
  const proof = async (tree: 'events' | 'commits', at: number): Promise<readonly string[]> => {
    const size = checkpoint?.[tree].size ?? 0;
    if (at >= size) return [];
    return (await read<{ proof: readonly string[] }>('/audit/inclusion', { ledger, tree, index: String(at), size: String(size) })).proof;
  };
  const [event, commit] = await Promise.all([proof('events', leaf.leaf), proof('commits', no - 1)]);
  return { entry, leaf, note, keys: keys.items.map(({ key }) => key), proofs: { event, commit } };
}
