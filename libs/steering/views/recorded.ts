import type { Recorded } from '@styrbord/eventsourcing/ledger';
import type { SteeringEvent } from '../events';
import type { Known } from '../series';

/** A recorded fact as the domain's event. The ledger's types are text; views fold only what they know. */
export function eventOf({ fact }: Recorded): SteeringEvent {
  return { type: fact.type, data: fact.data } as unknown as SteeringEvent;
}

export function knownOf({ no, index, recordedAt }: Recorded): Known {
  return { no, index, at: recordedAt };
}
