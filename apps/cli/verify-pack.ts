import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { isProved, verifyPack, type PackVerdict } from '@styrbord/proof/evidence-pack';
import { parseKey, type NoteKey } from '@styrbord/proof/note';
import type { Inflate, Source } from '@styrbord/proof/zip';
import { verifySignature } from '@styrbord/node-proof/ed25519';
import { sha256 } from '@styrbord/node-proof/sha256';
import { compareShown } from '@styrbord/steering/evidence';
import { RENDERING } from '@styrbord/steering/renderings';
import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';

const EXIT: Readonly<Record<PackVerdict['result'], number>> = { good: 0, tampered: 1, malformed: 2, 'unknown-key': 3, partly: 4 };

const inflate: Inflate = (packed) => Readable.from(packed, { objectMode: false }).pipe(createInflateRaw()) as AsyncIterable<Uint8Array>;

/** Checks a pack by itself and the keys alone; answers 0 good, 1 tampered, 2 malformed, 3 unknown key, 4 not all of what it shows could be compared. */
export async function runVerifyPack(file: string, keyFile: string, output: Output): Promise<number> {
  const keys = await keysIn(keyFile);
  const pack = await open(file).catch((error: unknown) => {
    throw new Failure(UNREADABLE, `${file} cannot be read: ${(error as Error).message}`);
  });
  try {
    const { size } = await pack.stat();
    const source: Source = {
      size,
      read: async (from, length) => {
        const { buffer, bytesRead } = await pack.read(new Uint8Array(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      },
    };
    const verdict = await verifyPack(source, { sha256, verify: verifySignature, inflate, keys, compare: compareShown });
    output.answer(machine(verdict), told(verdict));
    return EXIT[verdict.result];
  } finally {
    await pack.close();
  }
}

/** One key a line, as C2SP signed-note writes them. */
export async function keysIn(file: string): Promise<NoteKey[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Failure(UNREADABLE, `${file} cannot be read: ${(error as Error).message}`);
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.flatMap((line) => parseKey(sha256, line) ?? []);
  if (keys.length === 0 || keys.length < lines.length)
    throw new Failure(UNREADABLE, `${file} holds something else than keys; one a line, as GET /api/v1/audit/keys gives them.`);
  return keys;
}

function machine(verdict: PackVerdict): object {
  if (!isProved(verdict)) return verdict;
  // It remembers nothing from one time to the next: the witness does.
  const { manifest, checkpoint, note: _note, continuity: _continuity, ...rest } = verdict;
  return { ...rest, ledger: manifest.ledger, origin: manifest.origin, selection: manifest.selection, size: checkpoint.events.size };
}

const WORDS: Readonly<Record<Exclude<PackVerdict['result'], 'good' | 'partly'>, string>> = {
  tampered: 'Not as it was signed',
  malformed: 'Not an evidence pack as it should be',
  'unknown-key': 'Signed by a key that is not among those given',
};

function told(verdict: PackVerdict): string[] {
  if (!isProved(verdict)) return [`✗ ${WORDS[verdict.result]}: ${verdict.code} (${verdict.place})`];
  const { manifest, checkpoint, signedBy, events, commits } = verdict;
  const { unit, period, to } = manifest.selection;
  const proved = `${events} events of ${commits} commits are in ${manifest.ledger} as ${signedBy.join(', ')} signed it at ${checkpoint.events.size} events.`;
  const whole = unit === null ? [`It is the whole ledger up to commit ${to}, without a gap.`] : [];
  if (verdict.result === 'partly') return [`~ Proved, but not all that it shows: ${proved}`, ...whole, ...comparedOf(verdict)];
  const shown = `The scorecard of ${unit} for ${period}, as known at commit ${to}, was made again from them and is the one shown.`;
  const { rendering } = verdict;
  const older = `It is shown as version ${rendering} did; version ${RENDERING} would show more of the same events.`;
  return [`✓ Good. ${proved}`, ...whole, ...(unit === null ? [] : [shown]), ...(rendering < RENDERING ? [older] : [])];
}

function comparedOf({ manifest, compared: { equal, unknown } }: Extract<PackVerdict, { readonly result: 'partly' }>): string[] {
  return [
    `It is made in version ${manifest.rendering}, which this program does not know.`,
    `Made again and equal: ${equal.join(', ') || 'nothing'}.`,
    `Not compared, so do not rely on it: ${unknown.join(', ')}. A newer version of this program can tell.`,
  ];
}
