import { ANY, listOf, NAME, object, oneOfTexts, orNull, TEXT, TIME, WHOLE } from '@styrbord/service/answers';
import { NOTE_VERDICTS } from '@styrbord/steering/audit-events';
import { COUNTS, KNOWN, ROW } from '@styrbord/service/scorecard-answers';

const ENTRY_MEMBERS = {
  ledger: TEXT,
  no: WHOLE,
  index: WHOLE,
  recordedAt: TIME,
  type: TEXT,
  sentence: NAME,
  before: ANY,
  after: ANY,
  reason: orNull(TEXT),
  decision: orNull(TEXT),
  actor: TEXT,
  actorName: orNull(NAME),
  onBehalfOf: orNull(TEXT),
  source: orNull(TEXT),
  request: orNull(TEXT),
  units: listOf(TEXT),
  measure: orNull(TEXT),
};
export const ENTRY = object(ENTRY_MEMBERS);

const NOTE = object({
  no: WHOLE,
  index: WHOLE,
  verdict: oneOfTexts(...NOTE_VERDICTS),
  text: TEXT,
  actor: TEXT,
  actorName: orNull(NAME),
  recordedAt: TIME,
});
export const SAMPLE = object({
  seed: TEXT,
  of: WHOLE,
  from: WHOLE,
  to: WHOLE,
  items: listOf(object({ ...ENTRY_MEMBERS, notes: listOf(NOTE) })),
  next: orNull(TEXT),
});

export const LEAF = object({
  leaf: WHOLE,
  bytes: TEXT,
  commit: object({ no: WHOLE, recordedAt: TIME, first: WHOLE, size: WHOLE, root: TEXT, hash: TEXT }),
});

export const DIFFERENCE = object({
  from: KNOWN,
  to: KNOWN,
  counts: object({ before: orNull(COUNTS), after: orNull(COUNTS) }),
  rows: listOf(object({ measure: TEXT, before: orNull(ROW), after: orNull(ROW), kinds: listOf(TEXT), events: listOf(ENTRY) })),
});

export const TICK = object({ no: WHOLE, at: TIME, events: WHOLE });
export const KEY = object({ name: TEXT, id: TEXT, key: TEXT });
/** RFC 9162 hashes, base64. */
export const PROOF = object({ proof: listOf(TEXT) });
