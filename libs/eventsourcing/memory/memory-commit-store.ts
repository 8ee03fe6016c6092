import type { CommandRecord, CommitStore } from '../commit-store';
import type { Commit, CommitNo, Key } from '../ledger';

/** A ledger's commits in memory: for tests, and the measure every other adapter is held to. */
export class MemoryCommitStore implements CommitStore {
  private readonly commits: Commit[] = [];

  async insert(commit: Commit): Promise<'inserted' | 'taken'> {
    if (commit.no !== this.commits.length + 1) {
      if (commit.no <= this.commits.length) return 'taken';
      throw new Error(`commit ${commit.no} leaves a gap after ${this.commits.length}`);
    }
    this.commits.push(commit);
    return 'inserted';
  }

  async get(no: CommitNo): Promise<Commit | null> {
    return this.commits[no - 1] ?? null;
  }

  async several(nos: readonly CommitNo[]): Promise<readonly Commit[]> {
    return this.commits.filter(({ no }) => nos.includes(no));
  }

  async last(): Promise<Commit | null> {
    return this.commits[this.commits.length - 1] ?? null;
  }

  async *read(from: CommitNo, to: CommitNo): AsyncIterable<Commit> {
    for (let no = Math.max(1, from); no <= Math.min(to, this.commits.length); no++) yield this.commits[no - 1] as Commit;
  }

  async command(id: string): Promise<CommandRecord | null> {
    for (const { no, recordedAt, commands } of this.commits) {
      const found = commands.find((command) => command.id === id);
      if (found) return { no, recordedAt, index: found.index, fingerprint: found.fingerprint, answer: found.answer };
    }
    return null;
  }

  async touching(key: Key, after: CommitNo, upTo: CommitNo): Promise<readonly CommitNo[]> {
    return this.commits.filter(({ no, touches }) => no > after && no <= upTo && touches.includes(key)).map(({ no }) => no);
  }
}
