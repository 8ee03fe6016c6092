import type { Name } from '@styrbord/steering/scorecard';
import {
  DELIVERY_EVENTS,
  type AlertEvents,
  type AlertEventType,
  type CasePlace,
  type LeftReason,
  type MessageTold,
  type NoticeReason,
  type PeopleEvent,
} from './events';

/** What things are called: the sentence names them as people do. */
export interface CaseNaming {
  readonly unit: (id: string) => Name;
  readonly measure: (id: string) => Name;
}

/** Which units and which measure an event is about. */
export interface AlertConcern {
  readonly units: readonly string[];
  readonly measure: string | null;
  readonly plan: null;
}

type Say<T extends AlertEventType> = (data: AlertEvents[T]) => string;

/** Leaving an event out does not compile. */
const SENTENCES: { readonly [T in AlertEventType]: { readonly sv: Say<T>; readonly en: Say<T> } } = {
  'alert-rule-set': {
    sv: ({ rule, version }) => `Larmregeln ${rule.name.sv} fick version ${version} och är ${rule.isOn ? 'på' : 'av'}.`,
    en: ({ rule, version }) =>
      `The alert rule ${rule.name.en ?? rule.name.sv} was given version ${version} and is ${rule.isOn ? 'on' : 'off'}.`,
  },
  'case-opened': {
    sv: ({ state }) => `ett ärende ${state === 'pending' ? 'avvaktar' : 'öppnades'}.`,
    en: ({ state }) => `a case ${state === 'pending' ? 'is pending' : 'was opened'}.`,
  },
  'case-breached': { sv: () => `avvikelsen gäller.`, en: () => `the breach holds.` },
  'case-recovering': {
    sv: () => `inom marginalen, ännu inte över.`,
    en: () => `within the band, not over yet.`,
  },
  'case-updated': { sv: () => `underlaget ändrades.`, en: () => `what it stands on changed.` },
  'case-resolved': {
    sv: ({ byCorrection }) => `ärendet löstes${byCorrection ? ' genom rättelse' : ''}.`,
    en: ({ byCorrection }) => `the case was resolved${byCorrection ? ' by correction' : ''}.`,
  },
  'notice-decided': {
    sv: ({ decision, because }) => `avisering ${decision === 'send' ? 'skickas' : 'hålls'}, ${BECAUSE[because].sv}.`,
    en: ({ decision, because }) => `a notice is ${decision === 'send' ? 'sent' : 'held'}, ${BECAUSE[because].en}.`,
  },
  'case-carried-over': {
    sv: () => `ärendet fördes över till det som enheten blev.`,
    en: () => `the case was carried over to what the unit became.`,
  },
  'case-taken-over': {
    sv: () => `ärendet togs över från en enhet som inte finns längre.`,
    en: () => `the case was taken over from a unit that is no more.`,
  },
  'case-acknowledged': {
    sv: ({ until }) => `ärendet kvitterades till och med ${until.slice(0, 10)}.`,
    en: ({ until }) => `the case was acknowledged until ${until.slice(0, 10)}.`,
  },
  'case-snoozed': {
    sv: ({ until }) => `ärendet vilar till ${until.slice(0, 10)}.`,
    en: ({ until }) => `the case was snoozed until ${until.slice(0, 10)}.`,
  },
  'case-assigned': {
    sv: ({ to }) => `ärendet ${to === null ? 'har ingen handläggare längre' : `tilldelades ${to}`}.`,
    en: ({ to }) => `the case ${to === null ? 'is assigned to nobody any longer' : `was assigned to ${to}`}.`,
  },
  'case-commented': { sv: () => `en kommentar skrevs.`, en: () => `a comment was written.` },
  'case-closed': {
    sv: ({ cause }) => `ärendet stängdes (${cause}).`,
    en: ({ cause }) => `the case was closed (${cause}).`,
  },
  'message-sent': {
    sv: ({ notices, channel }) => `${notices.length} aviseringar lämnades över (${channel}).`,
    en: ({ notices, channel }) => `${notices.length} notices were handed over (${channel}).`,
  },
  'message-dead': {
    sv: ({ notices, channel, answer }) => `${notices.length} aviseringar kunde inte lämnas över (${channel}): ${answer}`,
    en: ({ notices, channel, answer }) => `${notices.length} notices could not be handed over (${channel}): ${answer}`,
  },
  'message-bounced': {
    sv: ({ notices, channel, answer }) => `${notices.length} aviseringar kom tillbaka (${channel}): ${answer}`,
    en: ({ notices, channel, answer }) => `${notices.length} notices came back (${channel}): ${answer}`,
  },
  'message-requeued': {
    sv: ({ notices, channel }) => `${notices.length} aviseringar skickas på nytt (${channel}).`,
    en: ({ notices, channel }) => `${notices.length} notices are sent once more (${channel}).`,
  },
  'recipient-left': {
    sv: ({ channel, recipient, because }) => `Inget skickas längre till ${recipient} (${channel}): ${LEFT[because].sv}.`,
    en: ({ channel, recipient, because }) => `Nothing is sent to ${recipient} (${channel}) any more: ${LEFT[because].en}.`,
  },
  'recipient-returned': {
    sv: ({ channel, recipient }) => `Aviseringar skickas åter till ${recipient} (${channel}).`,
    en: ({ channel, recipient }) => `Notices are sent to ${recipient} (${channel}) again.`,
  },
  'responsible-set': {
    sv: ({ persons }) => `ansvarig är ${persons.join(', ') || 'ingen'}.`,
    en: ({ persons }) => `${persons.join(', ') || 'nobody'} answers for it.`,
  },
  'notice-settings-set': {
    sv: ({ person }) => `${person} ändrade sina aviseringar.`,
    en: ({ person }) => `${person} changed their notices.`,
  },
};

