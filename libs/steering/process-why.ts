import { english, swedish } from './decimal';
import type { Measure } from './measure';
import { BASELINE_POINTS, PROCESS_RULE } from './process-behaviour';
import { proposalOf } from './limits-renewal';
import { lineText, valueText, type ProcessReading } from './process-reading';
import type { Cause } from './process-rules';
import { ASSURANCE_WORDS, CAUSE_WORDS, PROCESS_REASON_WORDS, sayGrounds, VARIATION_WORDS } from './process-words';
import type { Name, ProcessReason } from './scorecard';

/** Why the second lamp shows what it shows: the limits and what they were made of, the values, the rule that named each. */
export interface WhyProcess {
  readonly sentence: Name;
  readonly lines: readonly Name[];
  readonly points: readonly { readonly period: string; readonly value: string; readonly cause: Cause }[];
  readonly rule: string;
}

export function whyProcess(reading: ProcessReading, reason: ProcessReason | null, measure: Measure): WhyProcess {
  const { values, behaviour } = reading;
  return {
    sentence: sentenceOf(reading, reason),
    lines: reason === null ? linesOf(reading, measure) : [],
    points: values.map(({ period, value }, at) => ({
      period: period.name,
      value: valueText(value, measure),
      cause: behaviour.points[at]?.cause ?? 'none',
    })),
    rule: PROCESS_RULE,
  };
}

function sentenceOf({ behaviour, latest }: ProcessReading, reason: ProcessReason | null): Name {
  const { variation, points } = behaviour;
  if (reason !== null || variation === null || !latest) return PROCESS_REASON_WORDS[reason ?? 'too-few-values'];
  const cause = points[behaviour.latest ?? 0]?.cause ?? 'none';
  const words = VARIATION_WORDS[variation];
  if (cause === 'none')
    return {
      sv: `Variationen till och med ${latest.period.name}: ${words.sv}.`,
      en: `Variation up to ${latest.period.name}: ${words.en}.`,
    };
  const named = CAUSE_WORDS[cause];
  return {
    sv: `Variationen till och med ${latest.period.name}: ${words.sv}, för ${named.sv}.`,
    en: `Variation up to ${latest.period.name}: ${words.en}, since ${named.en}.`,
  };
}

function linesOf({ values, behaviour, segment, target, unscreened, renewals }: ProcessReading, measure: Measure): Name[] {
  const at = behaviour.points[behaviour.latest ?? 0];
  if (!segment || !at || at.mean === null || at.lower === null || at.upper === null) return [];
  const [mean, lower, upper] = [at.mean, at.lower, at.upper].map((line) => lineText(line, measure)) as [string, string, string];
  const first = values[segment.start]?.period.name;
  const lines: Name[] = [
    {
      sv: `Medelvärde ${swedish(mean)}, gränser ${swedish(lower)} till ${swedish(upper)}: medelvärdet ± 2,66 gånger det genomsnittliga steget mellan två värden.`,
      en: `Mean ${english(mean)}, limits ${english(lower)} to ${english(upper)}: the mean ± 2.66 times the average step between two values.`,
    },
    {
      sv: `Gränserna är gjorda av ${segment.baseline} värden från ${first}${segment.trial ? `: färre än ${BASELINE_POINTS}, alltså preliminära` : ''}.`,
      en: `The limits are made of ${segment.baseline} values from ${first}${segment.trial ? `: fewer than ${BASELINE_POINTS}, so they are trial limits` : ''}.`,
    },
  ];
  if (segment.screened > 0)
    lines.push({
      sv: `${segment.screened} ovanligt stora steg räknas inte in i gränserna.`,
      en: `${segment.screened} unusually large steps are left out of the limits.`,
    });
  if (unscreened)
    lines.push({
      sv: 'Nästan alla värden är lika; därför räknas alla steg in i gränserna.',
      en: 'Nearly all values are equal; all steps are therefore counted in the limits.',
    });
  if (values.some(({ differenced }) => differenced))
    lines.push({
      sv: 'Värden hittills under året är gjorda till vad varje del av året tillförde.',
      en: 'Values for the year to date are turned into what each part of the year added.',
    });
  for (const { from, reason, grounds, no, index } of renewals) {
    const said = grounds && sayGrounds(grounds);
    lines.push({
      sv: `Nya gränser från ${from}, godkända: ${reason}${said ? ` (${said.sv})` : ''} – händelse ${no}:${index}.`,
      en: `New limits from ${from}, approved: ${reason}${said ? ` (${said.en})` : ''} – event ${no}:${index}.`,
    });
  }
  const proposal = proposalOf(values, behaviour, measure);
  if (proposal) {
    const said = sayGrounds(proposal.grounds);
    lines.push({
      sv: `Nya gränser föreslås från ${proposal.from}: ${said.sv}.`,
      en: `New limits are proposed from ${proposal.from}: ${said.en}.`,
    });
  }
  if (behaviour.assurance !== null && target !== null) {
    const words = ASSURANCE_WORDS[behaviour.assurance];
    lines.push({ sv: `Mål ${swedish(target)}. ${words.sv}`, en: `Target ${english(target)}. ${words.en}` });
  }
  return lines;
}
