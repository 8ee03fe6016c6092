import type { Json } from '@styrbord/proof/canonical';

/** Number of a commit: 1, 2, 3 … without gaps. 0 is the empty ledger. */
export type CommitNo = number;

/** Name of a stream, or of anything else a decision may have read: `series/nara/triage-digitalen`, `organisation`. */
export type Key = string;

/** A past fact as it is stored: its canonical JSON is what is hashed, so it holds neither number nor time of its commit. */
export interface Fact<Type extends string = string, Data = Json> {
  readonly type: Type;
  readonly stream: Key;
  readonly data: Data;
  readonly meta: FactMeta;
}

/** Who and from where. `actor` is a pseudonym; names live in documents that can be erased. */
export interface FactMeta {
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly reason?: string;
  readonly decision?: string;
  /** The command id the fact was recorded under. */
  readonly request?: string;
  /** The source system: `http`, `import`, `demo`, the name of a feed. */
  readonly source?: string;
}

/** A command's facts, recorded whole or not at all. */
export interface Batch {
  readonly command: CommandId;
  readonly facts: readonly Fact[];
  /** Keys beside the facts' own streams that later decisions must see as touched. */
  readonly touches?: readonly Key[];
}

export interface CommandId {
  readonly id: string;
  /** Digest of what was asked; the same id with another fingerprint is a reuse, not a retry. */
  readonly fingerprint: string;
  /** What the caller is told now and at every retry. */
  readonly answer: Json;
}

/** Append only if nothing after `after` touched any of `touches`. */
export interface Given {
  readonly after: CommitNo;
  readonly touches: readonly Key[];
}

export type Appended =
  | {
      readonly kind: 'committed';
      readonly no: CommitNo;
      readonly index: number;
      readonly recordedAt: string;
      readonly answer: Json;
      readonly repeated: boolean;
    }
  | { readonly kind: 'conflict'; readonly key: Key; readonly no: CommitNo }
  | { readonly kind: 'reused'; readonly no: CommitNo };

/** A fact with its place: `index` counts within the commit. */
export interface Recorded<F extends Fact = Fact> {
  readonly ledger: string;
  readonly no: CommitNo;
  readonly index: number;
  readonly recordedAt: string;
  readonly fact: F;
}

export interface Head {
  readonly no: CommitNo;
  readonly hash: string;
  readonly epoch: number;
  /** Of the head commit; the empty ledger has none. */
  readonly recordedAt: string | null;
}

/** One chain of numbered commits with one writing service. Every adapter passes `test/contracts/ledger.contract.ts`. */
export interface Ledger {
  readonly name: string;
  append(batch: Batch, given?: Given): Promise<Appended>;
  /** Verified, gapless, ascending; `to` is inclusive. */
  read(from: CommitNo, to?: CommitNo): AsyncIterable<Commit>;
  head(): Promise<Head>;
  stream(key: Key, upTo?: CommitNo): AsyncIterable<Recorded>;
  /** Numbers in (after, upTo] of commits that touch any of the keys, ascending. */
  touching(keys: readonly Key[], after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]>;
  /** The first result of a command, if it was recorded. */
  command(id: string): Promise<{ readonly no: CommitNo; readonly fingerprint: string; readonly answer: Json } | null>;
}

/** A commit as stored. Hashes are lower-case hex; `events` are the canonical JSON texts of the facts, in order. */
export interface Commit {
  readonly v: 1;
  readonly ledger: string;
  readonly no: CommitNo;
  readonly epoch: number;
  readonly recordedAt: string;
  readonly attempt: string;
  readonly commands: readonly {
    readonly id: string;
    readonly fingerprint: string;
    readonly answer: Json;
    readonly index: number;
    readonly count: number;
  }[];
  readonly touches: readonly Key[];
  /** Events in the ledger with this commit: the size of the Merkle tree. */
  readonly size: number;
  /** Peaks of the Merkle tree over all `size` events, largest first: what an owner needs to go on. */
  readonly frontier: readonly string[];
  /** RFC 9162 root over all `size` events. */
  readonly root: string;
  readonly prev: string;
  readonly hash: string;
  readonly events: readonly string[];
}
