import type { OutboxItem } from '../outbox';

/** A message as it is handed over: its id is the same at every try, for whoever receives it twice. */
export interface Message {
  readonly id: string;
  readonly items: readonly OutboxItem[];
}

/** One way to tell. Its folder holds all of it: how it looks, and how it is sent. */
export interface Channel {
  readonly name: string;
  /** Resolves with what the other side answered. Rejects with `Undeliverable` where no further try can help. */
  send(message: Message): Promise<string>;
}

/** Whoever it was for will never take it. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
