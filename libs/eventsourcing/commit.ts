import { canonicalize } from '@styrbord/proof/canonical';
import { fromHex, toHex } from '@styrbord/proof/hex';
import { appendLeaves, EMPTY_FRONTIER, leafHash, rootOf, type Frontier, type Sha256 } from '@styrbord/proof/merkle';
import type { Commit, CommandId, CommitNo, Fact, Key, Recorded } from './ledger';

/** The hash before the first commit. */
export const GENESIS = '0'.repeat(64);

/** Domain separation beside the Merkle tree's 0x00 and 0x01. */
const COMMIT_PREFIX = 2;
const utf8 = new TextEncoder();

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
  return facts.map(({ type, stream, data, meta }) => canonicalize({ type, stream, data, meta }));
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
  return { ...header, hash: headerHash(sha256, header), events };
}

export type CommitHeader = Omit<Commit, 'hash' | 'events'>;

/** SHA-256(0x02 ‖ canonical header): events are in it through the Merkle root. */
export function headerHash(sha256: Sha256, header: CommitHeader): string {
  const text = utf8.encode(canonicalize(header));
  const bytes = new Uint8Array(text.length + 1);
  bytes[0] = COMMIT_PREFIX;
  bytes.set(text, 1);
  return toHex(sha256(bytes));
}

export function headerOf({ hash: _, events: __, ...header }: Commit): CommitHeader {
  return header;
}

function frontierOf(commit: Commit | null): Frontier {
  return commit ? { size: commit.size, peaks: commit.frontier.map(fromHex) } : EMPTY_FRONTIER;
}

function grown(sha256: Sha256, frontier: Frontier, events: readonly string[]): Frontier {
  const leaves = events.map((event) => leafHash(sha256, utf8.encode(event)));
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
  if (headerHash(sha256, headerOf(commit)) !== commit.hash) throw broken('hash');
  const counted = commit.commands.reduce((sum, { count }) => sum + count, 0);
  if (counted !== commit.events.length) throw broken('commands');
  const frontier = grown(sha256, frontierOf(after), commit.events);
  if (frontier.size !== commit.size) throw broken('size');
  if (toHex(rootOf(sha256, frontier)) !== commit.root || frontier.peaks.map(toHex).join() !== commit.frontier.join()) throw broken('root');
}

/** The commit's facts with their places. */
export function recordedOf(commit: Commit): Recorded[] {
  const { ledger, no, recordedAt } = commit;
  return commit.events.map((event, index) => ({ ledger, no, index, recordedAt, fact: JSON.parse(event) as Fact }));
}
