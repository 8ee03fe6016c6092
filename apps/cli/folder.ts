import { randomUUID } from 'node:crypto';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { sha256 } from '@styrbord/node-proof/sha256';

export interface Folder {
  readonly data: string;
  readonly tenant: string;
}

/** A ledger, verified as it is read. */
export function ledgerOf(store: CommitStore, name: string): LedgerWriter {
  return new LedgerWriter({
    name,
    store,
    sha256,
    now: Date.now,
    attemptId: randomUUID,
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
}
