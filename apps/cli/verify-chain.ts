import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerBroken, verifyCommit } from '@styrbord/eventsourcing/commit';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { lineOf } from '@styrbord/eventsourcing/ledger-trees';
import { parseCheckpoint, type Checkpoint } from '@styrbord/proof/checkpoint';
import { commitLineText } from '@styrbord/proof/commit-line';
import { RootBuilder } from '@styrbord/proof/cover';
import { toHex } from '@styrbord/proof/hex';
import { leafHash } from '@styrbord/proof/merkle';
import { parseNote, signersOf, type NoteKey } from '@styrbord/proof/note';
import { verifySignature } from '@styrbord/node-proof/ed25519';
import { sha256 } from '@styrbord/node-proof/sha256';
import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';

export interface Fault {
  readonly result: 'tampered' | 'malformed' | 'unknown-key';
  readonly code: string;
  readonly place: string;
}

/** A checkpoint with a good signature, and where it was kept. */
export interface Signed extends Checkpoint {
  readonly file: string;
}

const EXIT: Readonly<Record<Fault['result'], number>> = { tampered: 1, malformed: 2, 'unknown-key': 3 };
const COUNT_EVERY = 1_000;
const utf8 = new TextEncoder();

export interface Whole {
  readonly commits: number;
  readonly events: number;
}

interface Chained {
  /** From the first on. */
  readonly commits: AsyncIterable<Commit>;
  readonly name: string;
  readonly signed: readonly Signed[];
}

/** Every commit after the one before it, and at each checkpoint both trees. */
export async function chain({ commits, name, signed }: Chained, output: Output): Promise<Whole | Fault> {
  const which = name.slice(name.indexOf('/') + 1);
  const where = (commit: string | number): string => `${which === 'steering' ? '' : `${which}, `}commit ${commit}`;
  const lines = new RootBuilder(sha256);
  const left = signed.toSorted((a, b) => b.commits.size - a.commits.size);
  let before: Commit | null = null;
  try {
    for await (const commit of commits) {
      if (commit.ledger !== name) return { result: 'tampered', code: 'ledger-differs', place: where(commit.no) };
      verifyCommit(sha256, before, commit);
      lines.add({ from: commit.no - 1, width: 1, hash: leafHash(sha256, utf8.encode(commitLineText(lineOf(commit)))) });
      before = commit;
      while (left.at(-1)?.commits.size === commit.no) {
        const note = left.pop() as Signed;
        const isSame =
          note.events.size === commit.size && toHex(note.events.root) === commit.root && toHex(note.commits.root) === toHex(lines.root());
        if (!isSame) return { result: 'tampered', code: 'differs-from-what-was-signed', place: `${where(commit.no)}, ${note.file}` };
      }
      if (commit.no % COUNT_EVERY === 0) output.counting(`${commit.no} commits …`);
    }
  } catch (error) {
    if (error instanceof LedgerBroken) return { result: 'tampered', code: `commit-${error.fault}`, place: where(error.no) };
    if (error instanceof SyntaxError) return { result: 'tampered', code: 'commit-unreadable', place: `after ${where(before?.no ?? 0)}` };
    throw error;
  }
  const beyond = left.at(-1);
  if (beyond)
    return {
      result: 'tampered',
      code: 'shorter-than-what-was-signed',
      place: `${where(`${before?.no ?? 0} of ${beyond.commits.size}`)}, ${beyond.file}`,
    };
  output.counted(`${name}: ${before?.no ?? 0} commits, ${before?.size ?? 0} events re-hashed`);
  return { commits: before?.no ?? 0, events: before?.size ?? 0 };
}

export interface KeptNote {
  readonly file: string;
  readonly text: string;
}

/** The first fault, or what the notes say. */
export function checkpointsOf(notes: readonly KeptNote[], keys: readonly NoteKey[]): Signed[] | Fault {
  const signed: Signed[] = [];
  for (const { file, text } of notes) {
    const note = parseNote(text);
    const checkpoint = note && parseCheckpoint(note.text);
    if (!checkpoint) return { result: 'malformed', code: 'checkpoint-malformed', place: file };
    const signedBy = signersOf(sha256, verifySignature, note, keys);
    if (signedBy === false) return { result: 'tampered', code: 'signature-differs', place: file };
    if (signedBy.length === 0) return { result: 'unknown-key', code: 'key-unknown', place: file };
    signed.push({ ...checkpoint, file });
  }
  return signed;
}

export async function notesIn(path: string): Promise<KeptNote[]> {
  try {
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path)).filter((name) => name.endsWith('.txt')).map((name) => join(path, name))
      : [path];
    return await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  } catch (error) {
    throw new Failure(UNREADABLE, `${path} cannot be read: ${(error as Error).message}`);
  }
}

export function toldFault(fault: Fault, output: Output): number {
  output.answer(fault, [`✗ ${fault.result}: ${fault.code} (${fault.place})`]);
  return EXIT[fault.result];
}

/** What the signed checkpoints say of commits that hold. */
export function comparedWith(notes: readonly Signed[]): string {
  return notes.length > 0
    ? `They are what ${notes.length} signed checkpoint${notes.length > 1 ? 's' : ''} said.`
    : 'Nothing signed was compared: that takes --key and a checkpoint kept there; a shorter history is told only by one kept elsewhere, --checkpoint.';
}
