import { setImmediate } from 'node:timers/promises';

/** So long others of this process wait for their turn while much is looked at. */
const AT_ONCE_MS = 10;

/** For long work between two questions to the store: the store may answer at once, and then nobody else has a turn. */
export class Rest {
  private since = performance.now();

  async ifDue(): Promise<void> {
    if (performance.now() - this.since < AT_ONCE_MS) return;
    await setImmediate();
    this.since = performance.now();
  }
}
