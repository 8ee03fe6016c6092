import type { Sha256 } from '@styrbord/proof/merkle';
import { parseKey, type NoteKey } from '@styrbord/proof/note';

/** The keys of a text, one a line; null when a line is none. */
export function keysIn(text: string, sha256: Sha256): NoteKey[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.flatMap((line) => parseKey(sha256, line) ?? []);
  return keys.length === lines.length ? keys : null;
}
