import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Batch, Commit, Fact } from '@styrbord/eventsourcing/ledger';
import { LedgerWriter, type LedgerOptions } from '@styrbord/eventsourcing/ledger-writer';
import type { Json } from '@styrbord/proof/canonical';

export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** 23 November 2026, 08:00 UTC. */
export const START_MS = Date.UTC(2026, 10, 23, 8);

let attempts = 0;

/** A writer whose clock stands still unless it is given one. */
export function writerOn(store: CommitStore, options: Partial<LedgerOptions> = {}): LedgerWriter {
  return new LedgerWriter({
    name: 'nara/steering',
    store,
    sha256,
    now: () => START_MS,
    attemptId: () => `attempt-${++attempts}`,
    wait: (ms) => setTimeout(Math.min(ms, 1)),
    ...options,
  });
}

export function fact(stream: string, data: Json = {}): Fact {
  return { type: 'comment-written', stream, data, meta: { actor: 'controller' } };
}

/** One command with one fact; its id is its fingerprint. */
export function batch(id: string, stream = 'series/nara/vardplatser', facts = 1): Batch {
  return {
    command: { id, fingerprint: id, answer: { done: id } },
    facts: Array.from({ length: facts }, (_, at) => fact(stream, { of: id, at })),
  };
}

export async function collected<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}

/** Every commit through a fresh writer, which verifies numbers, times, hashes and roots. */
export function verified(store: CommitStore): Promise<Commit[]> {
  return collected(writerOn(store).read(1));
}

export const commandIds = (commits: readonly Commit[]): string[] => commits.flatMap(({ commands }) => commands.map(({ id }) => id));
