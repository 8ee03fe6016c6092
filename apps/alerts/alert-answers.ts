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
import { DIGEST_KINDS } from '@styrbord/alerting/schedule';
import { ADDRESSEE_REASONS } from '@styrbord/alerting/responsibility';
import { TIMINGS } from '@styrbord/alerting/timing';
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
  /** Resolved, since its unit is no more and it goes on elsewhere. */
  carriedOver: FLAG,
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
  /** Units that are no more, whose figures it speaks of; and where it went, as far as they are seen. */
  from: listOf(TEXT),
  wentTo: listOf(TEXT),
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

/**
 * Why a person has not been written to: their timing, that they want no mail, or that they may not see it any more. Of what nobody
 * answers for: that the operator has set no mailbox.
 */
export const WAIT_REASONS = [...TIMINGS, 'inbox-alone', 'no-right', 'no-mailbox'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

const DELIVERY = object({
  message: TEXT,
  channel: TEXT,
  recipient: TEXT,
  result: oneOfTexts(...MESSAGE_STATES),
  at: TIME,
  attempts: WHOLE,
  answer: TEXT,
  timing: oneOfTextsOrNull(...TIMINGS),
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
  /** Of whom it goes to and has not reached by mail yet: when it will, and why then; in the inbox alone for who wants no mail. Nobody in person is the mailbox. */
  waits: listOf(object({ person: orNull(TEXT), at: TIME, because: oneOfTexts(...WAIT_REASONS) })),
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
    /** What plans call the perspective of its scope. */
    perspectiveName: orNull(NAME),
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

export const DELIVERY_STATES = ['waiting', 'sent', 'dead', 'bounced'] as const;

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

const SCHEDULE = object({
  zone: TEXT,
  digest: object({ kind: oneOfTexts(...DIGEST_KINDS), at: TEXT }, { weekday: WHOLE }),
  quiet: orNull(object({ from: TEXT, to: TEXT })),
});

export const PERSON: Schema = object({ person: TEXT, name: NAME });

export const NOTICE_SETTINGS: Schema = object({
  person: TEXT,
  schedule: SCHEDULE,
  /** The address itself, to nobody but its owner. */
  mail: orNull(TEXT),
  canMail: FLAG,
  left: orNull(object({ because: oneOfTexts(...LEFT_BECAUSE), at: TIME })),
  subscriptions: listOf(object({ unit: TEXT, measure: orNull(TEXT) })),
  deputies: listOf(object({ person: TEXT, from: TEXT, to: TEXT })),
  nextDigestAt: TIME,
  /** What waits for them now, and when and why then. */
  waiting: listOf(object({ case: TEXT, notice: oneOfTexts(...NOTICE_KINDS), at: TIME, because: oneOfTexts(...TIMINGS) })),
  people: listOf(PERSON),
});

export const RESPONSIBILITY: Schema = object({ unit: TEXT, measure: orNull(TEXT), persons: listOf(TEXT), people: listOf(PERSON) });

export const UNDECIDED: Schema = object({
  unit: TEXT,
  measure: orNull(TEXT),
  on: TEXT,
  before: listOf(object({ unit: TEXT, persons: listOf(TEXT) })),
  people: listOf(PERSON),
});

/** Stated at the unit or above it, for the measure or for every one; deputies are those of today. */
const ANSWERS = object({ unit: TEXT, measure: orNull(TEXT), persons: listOf(object({ person: TEXT, deputies: listOf(TEXT) })) });

export const CHAIN: Schema = object({
  answers: orNull(ANSWERS),
  told: listOf(ADDRESSEE),
  chain: listOf(listOf(ADDRESSEE)),
  people: listOf(PERSON),
});
