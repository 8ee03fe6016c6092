import type { Recorded } from '@styrbord/eventsourcing/ledger';
import type { SteeringEvent, SteeringEventType } from '../events';
import type { Known } from '../series';

/** A recorded fact as the domain's event. The ledger's types are text; views fold only what they know. */
export function eventOf({ fact }: Recorded): SteeringEvent {
  return { type: fact.type, data: fact.data } as unknown as SteeringEvent;
}

export function knownOf({ no, index, recordedAt }: Recorded): Known {
  return { no, index, at: recordedAt };
}

/** Throws on a type that a newer version recorded: its stream waits, instead of being shown without it. */
export function foldedInto({ fact: { type } }: Recorded): (typeof FOLDED_INTO)[SteeringEventType] {
  if (!Object.hasOwn(FOLDED_INTO, type)) throw new Error(`${type} is no event that this version knows`);
  return FOLDED_INTO[type as SteeringEventType];
}

/** Which documents each event is folded into; an event that is left out does not compile. */
export const FOLDED_INTO: Readonly<Record<SteeringEventType, 'organisation' | 'measure' | 'plan' | 'targets' | 'series' | null>> = {
  'unit-established': 'organisation',
  'unit-renamed': 'organisation',
  'unit-moved': 'organisation',
  'unit-reclassified': 'organisation',
  'unit-merged': 'organisation',
  'unit-split': 'organisation',
  'unit-closed': 'organisation',
  'measure-defined': 'measure',
  'measure-redefined': 'measure',
  'plan-updated': 'plan',
  'plan-adopted': 'plan',
  'target-set': 'targets',
  'measurement-recorded': 'series',
  'measurement-corrected': 'series',
  'measurement-withdrawn': 'series',
  'measurement-disputed': 'series',
  'absence-recorded': 'series',
  'comment-written': 'series',
  'limits-renewed': 'series',
  'limits-withdrawn': 'series',
  'judgement-signed': 'plan',
  'judgement-withdrawn': 'plan',
  'access-granted': null,
  'access-revoked': null,
  'erasure-requested': null,
  'erasure-approved': null,
  'erasure-withdrawn': null,
};
