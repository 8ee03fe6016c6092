import type { View } from '@styrbord/eventsourcing/view';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';

/** Injection tokens of what a process is composed of, beside those of tokens.ts. */

/** `LedgerWriter` of the steering ledger. */
export const LEDGER = Symbol('LEDGER');
/** `LedgerWriter` of the audit ledger: every service writes in it what it hands out. */
export const AUDIT_LEDGER = Symbol('AUDIT_LEDGER');
/** `LedgerWriter` of the alerts ledger: the alerts write in it, the others read. */
export const ALERTS_LEDGER = Symbol('ALERTS_LEDGER');
/** `Bus` of libs/eventsourcing. */
export const BUS = Symbol('BUS');
/** Where the relay publishes the steering ledger. */
export const STEERING_TOPIC = 'styrbord.steering.events';

/** Where the relay publishes the alerts ledger. */
export const ALERTS_TOPIC = 'styrbord.alerts.events';

/** Whether this process is the one that writes a ledger, and acts on it. */
export interface Turn {
  isOurs(): boolean;
  /** At once where it is ours already, and whenever it becomes so. */
  onTaken(act: () => void): void;
}

/** `Turn` of the alerts ledger. */
export const ALERTS_TURN = Symbol('ALERTS_TURN');

/** Where whoever saves a view's documents tells the others that they have. */
export const CHANGES_TOPIC = 'styrbord.boards.changes';

/** The document that says how many messages of the inbox were accepted and refused. */
export const INBOX_COUNTS = { collection: 'inbox', id: 'counts' } as const;

/** The documents `<ledger>/<sink>` that say how far each sink of signed checkpoints has come. */
export const CHECKPOINT_SINKS = 'checkpoint-sinks';
export interface SinkState {
  /** The last commit whose checkpoint it has taken; 0 for none. */
  readonly no: number;
  readonly at: string | null;
  /** The last try, where it failed. */
  readonly failed: { readonly at: string; readonly code: string } | null;
}

/** `ViewSource`: how views are kept and read here. */
export const VIEWS = Symbol('VIEWS');
export type ViewSource = (view: View) => ViewReader;

/** Takes whole documents in the name of the product itself: the demos. Provided by the write side. */
export const IMPORTS = Symbol('IMPORTS');
export interface Imports<Document> {
  /** All or nothing; the same name again records nothing more. Answers the last commit. */
  take(document: Document, name: string): Promise<number>;
}
