import type { Commit, CommitNo, Key } from '@styrbord/eventsourcing/ledger';

export interface IndexRow {
  readonly of: 'key' | 'command';
  readonly name: string;
  readonly no: CommitNo;
}

/** What is kept in memory and written together: each key and command lies on a page of its own, and the more rows, the more share one. */
const ROWS_MAX = 50_000;
/** Commits that are read again when the file is opened, at most twice as many. */
const COMMITS_MAX = 1_024;

/** The index of some commits that follow on each other. */
export class IndexGeneration {
  private readonly keys = new Map<Key, CommitNo[]>();
  private readonly commands = new Map<string, CommitNo>();
  private commits = 0;
  private count = 0;
  private sorted: readonly IndexRow[] | null = null;
  upTo: CommitNo = 0;

  see({ no, touches, commands }: Pick<Commit, 'no' | 'touches' | 'commands'>): void {
    for (const key of touches) {
      const nos = this.keys.get(key);
      if (nos) nos.push(no);
      else this.keys.set(key, [no]);
    }
    for (const { id } of commands) this.commands.set(id, no);
    this.count += touches.length + commands.length;
    this.commits++;
    this.upTo = no;
  }

  get isFull(): boolean {
    return this.count >= ROWS_MAX || this.commits >= COMMITS_MAX;
  }

  touching(key: Key): readonly CommitNo[] {
    return this.keys.get(key) ?? [];
  }

  command(id: string): CommitNo | undefined {
    return this.commands.get(id);
  }

  /** In the order of the tables; to be asked for when nothing more is seen. */
  get rows(): readonly IndexRow[] {
    this.sorted ??= [
      ...[...this.keys.keys()].toSorted().flatMap((name) => this.touching(name).map((no): IndexRow => ({ of: 'key', name, no }))),
      ...[...this.commands.keys()].toSorted().map((name): IndexRow => ({ of: 'command', name, no: this.commands.get(name) ?? 0 })),
    ];
    return this.sorted;
  }
}
