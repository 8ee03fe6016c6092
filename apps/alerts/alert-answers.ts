import {
  FLAG,
  listOf,
  NAME,
  object,
  oneOfTexts,
  oneOfTextsOrNull,
  orNull,
  TEXT,
  TIME,
  WHOLE,
  type Schema,
} from '@styrbord/service/answers';
import { CASE_STATES, HANDLINGS, TRAYS } from '@styrbord/alerting/case';
import { MESSAGE_STATES } from '@styrbord/alerting/delivery';
import { DATA_STATES, HELD_BECAUSE, LEFT_BECAUSE, NOTICE_KINDS, SENT_BECAUSE } from '@styrbord/alerting/events';
import { ADDRESSEE_REASONS } from '@styrbord/alerting/responsibility';
import { RULE_KINDS, SEVERITIES } from '@styrbord/alerting/rule';

const LISTED = {
  id: TEXT,
  rule: TEXT,
  kind: oneOfTexts(...RULE_KINDS),
  ruleName: NAME,
  measure: TEXT,
  unit: TEXT,
  cell: orNull(TEXT),
  period: TEXT,
  severity: oneOfTexts(...SEVERITIES),
  state: oneOfTexts(...CASE_STATES),
  handling: oneOfTexts(...HANDLINGS),
  assignee: orNull(TEXT),
  data: oneOfTexts(...DATA_STATES),
  value: orNull(TEXT),
  target: orNull(TEXT),
  targetText: orNull(TEXT),
  episode: WHOLE,
  retroactive: FLAG,
  byCorrection: FLAG,
  held: oneOfTextsOrNull(...HELD_BECAUSE),
  openedAt: TIME,
  resolvedAt: orNull(TIME),
};

export const LISTED_CASE: Schema = object(LISTED);

export const COUNTS: Schema = object(Object.fromEntries([...TRAYS, 'severe', 'mine'].map((name) => [name, WHOLE])));

const ADDRESSEE = object({ person: orNull(TEXT), why: oneOfTexts(...ADDRESSEE_REASONS) });

export const CASE: Schema = object({
  ...LISTED,
  result: TEXT,
  prognosis: orNull(TEXT),
  breachedAt: orNull(TIME),
  cause: orNull(object({ no: WHOLE, index: WHOLE, type: TEXT, actor: TEXT, reason: orNull(TEXT) })),
  acknowledged: orNull(object({ by: TEXT, at: TIME, until: TIME })),
  snoozed: orNull(object({ by: TEXT, until: TIME })),
  closed: orNull(object({ by: TEXT, at: TIME, cause: TEXT })),
  /** What a resolved case had been told with. */
  before: orNull(object({ value: orNull(TEXT), target: orNull(TEXT) })),
  told: listOf(ADDRESSEE),
  story: listOf(
    object({
      no: WHOLE,
      index: WHOLE,
      at: TIME,
      actor: TEXT,
      type: TEXT,
      sentence: NAME,
      value: orNull(TEXT),
      target: orNull(TEXT),
      text: orNull(TEXT),
      person: orNull(TEXT),
    }),
  ),
  /** Whom of those it names a name is known of. */
  people: listOf(object({ person: TEXT, name: NAME })),
});

const DELIVERY = object({
  message: TEXT,
  channel: TEXT,
  recipient: TEXT,
  result: oneOfTexts(...MESSAGE_STATES),
  at: TIME,
  attempts: WHOLE,
  answer: TEXT,
});

export const NOTICE: Schema = object({
  id: TEXT,
  case: TEXT,
  at: TIME,
  notice: oneOfTexts(...NOTICE_KINDS),
  decision: oneOfTexts('send', 'hold'),
  because: oneOfTexts(...new Set([...SENT_BECAUSE, ...HELD_BECAUSE])),
  said: NAME,
  to: listOf(ADDRESSEE),
  delivery: orNull(DELIVERY),
  deliveries: listOf(DELIVERY),
});

export const RULE: Schema = object(
  {
    id: TEXT,
    kind: oneOfTexts(...RULE_KINDS),
    name: NAME,
    scope: object({ unit: orNull(TEXT), perspective: orNull(TEXT), measure: orNull(TEXT) }),
    severity: oneOfTexts(...SEVERITIES),
    isOn: FLAG,
    pendingPeriods: WHOLE,
    version: WHOLE,
  },
  {
    band: orNull(object({ width: TEXT, unit: oneOfTexts('measure', 'percent') })),
    due: object({ days: WHOLE, count: oneOfTexts('calendar-days', 'working-days'), graceDays: WHOLE }),
  },
);

const TRIED = object({
  unit: TEXT,
  measure: TEXT,
  period: TEXT,
  notice: oneOfTexts(...NOTICE_KINDS),
  value: orNull(TEXT),
  target: orNull(TEXT),
});

export const TRIAL: Schema = object({ months: WHOLE, sent: WHOLE, held: WHOLE, notices: listOf(TRIED) });

export const DELIVERY_STATES = ['waiting', 'sent', 'dead'] as const;

export const MESSAGE: Schema = object({
  message: TEXT,
  channel: TEXT,
  recipient: TEXT,
  shown: orNull(TEXT),
  state: oneOfTexts(...DELIVERY_STATES),
  notices: listOf(TEXT),
  cases: listOf(TEXT),
  units: listOf(TEXT),
  at: TIME,
  nextAt: orNull(TIME),
  attempts: WHOLE,
  answer: orNull(TEXT),
});

export const RECIPIENT: Schema = object({
  recipient: TEXT,
  channel: TEXT,
  shown: TEXT,
  left: orNull(object({ because: oneOfTexts(...LEFT_BECAUSE), at: TIME })),
});
