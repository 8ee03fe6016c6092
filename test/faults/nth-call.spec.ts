import Database from 'better-sqlite3';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Appended, Batch, CommitNo } from '@styrbord/eventsourcing/ledger';
import { LedgerUnavailable, type LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { batch, commandIds, verified, writerOn } from '../contracts/writer';
import { FailingStore, FAILURES } from './failing-store';

const STORES: Readonly<Record<string, () => CommitStore>> = {
  memory: () => new MemoryCommitStore(),
  SQLite: () => new SqliteCommitStore(new Database(':memory:')),
};
/** More than any scenario here needs; a test below sees that it is. */
const CALLS_MAX = 60;
const IDS = ['before', 'a', 'b', 'c', 'd', 'e', 'f', 'again'];

describe.each(Object.keys(STORES))('when one call to %s fails', (name) => {
  for (const failure of FAILURES) {
    it.each([true, false])(`${failure}: whichever it is, asking again has exactly one effect (empty ledger: %s)`, async (empty) => {
      let calls = CALLS_MAX;
      for (let nth = 1; nth <= calls; nth++) calls = Math.min(calls, await scenario(STORES[name]!(), { nth, failure, empty }));
      expect(calls).toBeGreaterThanOrEqual(8);
      expect(calls).toBeLessThan(CALLS_MAX);
    });
  }
});

interface Case {
  readonly nth: number;
  readonly failure: (typeof FAILURES)[number];
  /** Otherwise another writer was there before. */
  readonly empty: boolean;
}

/** Answers how many calls the scenario made. */
async function scenario(under: CommitStore, { nth, failure, empty }: Case): Promise<number> {
  if (!empty) await writerOn(under).append(batch('before'));
  const store = new FailingStore(under, nth, failure);
  const ledger = writerOn(store);
  const heard: CommitNo[] = [];
  ledger.onCommit(({ no }) => heard.push(no));
  await Promise.all(['a', 'b', 'c'].map((id) => untilAnswered(ledger, batch(id))));
  await writerOn(under).append(batch('again'));
  const given = { after: 0, touches: ['series/nara/vardplatser'] };
  const judged = await untilAnswered(ledger, batch('conflicting'), given);
  await Promise.all(['d', 'e', 'a', 'before'].map((id) => untilAnswered(ledger, batch(id))));
  await untilAnswered(ledger, batch('f'));
  const commits = await verified(under);
  const where = `call ${nth} ${failure}`;
  expect([where, judged.kind]).toEqual([where, 'conflict']);
  expect([where, ...commandIds(commits).toSorted()]).toEqual([where, ...IDS.toSorted()]);
  expect([where, ...heard]).toEqual([where, ...commits.map(({ no }) => no).slice(empty ? 0 : 1)]);
  return store.calls;
}

async function untilAnswered(ledger: LedgerWriter, asked: Batch, given?: Parameters<LedgerWriter['append']>[1]): Promise<Appended> {
  for (;;) {
    try {
      return await ledger.append(asked, given);
    } catch (error) {
      if (!(error instanceof LedgerUnavailable)) throw error;
    }
  }
}
