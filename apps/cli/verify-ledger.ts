import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerBroken, verifyCommit } from '@styrbord/eventsourcing/commit';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
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
import { openStore } from './store';
import { keysIn } from './verify-pack';
import { differingView } from './verify-views';

export interface VerifyLedgerOptions {
  /** A data folder, or `mongodb://…`. */
  readonly data: string;
  readonly tenant: string;
  readonly key?: string;
  /** A signed note that was kept elsewhere, or a folder of them. */
  readonly checkpoint?: string;
}

interface Fault {
  readonly result: 'tampered' | 'malformed' | 'unknown-key';
  readonly code: string;
  readonly place: string;
}

interface Signed extends Checkpoint {
  readonly file: string;
}

const EXIT: Readonly<Record<Fault['result'], number>> = { tampered: 1, malformed: 2, 'unknown-key': 3 };
const COUNT_EVERY = 1_000;
const utf8 = new TextEncoder();

/** The ledgers whole: every commit and event re-hashed, what was signed compared, every view folded again and compared. */
export async function runVerifyLedger({ data, tenant, key, checkpoint }: VerifyLedgerOptions, output: Output): Promise<number> {
  const keys = key === undefined ? [] : await keysIn(key);
  const store = await openStore({ at: data, tenant, how: 'look' });
  try {
    const ledgers = [
      { name: `${tenant}/steering`, store: store.commits },
      { name: `${tenant}/audit`, store: store.audit },
      { name: `${tenant}/alerts`, store: store.alerts },
    ];
    const kept = checkpoint === undefined ? await ownNotes(store.documents, ledgers) : await notesIn(checkpoint);
    const signed = keys.length > 0 ? checkpointsOf(kept, keys) : [];
    const whole: Whole[] = [];
    let fault = Array.isArray(signed) ? null : signed;
    for (const [at, ledger] of ledgers.entries()) {
      if (fault || !Array.isArray(signed)) break;
      const chained = await chain({ ...ledger, signed: signed.filter((note) => placeOf(note, ledgers) === at) }, output);
      if ('result' in chained) fault = chained;
      else whole.push(chained);
    }
    fault ??= await differingView(store, output);
    if (fault) {
      output.answer(fault, [`✗ ${fault.result}: ${fault.code} (${fault.place})`]);
      return EXIT[fault.result];
    }
    const [{ commits, events }, audit, alerts] = whole as [Whole, Whole, Whole];
    const notes = Array.isArray(signed) ? signed.length : 0;
    output.answer({ result: 'good', commits, events, audit, alerts, checkpoints: notes }, [
      `✓ Good. ${commits} commits and ${events} events, one unbroken chain; every view is what they make.`,
      `The audit ledger beside it: ${audit.commits} commits and ${audit.events} events, one unbroken chain.`,
      `The alerts ledger: ${alerts.commits} commits and ${alerts.events} events, one unbroken chain.`,
      notes > 0
        ? `They are what ${notes} signed checkpoint${notes > 1 ? 's' : ''} said.`
        : 'Nothing signed was compared: give --key, and with --checkpoint a note that was kept elsewhere, or a shorter history could not be told.',
    ]);
    return 0;
  } finally {
    await store.close();
  }
}

/** Which ledger a note is of; one that names none of them is held against the steering ledger, and found to differ. */
function placeOf({ origin }: Signed, ledgers: readonly { readonly name: string }[]): number {
  return Math.max(
    0,
    ledgers.findIndex(({ name }) => origin.endsWith(`/${name}`)),
  );
}

interface Whole {
  readonly commits: number;
  readonly events: number;
}

interface Chained {
  readonly store: CommitStore;
  readonly name: string;
  readonly signed: readonly Signed[];
}

/** Every commit after the one before it, and at each checkpoint both trees. */
async function chain({ store, name, signed }: Chained, output: Output): Promise<Whole | Fault> {
  const where = (commit: string | number): string =>
    name.endsWith('/steering') ? `commit ${commit}` : `${name.split('/')[1]}, commit ${commit}`;
  const lines = new RootBuilder(sha256);
  const left = signed.toSorted((a, b) => b.commits.size - a.commits.size);
  let before: Commit | null = null;
  try {
    for await (const commit of store.read(1, Number.MAX_SAFE_INTEGER)) {
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

interface KeptNote {
  readonly file: string;
  readonly text: string;
}

/** The first fault, or what the notes say. */
function checkpointsOf(notes: readonly KeptNote[], keys: readonly NoteKey[]): Signed[] | Fault {
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

/** The notes that the product itself kept last. */
async function ownNotes(
  documents: { get(collection: string, id: string): Promise<{ readonly body: unknown } | null> },
  ledgers: readonly { readonly name: string }[],
): Promise<KeptNote[]> {
  const stored = await Promise.all(ledgers.map(({ name }) => documents.get('signed-checkpoints', name)));
  return stored.flatMap((one) =>
    one ? [{ file: 'the last checkpoint of the product itself', text: (one.body as { note: string }).note }] : [],
  );
}

async function notesIn(path: string): Promise<KeptNote[]> {
  try {
    const files = (await stat(path)).isDirectory()
      ? (await readdir(path)).filter((name) => name.endsWith('.txt')).map((name) => join(path, name))
      : [path];
    return await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  } catch (error) {
    throw new Failure(UNREADABLE, `${path} cannot be read: ${(error as Error).message}`);
  }
}
