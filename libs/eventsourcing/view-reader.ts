import type { Json } from '@styrbord/proof/canonical';
import type { MessageFault } from './claims';
import type { CommitNo } from './ledger';

/** A view's document with the commit it was written at, which is its version: the same commit twice changes nothing. */
export interface ViewDocument {
  readonly no: CommitNo;
  readonly body: Json;
}

export interface NamedDocument extends ViewDocument {
  readonly id: string;
}

/** How far a view has come. A commit is applied only if it follows this hash. */
export interface Checkpoint {
  readonly no: CommitNo;
  readonly hash: string;
  readonly epoch: number;
}

/** A stream that could not be applied: it waits, the rest goes on. */
export interface Parked {
  readonly stream: string;
  readonly error: string;
  readonly at: readonly { readonly no: CommitNo; readonly index: number }[];
}

/** What one save changed: what live screens are told. */
export interface Saved {
  readonly view: string;
  readonly no: CommitNo;
  readonly recordedAt: string;
  /** May be of a later commit, as those that are read. */
  readonly documents: readonly NamedDocument[];
}

export interface ViewStatus {
  readonly name: string;
  readonly version: number;
  readonly checkpoint: Checkpoint;
  readonly lag: number;
  readonly parked: readonly Parked[];
  /** Messages that were not what they said, counted. */
  readonly refused: Readonly<Partial<Record<MessageFault, number>>>;
  /** Why the view goes no further, or null. */
  readonly halted: string | null;
}

/** A view as it is read, whoever keeps it up to date: the same process, or another that shares its documents. */
export interface ViewReader {
  start(): Promise<void>;
  onSaved(listener: (saved: Saved) => void): void;
  /** May be of a later commit than `no`: whoever keeps the documents writes them before it says so. */
  read(id: string): Promise<ViewDocument | null>;
  scan(prefix: string): AsyncIterable<NamedDocument>;
  /** The commit it has seen. */
  readonly no: CommitNo;
  /** Resolves true once the view has seen the commit, false when the time is out. */
  waitFor(no: CommitNo, timeoutMs: number): Promise<boolean>;
  status(): ViewStatus;
  /** Compares with what is stored, so that a lost message only delays. */
  poll(): Promise<void>;
  settled(): Promise<void>;
}
