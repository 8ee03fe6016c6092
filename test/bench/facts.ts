import { randomUUID } from 'node:crypto';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Batch, Fact } from '@styrbord/eventsourcing/ledger';
import { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { sha256 } from '@styrbord/node-proof/sha256';

const UNITS = 290;
const MEASURES = 50;
const MONTHS = 12;
const YEARS = 20;

/** The nth measurement of a plausible history: every unit and measure, month after month. */
export function measurement(n: number): Fact {
  const unit = `unit-${n % UNITS}`;
  const measure = `measure-${Math.floor(n / UNITS) % MEASURES}`;
  const month = Math.floor(n / (UNITS * MEASURES)) % (MONTHS * YEARS);
  const period = `${2006 + Math.floor(month / MONTHS)}-${String((month % MONTHS) + 1).padStart(2, '0')}`;
  const value = String(100 + ((n * 2_654_435_761) % 900));
  const figure = { value, numerator: null, denominator: null, status: 'final', source: null, note: null, spread: null, before: null };
  return {
    type: 'measurement-recorded',
    stream: `series/${unit}/${measure}`,
    data: { measure, unit, cell: 'T', period, ...figure },
    meta: { actor: 'system-1', source: 'import' },
  };
}

/** One command with the measurements from `first` on. */
export function command(first: number, count: number): Batch {
  const id = randomUUID();
  return {
    command: { id, fingerprint: id, answer: { recorded: count } },
    facts: Array.from({ length: count }, (_, at) => measurement(first + at)),
  };
}

export function writer(store: CommitStore): LedgerWriter {
  return new LedgerWriter({
    name: 'local/steering',
    store,
    sha256,
    now: Date.now,
    attemptId: randomUUID,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
