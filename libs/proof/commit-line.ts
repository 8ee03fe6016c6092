import { canonicalize } from './canonical';

/** What the tree of commits holds of each: its number, when, which events, and the ledger's state after it. */
export interface CommitLine {
  readonly no: number;
  readonly recordedAt: string;
  /** Leaf of the commit's first event in the tree of events. */
  readonly first: number;
  /** Events in the ledger with this commit. */
  readonly size: number;
  /** Hex: the root over those events, and the hash of the commit's header. */
  readonly root: string;
  readonly hash: string;
}

/** The bytes of its leaf, as text. */
export function commitLineText({ no, recordedAt, first, size, root, hash }: CommitLine): string {
  return canonicalize({ no, recordedAt, first, size, root, hash });
}
