import type { Name, NoneReason } from './scorecard';

/** Why there is no verdict, in a sentence. */
export const REASON_WORDS: Record<NoneReason, Name> = {
  'target-refused': { sv: 'Målet kan inte läsas som ett mål för måttet.', en: 'The target cannot be read as a target of the measure.' },
  'not-relevant-here': { sv: 'Måttet är inte relevant för enheten.', en: 'The measure is not relevant for the unit.' },
  'followed-up-by-another': { sv: 'Måttet följs upp av någon annan.', en: 'The measure is followed up by somebody else.' },
  'starts-later': { sv: 'Uppföljningen börjar senare.', en: 'The follow-up starts later.' },
  'not-due-yet': { sv: 'Måttet följs upp vid en senare rapport.', en: 'The measure is followed up at a later report.' },
  suppressed: {
    sv: 'Värdet är undertryckt: det gäller för få, eller skulle röja ett som gör det.',
    en: 'The value is suppressed: it is of too few, or would give one away that is.',
  },
  'source-late': { sv: 'Källan har inte kommit än.', en: 'The source is late.' },
  'not-reported': { sv: 'Inget värde är rapporterat.', en: 'Nothing has been reported.' },
  'as-needed': { sv: 'Målet är ”efter behov” och bedöms inte.', en: 'The target is “as needed” and is not judged.' },
  'no-target': { sv: 'Måttet har inget mål.', en: 'The measure has no target.' },
  'target-of-another-level': { sv: 'Målet gäller en annan nivå.', en: 'The target belongs to another level.' },
  'no-reference': { sv: 'Det finns inget att jämföra med.', en: 'There is nothing to compare with.' },
  'no-value': { sv: 'Det finns inget användbart värde.', en: 'There is no usable value.' },
};
