import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import { collected } from '../contracts/writer';

/** After the nth call, and before its answer is given, something else happens. */
export class Interrupted implements CommitStore {
  calls = 0;

  constructor(
    private readonly store: CommitStore,
    public nth: number,
    private readonly happens: () => Promise<unknown>,
  ) {}

  insert = (...args: Parameters<CommitStore['insert']>) => this.call(() => this.store.insert(...args));
  get = (...args: Parameters<CommitStore['get']>) => this.call(() => this.store.get(...args));
  several = (...args: Parameters<CommitStore['several']>) => this.call(() => this.store.several(...args));
  last = () => this.call(() => this.store.last());
  command = (...args: Parameters<CommitStore['command']>) => this.call(() => this.store.command(...args));
  touching = (...args: Parameters<CommitStore['touching']>) => this.call(() => this.store.touching(...args));

  async *read(...args: Parameters<CommitStore['read']>): ReturnType<CommitStore['read']> {
    yield* await this.call(() => collected(this.store.read(...args)));
  }

  private async call<T>(act: () => Promise<T>): Promise<T> {
    const done = await act();
    if (++this.calls === this.nth) await this.happens();
    return done;
  }
}
