import type { Fact } from './ledger';

/** A message as Kafka carries it; values and headers are text. */
export interface Message {
  readonly key: string;
  readonly value: string;
  /** The value as it was parsed, within the process that made the message: it does not travel. */
  readonly fact?: Fact;
  readonly headers: Readonly<Record<string, string>>;
}

/** The nerve: in-process or Kafka. At least once, in order per key; losing messages delays, never corrupts. */
export interface Bus {
  start(): Promise<void>;
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  /** Each group sees every message; within a group one member does. A rejected batch is delivered again. */
  subscribe(topic: string, group: string, handle: (messages: readonly Message[]) => Promise<void>): Promise<void>;
  /** Whether every group of this process is handed messages now; where not, only the ledger says what is new. */
  hears(): boolean;
  stop(): Promise<void>;
}