/** Why nothing goes to a recipient any more. */
const LEFT: Readonly<Record<LeftReason, { readonly sv: string; readonly en: string }>> = {
  unsubscribed: { sv: 'mottagaren har avanmält sig', en: 'the recipient has unsubscribed' },
  gone: { sv: 'mottagaren finns inte längre', en: 'the recipient is gone' },
};

/** Why a notice is sent, or held. */
export const BECAUSE: Readonly<Record<NoticeReason, { readonly sv: string; readonly en: string }>> = {
  first: { sv: 'den första om avvikelsen', en: 'the first of the breach' },
  'all-resolved': { sv: 'avvikelsen har upphört', en: 'the breach is over' },
  corrected: { sv: 'en rättelse visar att ingen avvikelse fanns', en: 'a correction shows that there was no breach' },
  flapping: { sv: 'utfallet växlar kring målet', en: 'the outcome swings round its target' },
  'not-acknowledged': { sv: 'ingen har kvitterat', en: 'nobody has acknowledged' },
  repeat: { sv: 'avvikelsen är redan känd', en: 'the breach is known already' },
  'not-recovered': { sv: 'den förra avvikelsen är inte över med marginal', en: 'the last breach is not over by its band' },
  snoozed: { sv: 'ärendet vilar', en: 'the case is snoozed' },
  closed: { sv: 'ärendet är stängt', en: 'the case is closed' },
  'children-tell': { sv: 'underordnade enheter har redan aviserats', en: 'the units below have been told of already' },
  'not-watched': { sv: 'regeln gäller inte längre här', en: 'the rule no longer holds here' },
  'data-missing': { sv: 'underlag saknas', en: 'what it derives from is missing' },
};

/** With the place of the case before it, where it is named. Null for a type that is no alert’s. */
export function alertSentenceOf(type: string, data: unknown, naming: CaseNaming | null): Name | null {
  const say = (SENTENCES as Readonly<Record<string, { readonly sv: Say<never>; readonly en: Say<never> }>>)[type];
  if (!say) return null;
  const inLanguage = (language: 'sv' | 'en'): string => {
    const [where, said] = [naming && whereOf(data, naming, language), say[language](data as never)];
    return where ? `${where}: ${said}` : said.charAt(0).toLocaleUpperCase('sv') + said.slice(1);
  };
  return { sv: inLanguage('sv'), en: inLanguage('en') };
}

export function alertConcernOf(type: string, data: unknown): AlertConcern | null {
  if (!Object.hasOwn(SENTENCES, type)) return null;
  if (type === 'alert-rule-set') {
    const { scope } = (data as AlertEvents['alert-rule-set']).rule;
    return { units: scope.unit === null ? [] : [scope.unit], measure: scope.measure, plan: null };
  }
  if (isDelivery(type)) return { units: (data as Partial<MessageTold>).units ?? [], measure: null, plan: null };
  if (type === 'notice-settings-set') return { units: [], measure: null, plan: null };
  const { unit, measure } = data as CasePlace | Extract<PeopleEvent, { type: 'responsible-set' }>['data'];
  return { units: [unit], measure, plan: null };
}

const isDelivery = (type: string): boolean => (DELIVERY_EVENTS as readonly string[]).includes(type);

function whereOf(data: unknown, { unit, measure }: CaseNaming, language: 'sv' | 'en'): string {
  const place = data as Partial<CasePlace | Extract<PeopleEvent, { type: 'responsible-set' }>['data']>;
  if (place.unit === undefined || place.measure === undefined) return '';
  const of = place.measure === null ? { sv: 'Alla styrmått', en: 'Every measure' } : measure(place.measure);
  const name = (one: Name): string => (language === 'en' ? (one.en ?? one.sv) : one.sv);
  const where = `${name(of)} ${language === 'sv' ? 'vid' : 'at'} ${name(unit(place.unit))}`;
  return 'period' in place ? `${where}, ${place.period}` : where;
}
