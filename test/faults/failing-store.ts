import type { CommitStore } from '@styrbord/eventsourcing/commit-store';

export const FAILURES = [
  'throws',
  'does it and then throws',
  'times out having done nothing',
  'does it and is gone for three calls',
] as const;
export type Failure = (typeof FAILURES)[number];

/** A store of which one call fails, counted from 1 over every call; `calls` says how many there were. */
export class FailingStore implements CommitStore {
  calls = 0;

  constructor(
    private readonly store: CommitStore,
    private readonly nth: number,
    private readonly failure: Failure,
  ) {}

  insert = (...args: Parameters<CommitStore['insert']>) => this.call(() => this.store.insert(...args));
  get = (...args: Parameters<CommitStore['get']>) => this.call(() => this.store.get(...args));
  several = (...args: Parameters<CommitStore['several']>) => this.call(() => this.store.several(...args));
  last = () => this.call(() => this.store.last());
  command = (...args: Parameters<CommitStore['command']>) => this.call(() => this.store.command(...args));
  touching = (...args: Parameters<CommitStore['touching']>) => this.call(() => this.store.touching(...args));

  async *read(...args: Parameters<CommitStore['read']>): ReturnType<CommitStore['read']> {
    await this.call(async () => undefined);
    yield* this.store.read(...args);
  }

  private async call<T>(act: () => Promise<T>): Promise<T> {
    this.calls++;
    const gone = this.failure === 'does it and is gone for three calls' ? 3 : 1;
    if (this.calls < this.nth || this.calls >= this.nth + gone) return act();
    if (this.calls === this.nth && this.failure.startsWith('does it')) await act();
    if (this.failure === 'times out having done nothing') {
      await new Promise((resolve) => setTimeout(resolve, 2));
      throw Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
    }
    throw new Error('the connection is gone');
  }
}
