import { settingsOf, type Answering } from '@styrbord/alerting/notice-settings';
import type { Channel } from './channel';

interface Parts {
  /** As the operator names them. */
  readonly fixed: readonly Channel[];
  /** To the address of a person; null where no mail can be sent. */
  readonly ofPerson: ((person: string, recipient: string) => Channel) | null;
  /** Where people's own addresses may lie. */
  readonly domains: readonly string[];
  readonly answering: () => Answering;
}

/** Every way to tell somebody outside. */
export class Channels {
  private readonly personal = new Map<string, Channel>();

  constructor(private readonly parts: Parts) {}

  get all(): readonly Channel[] {
    const { fixed, ofPerson, answering } = this.parts;
    const persons = ofPerson === null ? [] : Object.entries(answering().settings);
    return [...fixed, ...persons.flatMap(([person, { mail }]) => (mail === null ? [] : [this.personalOf(person, mail)]))];
  }

  /** Whether anybody is told of what nobody answers for. */
  get hasMailbox(): boolean {
    return this.parts.fixed.length > 0;
  }

  get canMail(): boolean {
    return this.parts.ofPerson !== null;
  }

  get domains(): readonly string[] {
    return this.parts.domains;
  }

  of(recipient: string): Channel | null {
    const { fixed, answering } = this.parts;
    const person = Object.hasOwn(answering().personOf, recipient) ? answering().personOf[recipient] : undefined;
    if (person === undefined) return fixed.find((channel) => channel.recipient === recipient) ?? null;
    return this.canMail && settingsOf(answering(), person)?.mail === recipient ? this.personalOf(person, recipient) : null;
  }

  private personalOf(person: string, recipient: string): Channel {
    const known = this.personal.get(recipient) ?? (this.parts.ofPerson as NonNullable<Parts['ofPerson']>)(person, recipient);
    this.personal.set(recipient, known);
    return known;
  }
}
