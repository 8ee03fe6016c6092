import type { CommandRecord, CommitStore } from './commit-store';
import type { Commit, CommitNo, Key } from './ledger';

const KEYS_MAX = 200_000;
const COMMANDS_MAX = 50_000;
const ABSENT_MAX = 10_000;

/** What the latest commits touched and answered, in memory; older questions go to the store's index. */
export class Tail {
  private touched = new Map<Key, CommitNo>();
  private commands = new Map<string, CommandRecord>();
  /** Ids the store has said it does not hold: whatever is committed later is in memory, so it need not be asked twice. */
  private absent = new Set<string>();
  /** Commits after these are wholly in memory. */
  private touchedSince: CommitNo = 0;
  private commandsSince: CommitNo = 0;

  constructor(private readonly store: CommitStore) {}

  startAt(no: CommitNo): void {
    this.touchedSince = no;
    this.commandsSince = no;
  }

  took({ no, touches, commands, recordedAt }: Commit): void {
    if (this.touched.size + touches.length > KEYS_MAX) {
      this.touched = new Map();
      this.touchedSince = no - 1;
    }
    if (this.commands.size + commands.length > COMMANDS_MAX) {
      this.commands = new Map();
      this.absent = new Set();
      this.commandsSince = no - 1;
    }
    for (const key of touches) this.touched.set(key, no);
    for (const { id, fingerprint, answer, index } of commands) this.commands.set(id, { no, index, recordedAt, fingerprint, answer });
  }

  /** Known here, without asking the store, to have been recorded by no commit. */
  isNew(id: string): boolean {
    return this.commandsSince === 0 && !this.commands.has(id);
  }

  /** Known here, without asking the store, to be touched by no commit after `after`. */
  isUntouched(key: Key, after: CommitNo): boolean {
    return after >= this.touchedSince && (this.touched.get(key) ?? 0) <= after;
  }

  /** A commit after `after` that touched the key, or null. */
  async touchedAfter(key: Key, after: CommitNo, upTo: CommitNo): Promise<CommitNo | null> {
    const recent = this.touched.get(key);
    if (recent !== undefined && recent > after) return recent;
    if (after >= this.touchedSince) return null;
    return (await this.store.touching(key, after, upTo))[0] ?? null;
  }

  async command(id: string): Promise<CommandRecord | null> {
    const recent = this.commands.get(id);
    if (recent || this.commandsSince === 0 || this.absent.has(id)) return recent ?? null;
    const since = this.commandsSince;
    const found = await this.store.command(id);
    if (!found && since === this.commandsSince) this.rememberAbsent(id);
    return found;
  }

  private rememberAbsent(id: string): void {
    if (this.absent.size >= ABSENT_MAX) this.absent = new Set();
    this.absent.add(id);
  }
}
