import { randomUUID } from 'node:crypto';
import { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { openDatabase } from '@styrbord/sqlite/database';
import { SqliteCommitStore } from '@styrbord/sqlite/sqlite-commit-store';
import { sha256 } from '@styrbord/node-proof/sha256';
import { startProduct } from '../product';
import type { Result } from './benchmark';

const UNITS = 50;
const MEASURES = 40;
const MONTHS = 50;

/** Every unit, then every measure, then the next month. */
function rowOf(at: number): object {
  const month = Math.floor(at / (UNITS * MEASURES));
  const period = `${2005 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { measure: `m${at % MEASURES}`, unit: `u${Math.floor(at / MEASURES) % UNITS}`, period, value: String(at % 997) };
}

const EVENTS = 1_000_000;

/** Cold start to ready on a ledger of a million events whose views have been built. */
export async function start(folder: string): Promise<Result> {
  const events = EVENTS;
  await fill(folder, events);
  const settings = { STYRBORD_DEMO: 'none', STYRBORD_DATA: folder };
  const building = performance.now();
  const first = await startProduct(settings);
  const built = performance.now();
  await first.stop();
  const began = performance.now();
  const second = await startProduct(settings);
  const ready = performance.now();
  await second.stop();
  return {
    did: `start on a ledger of ${events} events`,
    figures: [
      { what: 'cold start to ready, views built', value: (ready - began) / 1000, unit: 's' },
      { what: 'first start, building every view', value: events / ((built - building) / 1000), unit: 'events/s' },
    ],
  };
}

async function fill(folder: string, events: number): Promise<void> {
  const db = openDatabase(folder, 'steering');
  const ledger = new LedgerWriter({
    name: 'local/steering',
    store: new SqliteCommitStore(db),
    sha256,
    now: Date.now,
    attemptId: randomUUID,
    wait: () => Promise.resolve(),
  });
  const batch = 1_000;
  for (let from = 0; from < events; from += batch) {
    const facts = Array.from({ length: batch }, (_, at) => factOf(from + at));
    await ledger.append({ command: { id: `fill-${from}`, fingerprint: '', answer: null }, facts });
  }
  db.close();
}

function factOf(at: number) {
  const { measure, unit, period, value } = rowOf(at % (UNITS * MEASURES * MONTHS)) as Record<
    'measure' | 'unit' | 'period' | 'value',
    string
  >;
  const data = {
    measure,
    unit,
    cell: 'T',
    period,
    value,
    numerator: null,
    denominator: null,
    status: 'final',
    source: null,
    note: null,
    spread: null,
    before: null,
  };
  return { type: 'measurement-recorded', stream: `series/${unit}/${measure}`, data, meta: { actor: 'bench' } };
}
