import type { CommitNo } from './ledger';

/** Who waits for a commit to be seen. */
export class Waiters {
  private waiting: { readonly no: CommitNo; readonly done: () => void }[] = [];

  get some(): boolean {
    return this.waiting.length > 0;
  }

  /** Resolves true once `reached` is called with the commit, false when the time is out. */
  wait(no: CommitNo, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const entry = {
        no,
        done: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        resolve(false);
      }, timeoutMs);
      this.waiting.push(entry);
    });
  }

  reached(reached: CommitNo): void {
    const done = this.waiting.filter(({ no }) => no <= reached);
    this.waiting = this.waiting.filter(({ no }) => no > reached);
    for (const entry of done) entry.done();
  }
}
