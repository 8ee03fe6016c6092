import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { AlertEvent, DeliveryEvent, LeftReason, MessageTold, Recipient } from './events';

export const MESSAGE_STATES = ['sent', 'dead', 'requeued'] as const;

/** A message of which something has become; `requeued` is on its way once more. */
export interface Message extends MessageTold {
  readonly state: (typeof MESSAGE_STATES)[number];
  readonly at: string;
  readonly attempts: number;
  readonly answer: string;
}

/** Somebody to whom nothing goes any more. */
export interface Left extends Recipient {
  readonly because: LeftReason;
  readonly at: string;
}

/** Has a message sent once more that was given up: under the name it had. */
export function requeue(message: Message): readonly AlertEvent[] | Refusal {
  if (message.state !== 'dead') return { refused: 'message-not-dead', given: message.state };
  const { state: _, at: __, attempts: ___, answer: ____, ...told } = message;
  return [{ type: 'message-requeued', data: told }];
}

/** Nothing goes there any more; the same again changes nothing. */
export function leave({ channel, recipient }: Recipient, because: LeftReason, left: Left | null): readonly AlertEvent[] {
  return left ? [] : [{ type: 'recipient-left', data: { channel, recipient, because } }];
}

/** Notices go there again. */
export function comeBack({ channel, recipient }: Recipient, left: Left | null): readonly AlertEvent[] {
  return left ? [{ type: 'recipient-returned', data: { channel, recipient } }] : [];
}

export function evolveMessage(
  before: Message | null,
  event: Extract<DeliveryEvent, { readonly type: `message-${string}` }>,
  at: string,
): Message {
  switch (event.type) {
    case 'message-sent':
      return { ...event.data, state: 'sent', at };
    case 'message-dead':
      return { ...event.data, state: 'dead', at };
    case 'message-requeued':
      return { ...event.data, state: 'requeued', at, attempts: before?.attempts ?? 0, answer: before?.answer ?? '' };
  }
}
