import type { NoteVerdict } from './audit-events';
import type { ToldEvents } from './concerning';
import { english, swedish } from './decimal';
import type { Figure, Judgement } from './events';
import type { Language, Name } from './scorecard';

/** What things are called: the sentence names them as people do. */
export interface Naming {
  readonly unit: (id: string) => Name;
  readonly measure: (id: string) => Name;
  readonly plan: (id: string) => Name;
}

type Say<T extends keyof ToldEvents> = (data: ToldEvents[T], say: Words) => string;

interface Words {
  readonly unit: (id: string) => string;
  readonly measure: (id: string) => string;
  readonly plan: (id: string) => string;
  readonly name: (name: Name) => string;
  readonly figure: (figure: Figure) => string;
  /** `2022-T1`, and the cell unless it is the total: `2022-T1 K`. */
  readonly place: (place: { readonly period: string; readonly cell: string }) => string;
}

/** One plain sentence an event, in both languages; leaving an event out does not compile. */
const SENTENCES: { readonly [T in keyof ToldEvents]: Readonly<Record<Language, Say<T>>> } = {
  'unit-established': {
    sv: ({ name }, { name: say }) => `Enheten ${say(name)} upprättades.`,
    en: ({ name }, { name: say }) => `The unit ${say(name)} was established.`,
  },
  'unit-renamed': {
    sv: ({ name, before, from }, { name: say }) => `${say(before)} heter ${say(name)} från ${from}.`,
    en: ({ name, before, from }, { name: say }) => `${say(before)} is named ${say(name)} from ${from}.`,
  },
  'unit-moved': {
    sv: ({ unit: id, parent, from }, { unit }) => `${unit(id)} hör till ${parent === null ? 'ingen' : unit(parent)} från ${from}.`,
    en: ({ unit: id, parent, from }, { unit }) => `${unit(id)} belongs to ${parent === null ? 'none' : unit(parent)} from ${from}.`,
  },
  'unit-reclassified': {
    sv: ({ unit: id, from }, { unit }) => `${unit(id)} fick ny typ, driftsform eller läge från ${from}.`,
    en: ({ unit: id, from }, { unit }) => `${unit(id)} was given another kind, provider or setting from ${from}.`,
  },
  'unit-merged': {
    sv: ({ units, into, on }, { unit }) => `${units.map(unit).join(', ')} gick upp i ${unit(into)} ${on}.`,
    en: ({ units, into, on }, { unit }) => `${units.map(unit).join(', ')} were merged into ${unit(into)} on ${on}.`,
  },
  'unit-split': {
    sv: ({ unit: id, into, on }, { unit }) => `${unit(id)} delades i ${into.map(unit).join(', ')} ${on}.`,
    en: ({ unit: id, into, on }, { unit }) => `${unit(id)} was split into ${into.map(unit).join(', ')} on ${on}.`,
  },
  'unit-closed': {
    sv: ({ unit: id, on }, { unit }) => `${unit(id)} stängdes ${on}.`,
    en: ({ unit: id, on }, { unit }) => `${unit(id)} was closed on ${on}.`,
  },
  'measure-defined': {
    sv: ({ name }, { name: say }) => `Styrmåttet ${say(name)} definierades.`,
    en: ({ name }, { name: say }) => `The measure ${say(name)} was defined.`,
  },
  'measure-redefined': {
    sv: ({ measure, version }, { name }) => `Styrmåttet ${name(measure.name)} fick definition ${version}.`,
    en: ({ measure, version }, { name }) => `The measure ${name(measure.name)} was given definition ${version}.`,
  },
  'plan-updated': {
    sv: ({ plan, version }, words) => `${words.plan(plan.id)} fick version ${version}.`,
    en: ({ plan, version }, words) => `${words.plan(plan.id)} was given version ${version}.`,
  },
  'plan-adopted': {
    sv: ({ plan: id, version }, { plan }) => `${plan(id)} antogs, version ${version}.`,
    en: ({ plan: id, version }, { plan }) => `${plan(id)} was adopted, version ${version}.`,
  },
  'target-set': {
    sv: ({ measure: id, unit: at, text, cell }, { measure, unit }) =>
      text === ''
        ? `Målet för ${measure(id)} vid ${unit(at)} togs bort.`
        : `Målet för ${measure(id)}${cell ? ` (${cell})` : ''} vid ${unit(at)} sattes till ”${text}”.`,
    en: ({ measure: id, unit: at, text, cell }, { measure, unit }) =>
      text === ''
        ? `The target of ${measure(id)} at ${unit(at)} was removed.`
        : `The target of ${measure(id)}${cell ? ` (${cell})` : ''} at ${unit(at)} was set to “${text}”.`,
  },
  'measurement-recorded': {
    sv: (data, { measure, unit, figure, place }) =>
      `${measure(data.measure)} vid ${unit(data.unit)}, ${place(data)}: ${figure(data)} rapporterades${data.before ? ` i stället för ${figure(data.before)}` : ''}.`,
    en: (data, { measure, unit, figure, place }) =>
      `${measure(data.measure)} at ${unit(data.unit)}, ${place(data)}: ${figure(data)} was recorded${data.before ? ` instead of ${figure(data.before)}` : ''}.`,
  },
  'measurement-corrected': {
    sv: (data, { measure, unit, figure, place }) =>
      `${measure(data.measure)} vid ${unit(data.unit)}, ${place(data)}: ${figure(data.before)} rättades till ${figure(data)}.`,
    en: (data, { measure, unit, figure, place }) =>
      `${measure(data.measure)} at ${unit(data.unit)}, ${place(data)}: ${figure(data.before)} was corrected to ${figure(data)}.`,
  },
  'measurement-withdrawn': {
    sv: (data, { measure, unit, figure, place }) =>
      `${measure(data.measure)} vid ${unit(data.unit)}, ${place(data)}: ${figure(data.before)} drogs tillbaka.`,
    en: (data, { measure, unit, figure, place }) =>
      `${measure(data.measure)} at ${unit(data.unit)}, ${place(data)}: ${figure(data.before)} was withdrawn.`,
  },
  'measurement-disputed': {
    sv: (data, { measure, unit, place }) => `${measure(data.measure)} vid ${unit(data.unit)}, ${place(data)}: värdet ifrågasattes.`,
    en: (data, { measure, unit, place }) => `${measure(data.measure)} at ${unit(data.unit)}, ${place(data)}: the value was disputed.`,
  },
  'absence-recorded': {
    sv: ({ measure: id, unit: at, from, to }, { measure, unit }) =>
      `${measure(id)} rapporteras inte av ${unit(at)} ${from}–${to ?? ''}.`.replace('–.', ' och framåt.'),
    en: ({ measure: id, unit: at, from, to }, { measure, unit }) =>
      `${measure(id)} is not reported by ${unit(at)} ${from}–${to ?? ''}.`.replace('–.', ' and onwards.'),
  },
  'comment-written': {
    sv: ({ measure: id, unit: at, period }, { measure, unit }) => `${measure(id)} vid ${unit(at)}, ${period}: en kommentar skrevs.`,
    en: ({ measure: id, unit: at, period }, { measure, unit }) => `${measure(id)} at ${unit(at)}, ${period}: a comment was written.`,
  },
  'limits-renewed': {
    sv: ({ measure: id, unit: at, cell, from, grounds }, { measure, unit, place }) =>
      `${measure(id)} vid ${unit(at)} fick nya gränser från ${place({ period: from, cell })}${grounds ? `: ${grounds.points} värden i rad ${grounds.side === 'above' ? 'över' : 'under'} medelvärdet` : ''}.`,
    en: ({ measure: id, unit: at, cell, from, grounds }, { measure, unit, place }) =>
      `${measure(id)} at ${unit(at)} was given new limits from ${place({ period: from, cell })}${grounds ? `: ${grounds.points} values in a row ${grounds.side} the mean` : ''}.`,
  },
  'limits-withdrawn': {
    sv: ({ measure: id, unit: at, cell, from }, { measure, unit, place }) =>
      `De nya gränserna för ${measure(id)} vid ${unit(at)} från ${place({ period: from, cell })} togs tillbaka.`,
    en: ({ measure: id, unit: at, cell, from }, { measure, unit, place }) =>
      `The new limits of ${measure(id)} at ${unit(at)} from ${place({ period: from, cell })} were withdrawn.`,
  },
  'judgement-signed': {
    sv: ({ unit: at, node, period, result }, { unit }) =>
      `${node} vid ${unit(at)}, ${period}: en person bedömde att målet ${JUDGED[result].sv}.`,
    en: ({ unit: at, node, period, result }, { unit }) =>
      `${node} at ${unit(at)}, ${period}: a person judged the target ${JUDGED[result].en}.`,
  },
  'judgement-withdrawn': {
    sv: ({ unit: at, node, period }, { unit }) => `${node} vid ${unit(at)}, ${period}: bedömningen togs tillbaka.`,
    en: ({ unit: at, node, period }, { unit }) => `${node} at ${unit(at)}, ${period}: the judgement was withdrawn.`,
  },
  'access-granted': {
    sv: ({ principal, role }) => `${principal} fick rollen ${role}.`,
    en: ({ principal, role }) => `${principal} was given the role ${role}.`,
  },
  'access-revoked': {
    sv: ({ principal }) => `${principal} förlorade sina rättigheter.`,
    en: ({ principal }) => `${principal} lost all rights.`,
  },
  'erasure-requested': {
    sv: ({ subject, ground, decision }) => `Radering av ${subject} begärdes enligt beslut ${decision} (${articleOf(ground)}).`,
    en: ({ subject, ground, decision }) => `Erasure of ${subject} was requested by decision ${decision} (${articleOf(ground)}).`,
  },
  'erasure-approved': {
    sv: ({ subject, decision }) => `${subject} raderades efter beslut ${decision}.`,
    en: ({ subject, decision }) => `${subject} was erased by decision ${decision}.`,
  },
  'erasure-withdrawn': {
    sv: ({ subject, decision }) => `Begäran om radering av ${subject} enligt beslut ${decision} återtogs.`,
    en: ({ subject, decision }) => `The request to erase ${subject} by decision ${decision} was withdrawn.`,
  },
  'export-made': {
    sv: ({ unit: id, period, known }, { unit }) => `${unit(id)}${period === null ? '' : `, ${period},`} exporterades, känt vid ${known}.`,
    en: ({ unit: id, period, known }, { unit }) => `${unit(id)}${period === null ? '' : `, ${period},`} was exported, known at ${known}.`,
  },
  'evidence-pack-made': {
    sv: ({ unit: id, period, ledger, to }, { unit }) =>
      `Ett underlag för ${id === null ? `hela huvudboken ${ledger}` : `${unit(id)}, ${period}`} lämnades ut, till och med ${to}.`,
    en: ({ unit: id, period, ledger, to }, { unit }) =>
      `An evidence pack of ${id === null ? `the whole ledger ${ledger}` : `${unit(id)}, ${period}`} was handed out, up to ${to}.`,
  },
  'entries-read': {
    sv: ({ ledger, start, end }) => `${end - start} händelser ur huvudboken ${ledger} lämnades ut som de lagrats, från plats ${start}.`,
    en: ({ ledger, start, end }) => `${end - start} events of the ledger ${ledger} were handed out as stored, from place ${start}.`,
  },
  'subject-data-read': {
    sv: ({ what, subjects }) => `${what === 'names' ? 'Namn på' : 'Raderingar av'} ${subjects.length} registrerade lästes.`,
    en: ({ what, subjects }) => `${what === 'names' ? 'Names of' : 'Erasures of'} ${subjects.length} subjects were read.`,
  },
  'sample-note-written': {
    sv: ({ no, index, verdict }) => `Granskningen skrev om ${no}:${index}: ${VERDICTS[verdict].sv}.`,
    en: ({ no, index, verdict }) => `The audit noted on ${no}:${index}: ${VERDICTS[verdict].en}.`,
  },
};

