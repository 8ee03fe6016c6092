import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerTrees } from '@styrbord/eventsourcing/ledger-trees';
import type { Checkpoints } from './checkpoints';
import type { Evidence } from './evidence';
import type { HandingOver } from './handing-over';

/** The ledgers of a tenant that are signed and proved, by the ends of their names. */
export const LEDGERS = ['steering', 'audit', 'alerts'] as const;
export type LedgerName = (typeof LEDGERS)[number];

export interface AuditedLedger {
  readonly ledger: Ledger;
  readonly trees: LedgerTrees;
  readonly checkpoints: Checkpoints;
  readonly handing: HandingOver;
  readonly evidence: Evidence;
}

/** Each with its trees, its checkpoints and its packs. */
export class AuditedLedgers {
  constructor(private readonly ledgers: Readonly<Record<LedgerName, AuditedLedger>>) {}

  of(name: LedgerName = 'steering'): AuditedLedger {
    return this.ledgers[name];
  }

  get all(): readonly AuditedLedger[] {
    return Object.values(this.ledgers);
  }
}
