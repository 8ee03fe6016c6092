/** Injection tokens of what a process is composed of, beside those of tokens.ts. */

/** `LedgerWriter` of the steering ledger. */
export const LEDGER = Symbol('LEDGER');
/** `Bus` of libs/eventsourcing. */
export const BUS = Symbol('BUS');
/** Where the relay publishes the steering ledger. */
export const STEERING_TOPIC = 'styrbord.steering.events';

/** Takes whole documents in the name of the product itself: the demos. Provided by the write side. */
export const IMPORTS = Symbol('IMPORTS');
export interface Imports<Document> {
  /** All or nothing; the same name again records nothing more. Answers the last commit. */
  take(document: Document, name: string): Promise<number>;
}
