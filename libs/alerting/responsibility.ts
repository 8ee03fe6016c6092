import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { DateText } from '@styrbord/steering/events';
import type { Schedule } from './schedule';

/** Who answers for a measure, or for every measure, at a unit and those below it that say nobody else. */
export interface Responsibility {
  readonly person: string;
  readonly unit: string;
  readonly measure: string | null;
}

/** Who is told in somebody's place, both days included. */
export interface Deputy {
  readonly person: string;
  readonly of: string;
  readonly from: DateText;
  readonly to: DateText;
}

/** What somebody wants to be told of though another answers for it: a unit and everything below, a measure, or all. */
export interface Subscription {
  readonly person: string;
  readonly unit: string;
  readonly measure: string | null;
}

/** How somebody wants to be told beside their inbox, and of what; and who is told in their place, and when. */
export interface NoticeSettings {
  readonly schedule: Schedule;
  /** The pseudonym of their address; null for no mail. */
  readonly mail: string | null;
  readonly subscriptions: readonly Omit<Subscription, 'person'>[];
  readonly deputies: readonly Omit<Deputy, 'of'>[];
}

export interface People {
  /** By unit. */
  readonly responsibilities: Readonly<Record<string, readonly Responsibility[]>>;
  readonly deputies: readonly Deputy[];
  readonly subscriptions: readonly Subscription[];
}

export const NOBODY: People = { responsibilities: {}, deputies: [], subscriptions: [] };

/** What is told of, and on which day in Stockholm. */
export interface Told {
  /** Null for what is of the unit and of no measure by itself. */
  readonly measure: string | null;
  /** The unit, then those above it, nearest first. */
  readonly units: readonly string[];
  readonly day: DateText;
  readonly sees: (person: string) => boolean;
}

export const ADDRESSEE_REASONS = ['responsible', 'deputy', 'subscriber', 'nobody-responsible'] as const;
export type AddresseeReason = (typeof ADDRESSEE_REASONS)[number];

/** Whom a notice goes to, and why to them. Nobody in person is the mailbox for what nobody answers for. */
export interface Addressee {
  readonly person: string | null;
  readonly why: AddresseeReason;
}

/** Who answers nearest, or their deputies, and who has asked to be told; of those, whoever may see it. Each once. */
export function addresseesOf(people: People, told: Told): readonly Addressee[] {
  const [answering = []] = chainOf(people, told);
  const subscribers = people.subscriptions
    .filter(({ unit, measure }) => told.units.includes(unit) && (measure === null || measure === told.measure))
    .map(({ person }): Addressee => ({ person, why: 'subscriber' }));
  const all = [...(answering.length > 0 ? answering : [MAILBOX]), ...subscribers.filter((one) => isSeenBy(one, told))];
  return all.filter(({ person }, at) => all.findIndex((other) => other.person === person) === at);
}

/** The mailbox for what nobody answers for. */
export const MAILBOX: Addressee = { person: null, why: 'nobody-responsible' };

/** Who answers, and where that was stated: for the measure or for every one, at the unit or above it. */
export interface Answers {
  readonly unit: string;
  readonly measure: string | null;
  /** With who stands in for them today. */
  readonly persons: readonly { readonly person: string; readonly deputies: readonly string[] }[];
}

/** The nearest who may see it, or whose deputy may; null where nobody answers. */
export function answersFor(people: People, told: Told): Answers | null {
  for (const unit of told.units) {
    const stated = statedAt(people, unit, told);
    if (stated.persons.some((one) => toldFor(one).some((each) => isSeenBy(each, told)))) return stated;
  }
  return null;
}

/** Who is told one after the other while nobody acknowledges: who answers nearest, then at each unit above; nobody twice. */
export function chainOf(people: People, told: Told): readonly (readonly Addressee[])[] {
  const steps: Addressee[][] = [];
  const met = new Set<string | null>();
  for (const unit of told.units) {
    const step = statedAt(people, unit, told)
      .persons.flatMap(toldFor)
      .filter((one) => isSeenBy(one, told) && !met.has(one.person));
    for (const { person } of step) met.add(person);
    if (step.length > 0) steps.push(step);
  }
  return steps;
}

function statedAt({ responsibilities, deputies }: People, unit: string, { measure, day }: Told): Answers {
  const here = Object.hasOwn(responsibilities, unit) ? (responsibilities[unit] ?? []) : [];
  const own = measure === null ? [] : here.filter((one) => one.measure === measure);
  const stated = own.length > 0 ? own : here.filter((one) => one.measure === null);
  const isDeputy = (person: string) => (one: Deputy) => one.of === person && one.from <= day && day <= one.to;
  const persons = stated.map(({ person }) => ({ person, deputies: deputies.filter(isDeputy(person)).map((one) => one.person) }));
  return { unit, measure: own.length > 0 ? measure : null, persons };
}

const toldFor = ({ person, deputies }: Answers['persons'][number]): Addressee[] =>
  deputies.length > 0 ? deputies.map((deputy) => ({ person: deputy, why: 'deputy' })) : [{ person, why: 'responsible' }];

const isSeenBy = ({ person }: Addressee, { sees }: Told): boolean => person !== null && sees(person);

/** Refuses a deputy for oneself, and days that end before they begin. */
export function deputyRefusal({ person, of, from, to }: Deputy): Refusal | null {
  if (person === of) return { refused: 'deputy-of-oneself', pointer: '/person', given: person };
  if (to < from) return { refused: 'days-reversed', pointer: '/to', given: to, allowed: `≥ ${from}` };
  return null;
}
