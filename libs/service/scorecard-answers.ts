import { BRIDGES, JUDGEMENTS } from '@styrbord/steering/events';
import { ASSURANCES, CAUSES, VARIATIONS } from '@styrbord/steering/process-rules';
import { DERIVATION_FAULTS } from '@styrbord/steering/formula';
import { NONE_REASONS, PROCESS_REASONS } from '@styrbord/steering/scorecard';
import { FLAG, listOf, mapOf, NAME, object, oneOfTexts, oneOfTextsOrNull, orNull, TEXT, TIME, WHOLE, type Schema } from './answers';

/** The answers of what reads scorecards, as libs/steering/scorecard.ts has them. */
export const VERDICT = object({
  result: oneOfTexts('met', 'near', 'missed', 'none'),
  reason: oneOfTextsOrNull(...NONE_REASONS),
  also: listOf(TEXT),
  disputed: FLAG,
  prognosis: orNull(TEXT),
  rule: TEXT,
});

const CAUSE = oneOfTexts(...CAUSES);
const VARIATION = oneOfTextsOrNull(...VARIATIONS);
const ASSURANCE = oneOfTextsOrNull(...ASSURANCES);
const LAMP = { variation: VARIATION, toward: oneOfTextsOrNull('high', 'low'), assurance: ASSURANCE, cause: CAUSE, trial: FLAG };
const LINES = { mean: orNull(TEXT), lower: orNull(TEXT), upper: orNull(TEXT) };

export const PROCESS = object({
  cell: TEXT,
  ...LAMP,
  reason: oneOfTextsOrNull(...PROCESS_REASONS),
  period: orNull(TEXT),
  points: WHOLE,
  ...LINES,
  rule: TEXT,
});

const OUTCOME = object({
  value: TEXT,
  numerator: orNull({ type: 'number' }),
  denominator: orNull({ type: 'number' }),
  status: oneOfTexts('preliminary', 'final'),
  recordedAt: TIME,
  period: TEXT,
  derived: FLAG,
  source: orNull(TEXT),
  note: orNull(TEXT),
  spread: orNull(object({ units: WHOLE })),
  origins: listOf(object({ no: WHOLE, index: WHOLE })),
});

const TOTAL = object({
  period: TEXT,
  value: orNull(TEXT),
  numerator: orNull({ type: 'number' }),
  denominator: orNull({ type: 'number' }),
  units: WHOLE,
  of: WHOLE,
  withoutDenominator: WHOLE,
  closed: WHOLE,
  denominatorPercent: orNull(TEXT),
  difference: orNull(TEXT),
  said: NAME,
});

const DERIVATION = object({
  formula: TEXT,
  value: orNull(TEXT),
  fault: oneOfTextsOrNull(...DERIVATION_FAULTS),
  inputs: listOf(object({ measure: TEXT, name: orNull(NAME), value: orNull(TEXT), weight: orNull(TEXT) })),
  difference: orNull(TEXT),
  said: NAME,
});

export const CELL = object({
  target: orNull(object({ text: TEXT, kind: TEXT })),
  baseline: orNull(object({ text: TEXT, value: orNull(TEXT), period: orNull(TEXT) })),
  outcome: orNull(OUTCOME),
  reference: orNull(object({ value: TEXT, period: TEXT, from: TEXT, otherPeriod: FLAG })),
  path: orNull(object({ months: WHOLE, value: TEXT, percent: orNull(TEXT), yearEnd: TEXT })),
  verdict: VERDICT,
  change: orNull(object({ result: TEXT })),
  process: orNull(object(LAMP)),
  total: orNull(TOTAL),
  derivation: orNull(DERIVATION),
  partly: orNull(object({ months: WHOLE, of: WHOLE, value: orNull(TEXT), said: NAME })),
});

export const ROW: Schema = object({
  id: TEXT,
  name: NAME,
  kind: TEXT,
  unitOfMeasure: TEXT,
  decimals: WHOLE,
  better: oneOfTexts('higher', 'lower', 'neutral'),
  cumulates: FLAG,
  verdict: VERDICT,
  process: PROCESS,
  contradiction: orNull(object({ kind: TEXT, said: NAME })),
  disagreeing: listOf(TEXT),
  cells: mapOf(CELL),
  reported: listOf(TEXT),
  due: FLAG,
  attention: listOf(TEXT),
  disputes: listOf(object({ cell: TEXT, reason: TEXT, at: TIME })),
  absence: orNull(object({ reason: TEXT, by: orNull(TEXT), text: orNull(TEXT) })),
  trail: listOf(orNull(TEXT)),
  companions: { ...listOf(object({ id: TEXT, name: NAME })), description: 'Rows, without companions of their own' },
  comment: orNull(TEXT),
});

export const COUNTS = object({ met: WHOLE, near: WHOLE, missed: WHOLE, none: WHOLE });
export const KNOWN = object({ ledger: TEXT, no: WHOLE, at: orNull(TIME) });

const BREAK = object({
  from: TEXT,
  kind: oneOfTexts('definition', 'merge', 'split', 'move'),
  version: orNull(WHOLE),
  units: listOf(TEXT),
  into: listOf(TEXT),
  bridge: oneOfTextsOrNull(...BRIDGES),
  bridged: FLAG,
  said: NAME,
});

