import type { Recipient } from '@styrbord/alerting/events';
import type { OutboxItem } from '../outbox';

/** A message as it is handed over: its id is the same at every try, for whoever receives it twice. */
export interface Message {
  readonly id: string;
  readonly items: readonly OutboxItem[];
}

/** One way to tell one recipient. Its folder holds all of it: how it looks, and how it is sent. */
export interface Channel extends Recipient {
  /** The recipient as people know it, with most of an address left out. */
  readonly shown: string;
  /** Whom it reaches; null for whoever is told of what nobody answers for. */
  readonly person: string | null;
  /** Resolves with what the other side answered. Rejects with `Undeliverable` where no further try can help. */
  send(message: Message): Promise<string>;
}

/** Whoever it was for will never take it. */
export class Undeliverable extends Error {
  override readonly name: string = 'Undeliverable';
}

/** Nor anything else. */
export class RecipientGone extends Undeliverable {
  override readonly name = 'RecipientGone';
}

/** Not now, and not before a time that was named. */
export class NotBefore extends Error {
  override readonly name = 'NotBefore';

  constructor(
    message: string,
    readonly at: string,
  ) {
    super(message);
  }
}
