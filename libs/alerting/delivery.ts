import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { AlertEvent, DeliveryEvent, LeftReason, MessageTold, Recipient } from './events';

export const MESSAGE_STATES = ['sent', 'dead', 'bounced', 'requeued'] as const;

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

/** Class, subject and detail of RFC 3463; 5 is for good. */
const STATUS = /^5\.\d{1,3}\.\d{1,3}$/;

/** A message that was handed over came back. Refusals in the order they are checked: status, whether it was sent. The same again changes nothing. */
export function bounce(message: Message, status: string): readonly AlertEvent[] | Refusal {
  if (!STATUS.test(status)) return { refused: 'bounce-not-final', pointer: '/status', given: status, allowed: '5.x.y' };
  const { state, at: _, ...fate } = message;
  if (state === 'bounced') return [];
  return state === 'sent'
    ? [{ type: 'message-bounced', data: { ...fate, answer: status } }]
    : { refused: 'message-not-sent', given: state };
}

/** Has a message sent once more that was given up or came back: under the name it had. */
export function requeue(message: Message): readonly AlertEvent[] | Refusal {
  if (message.state !== 'dead' && message.state !== 'bounced') return { refused: 'message-not-dead', given: message.state };
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
    case 'message-bounced':
      return { ...event.data, state: 'bounced', at };
    case 'message-requeued':
      return { ...event.data, state: 'requeued', at, attempts: before?.attempts ?? 0, answer: before?.answer ?? '' };
  }
}
