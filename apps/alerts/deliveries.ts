import { evolveMessage, type Left, type Message } from '@styrbord/alerting/delivery';
import type { DeliveryEvent, Recipient } from '@styrbord/alerting/events';
import type { OutboxItem } from './outbox';

/** What was decided earlier than this and is in no message was decided while there was nobody to tell. */
const FRESH_MS = 3 * 86_400_000;

interface Decided {
  readonly at: string;
  readonly item: OutboxItem;
}

/** What became of notices and messages, and of those they were for. */
export class Deliveries {
  private readonly messages = new Map<string, Message>();
  private readonly ofNotice = new Map<string, Set<string>>();
  private readonly leavers = new Map<string, Left>();
  /** To the mailbox, in the order they were decided. */
  private readonly fresh = new Map<string, Decided>();

  decided(item: OutboxItem, at: string): void {
    this.fresh.set(item.notice, { at, item });
    for (const [notice, decided] of this.fresh) {
      if (Date.parse(at) - Date.parse(decided.at) < FRESH_MS) break;
      this.fresh.delete(notice);
    }
  }

  fold(event: DeliveryEvent, at: string): void {
    if (event.type === 'recipient-left') this.leavers.set(event.data.recipient, { ...event.data, at });
    else if (event.type === 'recipient-returned') this.leavers.delete(event.data.recipient);
    else this.became(evolveMessage(this.message(event.data.message), event, at));
  }

  /**
   * Notices that a recipient is to be told of, and is in no message of theirs yet. What was told the same way to one who is no
   * longer here was told: an address that was replaced, or that bears another name since the documents were lost.
   */
  untold({ channel, recipient }: Recipient, { now, isHere }: { readonly now: number; readonly isHere: (recipient: string) => boolean }) {
    const isFresh = ({ at }: Decided): boolean => now - Date.parse(at) < FRESH_MS;
    const isTold = ({ item }: Decided): boolean =>
      this.of(item.notice).some(
        (message) => message.recipient === recipient || (message.channel === channel && !isHere(message.recipient)),
      );
    return [...this.fresh.values()].filter((decided) => isFresh(decided) && !isTold(decided)).map(({ item }) => item);
  }

  requeued(recipient: string): readonly Message[] {
    return [...this.messages.values()].filter((message) => message.state === 'requeued' && message.recipient === recipient);
  }

  /** Messages that told of a notice and of which something has become. */
  of(notice: string): readonly Message[] {
    return [...(this.ofNotice.get(notice) ?? [])].flatMap((id) => this.messages.get(id) ?? []);
  }

  message(id: string): Message | null {
    return this.messages.get(id) ?? null;
  }

  all(): Iterable<Message> {
    return this.messages.values();
  }

  left(recipient: string): Left | null {
    return this.leavers.get(recipient) ?? null;
  }

  private became(message: Message): void {
    this.messages.set(message.message, message);
    for (const notice of message.notices) this.ofNotice.set(notice, (this.ofNotice.get(notice) ?? new Set()).add(message.message));
  }
}
