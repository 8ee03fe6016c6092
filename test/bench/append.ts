import { join } from 'node:path';
import { textsOf } from '@styrbord/eventsourcing/commit';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { against, medians, rate, type Figure, type Result } from './benchmark';
import { command, measurement, writer } from './facts';

const CALLERS = 64;
const BATCH = 100;
/** Callers with a hundred events each, at once. */
const BATCH_CALLERS = 8;

export const APPENDED_BY = `${CALLERS} callers with one event, ${BATCH_CALLERS} with ${BATCH}`;

export async function append(folder: string): Promise<Result> {
  const db = openDatabase(join(folder, 'raw'), 'raw');
  db.exec('CREATE TABLE rows (no INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO rows (event) VALUES (?)');
  const insertAll = db.transaction((events: readonly string[]) => {
    for (const event of events) insert.run(event);
  });
  const store = new SqliteCommitStore(openDatabase(join(folder, 'ledger'), 'ledger'));
  const figures = await appendOn(store, insertAll, { singles: 20_000, rawSingles: 4_000, batches: 400 });
  db.close();
  return { did: `${APPENDED_BY}, SQLite with synchronous=FULL`, figures };
}

/** Durable, and with nothing around it. */
export type RawInsert = (events: readonly string[]) => Promise<unknown> | void;

/** How many in a round, so that it takes seconds. */
export interface Rounds {
  readonly singles: number;
  readonly rawSingles: number;
  readonly batches: number;
}

/** Acknowledged appends through the ledger, against durable inserts of the same bytes with nothing around them. */
export async function appendOn(store: CommitStore, insert: RawInsert, rounds: Rounds): Promise<Figure[]> {
  const ledger = writer(store);
  const figures = await medians({
    rawSingles: (round) => raw(insert, 1, rounds.rawSingles, round),
    singles: (round) => appended(ledger, { callers: CALLERS, size: 1, commands: rounds.singles, round }),
    rawBatches: (round) => raw(insert, BATCH, rounds.batches, round),
    batches: (round) => appended(ledger, { callers: BATCH_CALLERS, size: BATCH, commands: rounds.batches, round }),
  });
  return [
    against('one-event commands, acknowledged', figures.singles, {
      what: 'raw loop of one-row durable inserts',
      value: figures.rawSingles,
    }),
    against(`commands of ${BATCH} events, acknowledged`, figures.batches, {
      what: `raw durable batches of ${BATCH}`,
      value: figures.rawBatches,
    }),
  ];
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

function raw(insert: RawInsert, size: number, batches: number, round: number): Promise<number> {
  const count = size * batches;
  const texts = textsOf(Array.from({ length: count }, (_, at) => measurement(round * count + at)));
  return rate(count, async () => {
    for (let at = 0; at < count; at += size) await insert(texts.slice(at, at + size));
  });
}
