import { randomUUID } from 'node:crypto';
import { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Connection } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { sha256 } from '@styrbord/node-proof/sha256';

export interface Folder {
  readonly data: string;
  readonly tenant: string;
}

/** A ledger of a data folder, verified as it is read. */
export function ledgerOf(db: Connection, name: string): LedgerWriter {
  return new LedgerWriter({
    name,
    store: new SqliteCommitStore(db),
    sha256,
    now: Date.now,
    attemptId: randomUUID,
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
}
