import { evolveMessage, type Left, type Message } from '@styrbord/alerting/delivery';
import type { DeliveryEvent } from '@styrbord/alerting/events';
import type { Addressee } from '@styrbord/alerting/responsibility';
import type { Channel } from './channels/channel';
import type { OutboxItem } from './outbox';

/** What was due earlier than this and is in no message was due while there was nobody to tell. */
export const FRESH_MS = 3 * 86_400_000;
/** As long as the longest digest waits. */
const KEPT_MS = 130 * 86_400_000;

/** A notice that somebody is to be told of. */
export interface Decided {
  readonly at: string;
  readonly item: OutboxItem;
}

/** Null is the mailbox for what nobody answers for. */
type Person = Addressee['person'];

/** What became of notices and messages, and of those they were for. */
export class Deliveries {
  private readonly messages = new Map<string, Message>();
  private readonly ofNotice = new Map<string, Set<string>>();
  private readonly leavers = new Map<string, Left>();
  /** Of each, in the order they were decided; what a person was told is taken away. */
  private readonly fresh = new Map<Person, Map<string, Decided>>();

  constructor(private readonly personOf: (recipient: string) => Person) {}

  decided(item: OutboxItem, { to, at }: { readonly to: readonly Addressee[]; readonly at: string }): void {
    for (const { person } of to) {
      const fresh = this.fresh.get(person) ?? new Map<string, Decided>();
      this.fresh.set(person, fresh.set(item.notice, { at, item }));
      const keptMs = person === null ? FRESH_MS : KEPT_MS;
      for (const [notice, decided] of fresh) {
        if (Date.parse(at) - Date.parse(decided.at) < keptMs) break;
        fresh.delete(notice);
      }
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
  untold({ channel, recipient, person }: Channel, isHere: (recipient: string) => boolean): readonly Decided[] {
    const fresh = this.waitingFor(person);
    if (person !== null) return fresh;
    const isTold = ({ item }: Decided): boolean =>
      this.of(item.notice).some(
        (message) =>
          message.recipient === recipient ||
          (message.channel === channel && this.personOf(message.recipient) === null && !isHere(message.recipient)),
      );
    return fresh.filter((decided) => !isTold(decided));
  }

  waitingFor(person: Person): readonly Decided[] {
    return [...(this.fresh.get(person)?.values() ?? [])];
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
    const person = this.personOf(message.recipient);
    const fresh = person === null ? undefined : this.fresh.get(person);
    for (const notice of message.notices) {
      this.ofNotice.set(notice, (this.ofNotice.get(notice) ?? new Set()).add(message.message));
      fresh?.delete(notice);
    }
  }
}
