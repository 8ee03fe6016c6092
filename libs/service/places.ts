import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { recordedOf } from '@styrbord/eventsourcing/commit';

export interface EventPlace {
  readonly ledger: string;
  readonly no: number;
  readonly index: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly reason: string | null;
}

/** Looks up the events that facts came from. */
export class Places {
  constructor(private readonly ledger: Ledger) {}

  async event({ no, index }: { readonly no: number; readonly index: number }): Promise<EventPlace | null> {
    for await (const commit of this.ledger.read(no, no)) {
      const recorded = recordedOf(commit)[index];
      if (!recorded) return null;
      const { type, meta } = recorded.fact;
      return { ledger: recorded.ledger, no, index, type, recordedAt: recorded.recordedAt, actor: meta.actor, reason: meta.reason ?? null };
    }
    return null;
  }
}
