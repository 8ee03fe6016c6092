import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fromBase64 } from '@styrbord/proof/base64';
import { parseCheckpoint, type Checkpoint } from '@styrbord/proof/checkpoint';
import { toHex } from '@styrbord/proof/hex';
import { verifyConsistency } from '@styrbord/proof/merkle';
import { parseNote, signersOf, type NoteKey } from '@styrbord/proof/note';
import { verifySignature } from '@styrbord/node-proof/ed25519';
import { sha256 } from '@styrbord/node-proof/sha256';
import type { Client } from './client';
import { Failure, REFUSED, UNREADABLE } from './failure';
import type { Output } from './output';
import { keysIn } from './verify-pack';

export interface WitnessOptions {
  readonly key: string;
  readonly state: string;
  /** `steering` unless said. */
  readonly ledger?: string;
}

/** Keeps the newest checkpoint of a ledger that only ever grew; one that shows another history is refused and not kept. */
export async function runWitness({ key, state, ledger = 'steering' }: WitnessOptions, client: Client, output: Output): Promise<number> {
  const keys = await keysIn(key);
  const text = await client.read(`/api/v1/audit/checkpoint?ledger=${encodeURIComponent(ledger)}`);
  const next = checkpointFrom(text, keys, 'the server’s checkpoint');
  const kept = existsSync(state) ? checkpointFrom(await readFile(state, 'utf8'), keys, state) : null;
  const fault = kept && (await faultBetween({ kept, next, ledger }, client));
  if (fault) {
    output.answer({ result: 'refused', code: fault, kept: kept.events.size, offered: next.events.size }, [
      `✗ Refused: ${fault}. ${state} still holds ${kept.events.size} events; the server shows ${next.events.size}.`,
    ]);
    return REFUSED;
  }
  await writeFile(`${state}.new`, text);
  await rename(`${state}.new`, state);
  output.answer({ result: 'kept', from: kept?.events.size ?? null, size: next.events.size }, [
    kept
      ? `✓ ${next.events.size} events; the ${kept.events.size} that were kept are their beginning.`
      : `✓ ${next.events.size} events: the first checkpoint that is kept.`,
  ]);
  return 0;
}

function checkpointFrom(text: string, keys: readonly NoteKey[], where: string): Checkpoint {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) throw new Failure(UNREADABLE, `${where} is no checkpoint.`);
  const signedBy = signersOf(sha256, verifySignature, note, keys);
  if (signedBy === false || signedBy.length === 0) throw new Failure(REFUSED, `${where} is not signed by a key that was given.`);
  return checkpoint;
}

interface Compared {
  readonly kept: Checkpoint;
  readonly next: Checkpoint;
  readonly ledger: string;
}

async function faultBetween({ kept, next, ledger }: Compared, client: Client): Promise<string | null> {
  if (next.origin !== kept.origin) return 'another-origin';
  for (const tree of ['events', 'commits'] as const) {
    const [older, newer] = [kept[tree], next[tree]];
    if (newer.size < older.size) return 'smaller-tree';
    if (newer.size === older.size && toHex(newer.root) !== toHex(older.root)) return 'inconsistent-tree';
    const asked = `/api/v1/audit/consistency?ledger=${encodeURIComponent(ledger)}&tree=${tree}&from=${older.size}&to=${newer.size}`;
    const { proof } = JSON.parse(await client.read(asked)) as { proof: string[] };
    const hashes = proof.map((hash) => fromBase64(hash) ?? new Uint8Array(0));
    const claim = { older: older.size, olderRoot: older.root, size: newer.size, root: newer.root, proof: hashes };
    if (!verifyConsistency(sha256, claim)) return 'inconsistent-tree';
  }
  return null;
}
