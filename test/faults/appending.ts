import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { batch, writerOn } from '../contracts/writer';

const CALLERS = 16;

/** Run by kill.spec.ts: appends without end, and prints each acknowledgement once it has it. */
async function appendWithoutEnd(folder: string): Promise<void> {
  const store = new SqliteCommitStore(openDatabase(folder, 'ledger'));
  const ledger = writerOn(store, { attemptId: randomUUID, now: Date.now });
  const run = randomUUID();
  const caller = async (who: number): Promise<void> => {
    for (let at = 0; ; at++) {
      const answer = await ledger.append(batch(`${run}/${who}/${at}`, `series/${who}`, 1 + (at % 3)));
      if (answer.kind === 'committed') writeSync(1, `${answer.no} ${run}/${who}/${at}\n`);
      await new Promise(setImmediate);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, who) => caller(who)));
}

void appendWithoutEnd(process.argv[2] ?? '');
