import { canonicalize } from '@styrbord/proof/canonical';
import { fromHex, toHex } from '@styrbord/proof/hex';
import { appendLeaves, EMPTY_FRONTIER, LEAF_PREFIX, rootOf, type Frontier, type Sha256 } from '@styrbord/proof/merkle';
import { hashOfText } from '@styrbord/proof/prefixed';
import type { Commit, CommandId, CommitNo, Fact, Key, Recorded } from './ledger';

/** The hash before the first commit. */
export const GENESIS = '0'.repeat(64);

/** Domain separation beside the Merkle tree's 0x00 and 0x01. */
const COMMIT_PREFIX = 2;

export interface CommandFacts extends CommandId {
  /** Canonical texts, made once by `textsOf`. */
  readonly events: readonly string[];
}

export interface Sealing {
  readonly ledger: string;
  readonly after: Commit | null;
  readonly epoch: number;
  /** Milliseconds since 1970; recordedAt never goes back. */
  readonly now: number;
  /** Unique to this try: how a writer whose insert failed knows its own commit again. */
  readonly attempt: string;
  readonly commands: readonly CommandFacts[];
  readonly touches: readonly Key[];
}

/** A fact as it is stored and hashed: neither number nor time of its commit, so two stores hold the same bytes. */
export function textsOf(facts: readonly Fact[]): string[] {
  return facts.map(({ type, stream, data, meta }) => canonicalize({ data, meta, stream, type }));
}

export function sealCommit(sha256: Sha256, { ledger, after, epoch, now, attempt, commands, touches }: Sealing): Commit {
  const events = commands.flatMap((command) => command.events);
  const frontier = grown(sha256, frontierOf(after), events);
  const recordedAt = new Date(after ? Math.max(now, Date.parse(after.recordedAt) + 1) : now).toISOString();
  let index = 0;
  const placed = commands.map(({ id, fingerprint, answer, events: own }) => {
    const command = { id, fingerprint, answer, index, count: own.length };
    index += own.length;
    return command;
  });
  const header = {
    v: 1 as const,
    ledger,
    no: (after?.no ?? 0) + 1,
    epoch,
    recordedAt,
    attempt,
    commands: placed,
    touches,
    size: frontier.size,
    frontier: frontier.peaks.map(toHex),
    root: toHex(rootOf(sha256, frontier)),
    prev: after?.hash ?? GENESIS,
  };
  const text = canonicalize(header);
  const commit = { ...header, hash: toHex(hashOfText(sha256, COMMIT_PREFIX, text)), events };
  headerTexts.set(commit, text);
  return commit;
}

export type CommitHeader = Omit<Commit, 'hash' | 'events'>;

/** Texts of headers as they were sealed or stored, so that they are not made again for the same commit. */
const headerTexts = new WeakMap<Commit, string>();

/** The canonical text of a commit's header: all of it but its hash, and the events, which are in it through the Merkle root. */
export function headerText(commit: Commit): string {
  const known = headerTexts.get(commit);
  if (known !== undefined) return known;
  const { hash: _, events: __, ...header } = commit;
  return canonicalize(header);
}

/** A commit as a store gives it back. Its hash is then checked against the very text that was stored. */
export function storedCommit(header: string, hash: string, events: readonly string[]): Commit {
  const commit: Commit = { ...(JSON.parse(header) as CommitHeader), hash, events };
  headerTexts.set(commit, header);
  return commit;
}

/** SHA-256(0x02 ‖ canonical header). */
function headerHash(sha256: Sha256, commit: Commit): string {
  return toHex(hashOfText(sha256, COMMIT_PREFIX, headerText(commit)));
}

function frontierOf(commit: Commit | null): Frontier {
  return commit ? { size: commit.size, peaks: commit.frontier.map(fromHex) } : EMPTY_FRONTIER;
}

function grown(sha256: Sha256, frontier: Frontier, events: readonly string[]): Frontier {
  const leaves = events.map((event) => hashOfText(sha256, LEAF_PREFIX, event));
  return appendLeaves(sha256, frontier, leaves);
}

export type CommitFault = 'no' | 'prev' | 'hash' | 'size' | 'root' | 'time' | 'ledger' | 'commands' | 'event';

/** A stored commit that is not what was sealed, and what gave it away. */
export class LedgerBroken extends Error {
  constructor(
    readonly ledger: string,
    readonly no: CommitNo,
    readonly fault: CommitFault,
  ) {
    super(`commit ${no} of ${ledger} is broken: ${fault}`);
    this.name = 'LedgerBroken';
  }
}

/** Throws `LedgerBroken` unless the commit follows `after` and holds exactly the events it was sealed over. */
export function verifyCommit(sha256: Sha256, after: Commit | null, commit: Commit): void {
  const broken = (fault: CommitFault): LedgerBroken => new LedgerBroken(commit.ledger, commit.no, fault);
  if (commit.no !== (after?.no ?? 0) + 1) throw broken('no');
  if (after && commit.ledger !== after.ledger) throw broken('ledger');
  if (commit.prev !== (after?.hash ?? GENESIS)) throw broken('prev');
  if (after && !(commit.recordedAt > after.recordedAt)) throw broken('time');
  if (headerHash(sha256, commit) !== commit.hash) throw broken('hash');
  const counted = commit.commands.reduce((sum, { count }) => sum + count, 0);
  if (counted !== commit.events.length) throw broken('commands');
  const frontier = grown(sha256, frontierOf(after), commit.events);
  if (frontier.size !== commit.size) throw broken('size');
  if (toHex(rootOf(sha256, frontier)) !== commit.root || frontier.peaks.map(toHex).join() !== commit.frontier.join()) throw broken('root');
}

/** The commit's facts with their places. */
export function recordedOf(commit: Commit): Recorded[] {
  return commit.events.map((event, index) => withPlace(commit, event, index));
}

/** Those of one stream; the others are not parsed. */
export function recordedIn(commit: Commit, stream: Key): Recorded[] {
  const named = JSON.stringify(stream);
  return commit.events
    .flatMap((event, index) => (event.includes(named) ? [withPlace(commit, event, index)] : []))
    .filter(({ fact }) => fact.stream === stream);
}

function withPlace({ ledger, no, recordedAt }: Commit, event: string, index: number): Recorded {
  return { ledger, no, index, recordedAt, fact: JSON.parse(event) as Fact };
}
