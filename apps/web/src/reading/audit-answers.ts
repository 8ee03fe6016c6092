import type { CommitLine } from '@styrbord/proof/commit-line';
import type { NoteVerdict, SampleDrawn } from '@styrbord/steering/audit-events';
import type { Counts, Name, Row, Scorecard } from '@styrbord/steering/scorecard';

/** Shapes of what the audit answers. */
export interface HistoryEntry {
  readonly ledger: string;
  readonly no: number;
  readonly index: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly sentence: Name;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly decision: string | null;
  readonly actor: string;
  /** Null where no name is known. */
  readonly actorName: Name | null;
  readonly onBehalfOf: string | null;
  readonly source: string | null;
  readonly request: string | null;
  readonly units: readonly string[];
  readonly measure: string | null;
}

/** As addresses name it: the steering ledger needs no name. */
export interface LedgerAsked {
  readonly ledger?: 'audit' | 'alerts';
}

export function ledgerOf({ ledger }: Pick<HistoryEntry, 'ledger'>): LedgerAsked {
  return ledgerAsked(ledger.split('/')[1]);
}

/** What an address says; anything else is the steering ledger. */
export function ledgerAsked(name: unknown): LedgerAsked {
  return name === 'audit' || name === 'alerts' ? { ledger: name } : {};
}

export interface HistoryPage {
  readonly items: readonly HistoryEntry[];
  readonly next: string | null;
}

/** What an auditor wrote on a drawn change; the place is the note's own, in the audit ledger. */
export interface SampleNote {
  readonly no: number;
  readonly index: number;
  readonly verdict: NoteVerdict;
  readonly text: string;
  readonly actor: string;
  readonly actorName: Name | null;
  readonly recordedAt: string;
}

export interface DrawnEntry extends HistoryEntry {
  readonly notes: readonly SampleNote[];
}

export interface HistorySample extends SampleDrawn {
  readonly of: number;
  readonly items: readonly DrawnEntry[];
}

export interface Tick {
  readonly no: number;
  readonly at: string;
  readonly events: number;
}

export type DifferenceKind =
  'value' | 'correction' | 'withdrawal' | 'dispute' | 'target' | 'definition' | 'plan' | 'organisation' | 'comment' | 'absence' | 'rule';

export interface RowDifference {
  readonly measure: string;
  readonly before: Row | null;
  readonly after: Row | null;
  readonly kinds: readonly DifferenceKind[];
  readonly events: readonly HistoryEntry[];
}

export interface BoardDifference {
  readonly from: Scorecard['known'];
  readonly to: Scorecard['known'];
  readonly counts: { readonly before: Counts | null; readonly after: Counts | null };
  readonly rows: readonly RowDifference[];
}

export interface EventLeaf {
  readonly leaf: number;
  readonly bytes: string;
  readonly commit: CommitLine;
}
