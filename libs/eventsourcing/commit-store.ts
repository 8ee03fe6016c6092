import type { Json } from '@styrbord/proof/canonical';
import type { Commit, CommitNo, Key } from './ledger';

export interface CommandRecord {
  readonly no: CommitNo;
  readonly index: number;
  readonly recordedAt: string;
  readonly fingerprint: string;
  readonly answer: Json;
}

/**
 * What a database must do to hold a ledger: keep one commit per number, for ever. Everything else – grouping, conflicts,
 * retries, verification – is `LedgerWriter`'s. Any throw from `insert` means the outcome is unknown.
 */
export interface CommitStore {
  insert(commit: Commit): Promise<'inserted' | 'taken'>;
  get(no: CommitNo): Promise<Commit | null>;
  /** Those of these numbers that are there, ascending. */
  several(nos: readonly CommitNo[]): Promise<readonly Commit[]>;
  last(): Promise<Commit | null>;
  /** Ascending, both ends included. */
  read(from: CommitNo, to: CommitNo): AsyncIterable<Commit>;
  command(id: string): Promise<CommandRecord | null>;
  /** Numbers in (after, upTo] of commits that touch the key, ascending. */
  touching(key: Key, after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]>;
}

/** The store cannot be reached or written: nothing was refused, and nothing acknowledged is lost. */
export class StoreUnavailable extends Error {
  constructor(
    readonly reason: 'full' | 'read-only' | 'locked' | 'broken' | 'unreachable',
    cause?: unknown,
  ) {
    super(`the store is ${reason}`, { cause });
    this.name = 'StoreUnavailable';
  }
}
