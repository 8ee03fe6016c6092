import { english, swedish } from './decimal';
import type { LimitsGrounds } from './events';
import type { Measure } from './measure';
import type { Assurance, SpecialCause, Variation } from './process-rules';
import type { Contradiction, Name, ProcessReason, Row } from './scorecard';

export const VARIATION_WORDS: Readonly<Record<Variation, Name>> = {
  improvement: { sv: 'förbättring', en: 'improvement' },
  concern: { sv: 'försämring', en: 'deterioration' },
  neutral: { sv: 'förändring utan bestämd riktning', en: 'a change without a stated direction' },
  'common-cause': { sv: 'vanlig variation', en: 'common cause variation' },
  'no-variation': { sv: 'ingen variation', en: 'no variation' },
};

/** What named the latest value, as the second half of a sentence. */
export const CAUSE_WORDS: Readonly<Record<SpecialCause, Name>> = {
  above: { sv: 'det senaste värdet ligger över den övre gränsen', en: 'the latest value lies above the upper limit' },
  below: { sv: 'det senaste värdet ligger under den undre gränsen', en: 'the latest value lies below the lower limit' },
  rising: { sv: 'minst sju värden i rad stiger', en: 'at least seven values in a row rise' },
  falling: { sv: 'minst sju värden i rad sjunker', en: 'at least seven values in a row fall' },
  'two-of-three-high': { sv: 'två av tre värden ligger nära den övre gränsen', en: 'two of three values lie near the upper limit' },
  'two-of-three-low': { sv: 'två av tre värden ligger nära den undre gränsen', en: 'two of three values lie near the lower limit' },
  'shift-high': { sv: 'minst sju värden i rad ligger över medelvärdet', en: 'at least seven values in a row lie above the mean' },
  'shift-low': { sv: 'minst sju värden i rad ligger under medelvärdet', en: 'at least seven values in a row lie below the mean' },
};

export const ASSURANCE_WORDS: Readonly<Record<Assurance, Name>> = {
  'consistently-passing': {
    sv: 'Målet ligger utanför gränserna på rätt sida: det nås så länge inget förändras.',
    en: 'The target lies outside the limits on the right side: it is reached as long as nothing changes.',
  },
  'consistently-failing': {
    sv: 'Målet ligger utanför gränserna på fel sida: det nås inte utan att något förändras.',
    en: 'The target lies outside the limits on the wrong side: it will not be reached unless something changes.',
  },
  'hit-and-miss': {
    sv: 'Målet ligger inom gränserna: om det nås eller missas en enskild gång avgör slumpen.',
    en: 'The target lies within the limits: whether it is reached or missed at any one time is chance.',
  },
};

export const PROCESS_REASON_WORDS: Readonly<Record<ProcessReason, Name>> = {
  'no-figures': { sv: 'Måttet har inga tal.', en: 'The measure has no figures.' },
  'no-values': { sv: 'Det finns inga värden.', en: 'There are no values.' },
  'none-in-period': { sv: 'Det finns inget värde i perioden.', en: 'There is no value in the period.' },
  'new-limits': {
    sv: 'Gränserna är nya, och för få värden har kommit sedan dess.',
    en: 'The limits are new, and too few values have come since.',
  },
  'too-few-values': { sv: 'För få värden för att säga något om variationen.', en: 'Too few values to say anything of the variation.' },
};

/** Why new limits are proposed. */
export function sayGrounds({ side, points, mean }: LimitsGrounds): Name {
  return {
    sv: `${points} värden i rad ${side === 'above' ? 'över' : 'under'} medelvärdet ${swedish(mean)}`,
    en: `${points} values in a row ${side} the mean ${english(mean)}`,
  };
}

/** The sentence of a contradiction: what the two lamps say against each other. */
export function sayContradiction(kind: Contradiction['kind'], { process }: Pick<Row, 'process'>, measure: Measure): Name {
  const cause = process.cause === 'none' ? null : CAUSE_WORDS[process.cause];
  const trial: Name = process.trial
    ? { sv: ` Gränserna är preliminära, av ${process.points} värden.`, en: ` The limits are trial limits, of ${process.points} values.` }
    : { sv: '', en: '' };
  const unit = measure.unitOfMeasure === '' ? '' : `\u00a0${measure.unitOfMeasure}`;
  switch (kind) {
    case 'met-but-worsening':
      return {
        sv: `Målet nås, men utvecklingen går åt fel håll: ${cause?.sv}.${trial.sv}`,
        en: `The target is met, but the trend is the wrong way: ${cause?.en}.${trial.en}`,
      };
    case 'missed-but-improving':
      return {
        sv: `Målet nås inte, men utvecklingen går åt rätt håll: ${cause?.sv}.${trial.sv}`,
        en: `The target is missed, but the trend is the right way: ${cause?.en}.${trial.en}`,
      };
    case 'met-by-chance':
      return {
        sv: `Målet nås den här gången, men ligger inom den vanliga variationen (${swedish(process.lower ?? '')} till ${swedish(process.upper ?? '')}${unit}): det kunde lika gärna ha missats.`,
        en: `The target is met this time, but lies within common cause variation (${english(process.lower ?? '')} to ${english(process.upper ?? '')}${unit}): it could as well have been missed.`,
      };
    case 'met-without-detectable-change':
      return {
        sv: 'Målet nås, men skillnaden mot jämförelsen är inte större än vad slumpen kan ge.',
        en: 'The target is met, but the difference from the reference is no more than chance can give.',
      };
  }
}
