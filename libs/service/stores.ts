/** Injection tokens of what a process is composed of, beside those of tokens.ts. */

/** `LedgerWriter` of the steering ledger. */
export const LEDGER = Symbol('LEDGER');
/** `Bus` of libs/eventsourcing. */
export const BUS = Symbol('BUS');
/** Where the relay publishes the steering ledger. */
export const STEERING_TOPIC = 'styrbord.steering.events';