export const WEIGHED = object({ reached: orNull(TEXT), present: orNull(TEXT), said: NAME });
const JUDGEMENT = object({ result: oneOfTexts(...JUDGEMENTS), reason: TEXT, at: TIME, no: WHOLE, index: WHOLE, plan: TEXT });
const BESIDE = { weight: TEXT, weighed: WEIGHED, judgement: JUDGEMENT };

const named = (members: Record<string, Schema>, beside: Record<string, Schema> = {}): Schema =>
  object({ id: TEXT, name: NAME, counts: COUNTS, ...members }, beside);

export const SCORECARD: Schema = object(
  {
    unit: object({ id: TEXT, name: NAME }),
    period: TEXT,
    plan: orNull(object({ id: TEXT, version: WHOLE, unit: TEXT, name: orNull(NAME) })),
    known: KNOWN,
    counts: COUNTS,
    coverage: object({ judged: WHOLE, of: WHOLE, withoutTarget: WHOLE, laterReport: WHOLE }),
    perspectives: listOf(
      named({ goals: listOf(named({ factors: listOf(named({ measures: listOf(ROW) }, { weight: TEXT })) }, BESIDE)) }, BESIDE),
    ),
    provenance: orNull(object({ kind: TEXT, sv: TEXT, en: TEXT })),
  },
  { weighed: WEIGHED, structure: object({ at: TEXT, said: orNull(NAME), breaks: listOf(BREAK) }) },
);

export const STRIPS: Schema = object({
  unit: TEXT,
  period: TEXT,
  strips: listOf(
    object({
      measure: TEXT,
      cell: TEXT,
      periods: listOf(
        object({
          period: TEXT,
          value: orNull(TEXT),
          result: oneOfTexts('met', 'near', 'missed', 'none'),
          reason: oneOfTextsOrNull(...NONE_REASONS),
          cause: CAUSE,
        }),
      ),
      ...LINES,
    }),
  ),
});

const EVENT_PLACE = object({
  ledger: TEXT,
  no: WHOLE,
  index: WHOLE,
  type: TEXT,
  recordedAt: TIME,
  actor: TEXT,
  reason: orNull(TEXT),
  actorName: orNull(NAME),
});

export const WHY: Schema = object({
  row: object({ id: TEXT, name: NAME }),
  cell: TEXT,
  verdict: VERDICT,
  sentence: NAME,
  inputs: listOf(
    object({
      role: TEXT,
      label: NAME,
      value: orNull(TEXT),
      period: orNull(TEXT),
      event: orNull(EVENT_PLACE),
      of: orNull(object({ unit: TEXT, measure: TEXT })),
    }),
  ),
  formula: orNull(NAME),
  boundary: orNull(NAME),
  arithmetic: listOf(NAME),
  rule: TEXT,
  process: object({
    sentence: NAME,
    lines: listOf(NAME),
    points: listOf(object({ period: TEXT, value: TEXT, cause: CAUSE })),
    rule: TEXT,
  }),
});

export const MEASURE: Schema = object({
  id: TEXT,
  name: NAME,
  kind: TEXT,
  unitOfMeasure: TEXT,
  decimals: orNull(WHOLE),
  better: TEXT,
  overUnits: TEXT,
  overTime: TEXT,
  cumulates: FLAG,
  cells: listOf(TEXT),
  rhythm: orNull(TEXT),
  reports: listOf(TEXT),
  definition: orNull(NAME),
});

const PROCESS_LINES = { ...LINES, nearLower: orNull(TEXT), nearUpper: orNull(TEXT) };

const GROUNDS = object({ side: oneOfTexts('above', 'below'), points: WHOLE, mean: TEXT });

export const SERIES: Schema = object({
  measure: TEXT,
  unit: TEXT,
  cell: TEXT,
  points: listOf(
    object({
      period: TEXT,
      value: orNull(TEXT),
      status: TEXT,
      recordedAt: TIME,
      derived: FLAG,
      disputed: FLAG,
      withdrawn: FLAG,
      no: WHOLE,
      index: WHOLE,
      segment: orNull(WHOLE),
      mean: orNull(TEXT),
      limits: orNull(object({ lower: TEXT, upper: TEXT, nearLower: TEXT, nearUpper: TEXT })),
      specialCause: oneOfTextsOrNull(...CAUSES),
      earlier: listOf(object({ value: orNull(TEXT), recordedAt: TIME, no: WHOLE, index: WHOLE, reason: orNull(TEXT) })),
    }),
  ),
  targets: listOf(object({ text: TEXT, said: NAME, kind: TEXT, value: orNull(TEXT), from: TEXT, to: TEXT, decision: orNull(TEXT) })),
  baselines: listOf(object({ text: TEXT, readings: listOf(object({ period: orNull(TEXT), value: TEXT })), ambiguous: FLAG })),
  breaks: listOf(BREAK),
  comments: listOf(object({ period: TEXT, text: TEXT })),
  process: object({
    points: listOf(object({ period: TEXT, value: TEXT, differenced: FLAG, cause: CAUSE, segment: WHOLE, ...PROCESS_LINES })),
    segments: listOf(object({ start: TEXT, points: WHOLE, baseline: WHOLE, trial: FLAG })),
    renewals: listOf(object({ from: TEXT, grounds: orNull(GROUNDS), reason: TEXT, no: WHOLE, index: WHOLE, at: TIME })),
    proposal: orNull(object({ from: TEXT, grounds: GROUNDS })),
    telling: FLAG,
    rule: TEXT,
  }),
  variation: VARIATION,
  assurance: ASSURANCE,
});
