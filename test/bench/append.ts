import { join } from 'node:path';
import { textsOf } from '@styrbord/eventsourcing/commit';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { openDatabase, type Connection } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { against, medians, rate, type Result } from './benchmark';
import { command, measurement, writer } from './facts';

const CALLERS = 64;
const SINGLES = 20_000;
const RAW_SINGLES = 4_000;
const BATCH = 100;
const BATCHES = 400;
/** Callers with a hundred events each, at once. */
const BATCH_CALLERS = 8;

/** Acknowledged appends through the ledger, against durable inserts of the same bytes with nothing around them. */
export async function append(folder: string): Promise<Result> {
  const ledger = writer(new SqliteCommitStore(openDatabase(join(folder, 'ledger'), 'ledger')));
  const db = openDatabase(join(folder, 'raw'), 'raw');
  db.exec('CREATE TABLE rows (no INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT');
  const figures = await medians({
    rawSingles: (round) => raw(db, 1, RAW_SINGLES, round),
    singles: (round) => appended(ledger, { callers: CALLERS, size: 1, commands: SINGLES, round }),
    rawBatches: (round) => raw(db, BATCH, BATCHES, round),
    batches: (round) => appended(ledger, { callers: BATCH_CALLERS, size: BATCH, commands: BATCHES, round }),
  });
  db.close();
  return {
    did: `${CALLERS} callers with one event, ${BATCH_CALLERS} with ${BATCH}, SQLite with synchronous=FULL`,
    figures: [
      against('one-event commands, acknowledged', figures.singles, {
        what: 'raw loop of one-row durable inserts',
        value: figures.rawSingles,
      }),
      against(`commands of ${BATCH} events, acknowledged`, figures.batches, {
        what: `raw durable batches of ${BATCH}`,
        value: figures.rawBatches,
      }),
    ],
  };
}

interface Load {
  readonly callers: number;
  readonly size: number;
  readonly commands: number;
  readonly round: number;
}

function appended(ledger: LedgerWriter, { callers, size, commands, round }: Load): Promise<number> {
  const all = Array.from({ length: commands }, (_, at) => command((round * commands + at) * size, size));
  return rate(commands * size, async () => {
    const caller = async (): Promise<void> => {
      for (let next = all.pop(); next; next = all.pop()) await ledger.append(next);
    };
    await Promise.all(Array.from({ length: callers }, caller));
  });
}

function raw(db: Connection, size: number, batches: number, round: number): Promise<number> {
  const texts = textsOf(Array.from({ length: size * batches }, (_, at) => measurement(round * size * batches + at)));
  const insert = db.prepare('INSERT INTO rows (event) VALUES (?)');
  const insertAll = db.transaction((from: number) => {
    for (let at = from; at < from + size; at++) insert.run(texts[at]);
  });
  return rate(size * batches, () => {
    for (let at = 0; at < texts.length; at += size) insertAll(at);
  });
}
