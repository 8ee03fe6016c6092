import { createReadStream } from 'node:fs';
import { storedCommit } from '@styrbord/eventsourcing/commit';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { canonicalize } from '@styrbord/proof/canonical';
import { linesOf } from '@styrbord/proof/lines';
import { Failure, UNREADABLE } from './failure';
import type { Output } from './output';
import { chain, checkpointsOf, comparedWith, notesIn, toldFault, type Signed, type Whole } from './verify-chain';
import { keysIn } from './verify-pack';

export interface VerifyExportOptions {
  /** What `styrbord tenant export` wrote: one ledger after another, or, before there were others, the steering ledger alone. */
  readonly file: string;
  readonly key?: string;
  /** A signed note, or a folder of them. */
  readonly checkpoint?: string;
}

/** What MongoDB takes as one commit, written as JSON in JSON. */
const LINE_BYTES_MAX = 64 * 1024 * 1024;

/** Every ledger of an export: every commit and event re-hashed, and what was signed compared. */
export async function runVerifyExport({ file, key, checkpoint }: VerifyExportOptions, output: Output): Promise<number> {
  const keys = key === undefined ? [] : await keysIn(key);
  const signed = checkpointsOf(keys.length > 0 && checkpoint !== undefined ? await notesIn(checkpoint) : [], keys);
  if (!Array.isArray(signed)) return toldFault(signed, output);
  const isOf = (ledger: string) => (note: Signed) => note.origin.endsWith(`/${ledger}`);
  const found = new Map<string, Whole>();
  for await (const { name, commits } of ledgersIn(commitsIn(file))) {
    if (found.has(name)) return toldFault({ result: 'tampered', code: 'ledger-doubled', place: name }, output);
    const whole = await chain({ commits, name, signed: signed.filter(isOf(name)) }, output);
    if ('result' in whole) return toldFault(whole, output);
    found.set(name, whole);
  }
  const beyond = signed.find((note) => ![...found.keys()].some((name) => isOf(name)(note)));
  if (beyond) return toldFault({ result: 'tampered', code: 'ledger-missing', place: `${beyond.origin}, ${beyond.file}` }, output);
  const ledgers = [...found].map(([ledger, whole]) => ({ ledger, ...whole }));
  output.answer({ result: 'good', ledgers, checkpoints: signed.length }, [
    '✓ Good. Each ledger in the file is one unbroken chain:',
    ...ledgers.map(({ ledger, commits, events }) => `${ledger}: ${commits} commits and ${events} events.`),
    comparedWith(signed),
  ]);
  return 0;
}

/** Each ledger with its commits, which are to be read before the next one is asked for. */
async function* ledgersIn(all: AsyncIterable<Commit>): AsyncIterable<{ readonly name: string; readonly commits: AsyncIterable<Commit> }> {
  const commits = all[Symbol.asyncIterator]();
  let next = await commits.next();
  async function* of(name: string): AsyncIterable<Commit> {
    for (; !next.done && next.value.ledger === name; next = await commits.next()) yield next.value;
  }
  while (!next.done) yield { name: next.value.ledger, commits: of(next.value.ledger) };
}

async function* commitsIn(file: string): AsyncIterable<Commit> {
  let at = 0;
  try {
    for await (const line of linesOf(createReadStream(file), LINE_BYTES_MAX)) {
      at++;
      yield commitFrom(line);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new Failure(UNREADABLE, `${file} is no export as it should be: line ${at} is no commit, or has no end.`);
  }
}

function commitFrom(line: string): Commit {
  const { hash, events, ...header } = JSON.parse(line) as Commit;
  const { ledger, no, size, root, prev, recordedAt, commands, frontier } = header;
  const isCommit =
    [ledger, hash, root, prev, recordedAt].every((text) => typeof text === 'string') &&
    [no, size, ...commands.map(({ count }) => count)].every(Number.isSafeInteger) &&
    [...events, ...frontier].every((text) => typeof text === 'string');
  if (!isCommit) throw new TypeError('no commit');
  return storedCommit(canonicalize(header), hash, events);
}