const JUDGED: Readonly<Record<Judgement, Readonly<Record<Language, string>>>> = {
  met: { sv: 'nås', en: 'met' },
  near: { sv: 'nås nästan', en: 'nearly met' },
  missed: { sv: 'inte nås', en: 'missed' },
};

const VERDICTS: Readonly<Record<NoteVerdict, Readonly<Record<Language, string>>>> = {
  ok: { sv: 'utan anmärkning', en: 'no remark' },
  question: { sv: 'fråga', en: 'question' },
  finding: { sv: 'iakttagelse', en: 'finding' },
};

/** `gdpr-17-1-a-…`: GDPR 17.1 a. */
function articleOf(ground: string): string {
  const [, article, part, letter] = ground.split('-');
  return `GDPR ${article}.${part} ${letter}`;
}

/** Null for a type that this version does not know. */
export function sentenceOf(type: string, data: unknown, naming: Naming): Name | null {
  const say = (SENTENCES as Readonly<Record<string, Readonly<Record<Language, Say<never>>>>>)[type];
  if (!say) return null;
  return { sv: say.sv(data as never, wordsOf(naming, 'sv')), en: say.en(data as never, wordsOf(naming, 'en')) };
}

function wordsOf({ unit, measure, plan }: Naming, language: Language): Words {
  const name = (of: Name): string => (language === 'en' ? (of.en ?? of.sv) : of.sv);
  const number = language === 'sv' ? swedish : english;
  return {
    name,
    unit: (id) => name(unit(id)),
    measure: (id) => name(measure(id)),
    plan: (id) => name(plan(id)),
    figure: ({ value, numerator, denominator }) =>
      value !== null ? number(value) : numerator !== null && denominator !== null ? `${numerator}/${denominator}` : '–',
    place: ({ period, cell }) => (cell === 'T' ? period : `${period} ${cell}`),
  };
}
