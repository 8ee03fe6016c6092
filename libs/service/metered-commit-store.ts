import type { CommandRecord, CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';
import type { Metrics } from './metrics';

/** A store whose inserts are timed and counted. */
export class MeteredCommitStore implements CommitStore {
  constructor(
    private readonly store: CommitStore,
    private readonly metrics: Metrics,
  ) {}

  async insert(commit: Commit): Promise<'inserted' | 'taken'> {
    const began = performance.now();
    const tell = (outcome: 'inserted' | 'taken' | 'failed'): void =>
      this.metrics.appended(outcome, (performance.now() - began) / 1_000, commit.events.length);
    try {
      const outcome = await this.store.insert(commit);
      tell(outcome);
      return outcome;
    } catch (error) {
      tell('failed');
      throw error;
    }
  }

  get(no: CommitNo): Promise<Commit | null> {
    return this.store.get(no);
  }

  several(nos: readonly CommitNo[]): Promise<readonly Commit[]> {
    return this.store.several(nos);
  }

  last(): Promise<Commit | null> {
    return this.store.last();
  }

  read(from: CommitNo, to: CommitNo): AsyncIterable<Commit> {
    return this.store.read(from, to);
  }

  command(id: string): Promise<CommandRecord | null> {
    return this.store.command(id);
  }

  touching(key: Key, after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]> {
    return this.store.touching(key, after, upTo);
  }
}
