import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { DateText } from '@styrbord/steering/events';
import { isSameJson } from '@styrbord/steering/same';
import { dayOf, STOCKHOLM } from './deadline';
import type { AlertEvent, PeopleEvent } from './events';
import { deputyRefusal, NOBODY, type NoticeSettings, type People } from './responsibility';
import { scheduleRefusal } from './schedule';

/** Of who has set nothing: in the inbox alone. */
export const UNSET: NoticeSettings = {
  schedule: { zone: STOCKHOLM, digest: { kind: 'daily', at: '07:30' }, quiet: { from: '20:00', to: '07:00' } },
  mail: null,
  subscriptions: [],
  deputies: [],
};

/** Who answers for what, and what each has asked for. */
export interface Answering {
  readonly people: People;
  readonly settings: Readonly<Record<string, NoticeSettings>>;
  /** Whose each pseudonym of an address is, or was. */
  readonly personOf: Readonly<Record<string, string>>;
  /** By unit: of what it was said who answers, and when last; that nobody does too. */
  readonly stated: Readonly<Record<string, readonly { readonly measure: string | null; readonly on: DateText }[]>>;
}

export const NOBODY_ANSWERS: Answering = { people: NOBODY, settings: {}, personOf: {}, stated: {} };

/** What the settings name, as is known elsewhere. */
export interface PeopleWorld {
  readonly unitExists: (unit: string) => boolean;
  readonly measureExists: (measure: string) => boolean;
  readonly personExists: (person: string) => boolean;
  /** Whether a word is waited for since a reorganisation: then the same again is one. */
  readonly isUndecided: (unit: string, measure: string | null) => boolean;
}

export interface SetNoticeSettings {
  readonly person: string;
  readonly settings: NoticeSettings;
}

export interface SetResponsible {
  readonly unit: string;
  /** Null for every measure. */
  readonly measure: string | null;
  /** Nobody, where it is empty: then who answers above does. */
  readonly persons: readonly string[];
}

export const settingsOf = ({ settings }: Answering, person: string): NoticeSettings | null =>
  Object.hasOwn(settings, person) ? (settings[person] ?? null) : null;

/** Refusals in the order they are checked: schedule, subscriptions, deputies. The same again changes nothing. */
export function setNoticeSettings(
  { person, settings }: SetNoticeSettings,
  answering: Answering,
  world: PeopleWorld,
): readonly AlertEvent[] | Refusal {
  const refusal = scheduleRefusal(settings.schedule) ?? listRefusal(person, settings, world);
  if (refusal) return refusal;
  const before = settingsOf(answering, person);
  return isSameJson(before, settings) ? [] : [{ type: 'notice-settings-set', data: { person, settings, before } }];
}

function listRefusal(of: string, { subscriptions, deputies }: NoticeSettings, world: PeopleWorld): Refusal | null {
  for (const [at, { unit, measure }] of subscriptions.entries()) {
    if (!world.unitExists(unit)) return { refused: 'unit-unknown', pointer: `/subscriptions/${at}/unit`, given: unit };
    if (measure !== null && !world.measureExists(measure))
      return { refused: 'measure-unknown', pointer: `/subscriptions/${at}/measure`, given: measure };
  }
  for (const [at, deputy] of deputies.entries()) {
    const pointer = `/deputies/${at}`;
    if (!world.personExists(deputy.person)) return { refused: 'person-unknown', pointer: `${pointer}/person`, given: deputy.person };
    const refusal = deputyRefusal({ ...deputy, of });
    if (refusal) return { ...refusal, pointer: `${pointer}${refusal.pointer}` };
  }
  return null;
}

/** Refusals in the order they are checked: unit, measure, persons. The same again changes nothing. */
export function setResponsible(
  { unit, measure, persons }: SetResponsible,
  { people }: Answering,
  world: PeopleWorld,
): readonly AlertEvent[] | Refusal {
  if (!world.unitExists(unit)) return { refused: 'unit-unknown', pointer: '/unit', given: unit };
  if (measure !== null && !world.measureExists(measure)) return { refused: 'measure-unknown', pointer: '/measure', given: measure };
  for (const [at, person] of persons.entries())
    if (!world.personExists(person)) return { refused: 'person-unknown', pointer: `/persons/${at}`, given: person };
  const before = (people.responsibilities[unit] ?? []).flatMap((one) => (one.measure === measure ? [one.person] : []));
  const after = [...new Set(persons)];
  const isSame = isSameJson(before, after) && !world.isUndecided(unit, measure);
  return isSame ? [] : [{ type: 'responsible-set', data: { unit, measure, persons: after, before } }];
}

/** `at`: when it was recorded. */
export function evolveAnswering(answering: Answering, event: PeopleEvent, at: string): Answering {
  switch (event.type) {
    case 'responsible-set': {
      const { unit, measure, persons } = event.data;
      const others = (answering.people.responsibilities[unit] ?? []).filter((one) => one.measure !== measure);
      const here = [...others, ...persons.map((person) => ({ person, unit, measure }))];
      const responsibilities = { ...answering.people.responsibilities, [unit]: here };
      const said = (answering.stated[unit] ?? []).filter((one) => one.measure !== measure);
      const stated = { ...answering.stated, [unit]: [...said, { measure, on: dayOf(at) }] };
      return { ...answering, people: { ...answering.people, responsibilities }, stated };
    }
    case 'notice-settings-set': {
      const { person, settings } = event.data;
      const { subscriptions, deputies, mail } = settings;
      const { people } = answering;
      return {
        ...answering,
        people: {
          ...people,
          subscriptions: [
            ...people.subscriptions.filter((one) => one.person !== person),
            ...subscriptions.map((one) => ({ ...one, person })),
          ],
          deputies: [...people.deputies.filter(({ of }) => of !== person), ...deputies.map((one) => ({ ...one, of: person }))],
        },
        settings: { ...answering.settings, [person]: settings },
        personOf: mail === null ? answering.personOf : { ...answering.personOf, [mail]: person },
      };
    }
  }
}

/** Everybody who may be told of anything. */
export function peopleNamed({ people, settings }: Answering): ReadonlySet<string> {
  const responsible = Object.values(people.responsibilities).flatMap((here) => here.map(({ person }) => person));
  return new Set([...responsible, ...people.deputies.map(({ person }) => person), ...Object.keys(settings)]);
}
