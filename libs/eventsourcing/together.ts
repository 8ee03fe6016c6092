/** Asked together at most: a question that names more takes a database longer than two. */
const TOGETHER_MAX = 200;

interface Waiting<V> {
  readonly settle: (value: V | null) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Many callers' questions as few: what is asked while a question is on its way goes together in the next. No answer is
 * older than its question.
 */
export class Together<V> {
  private waiting = new Map<string, Waiting<V>[]>();
  private asking = false;

  /** `ask` answers what is there, by key; what is missing is not there. */
  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  get(key: string): Promise<V | null> {
    return new Promise((settle, fail) => {
      const others = this.waiting.get(key);
      if (others) others.push({ settle, fail });
      else this.waiting.set(key, [{ settle, fail }]);
      if (!this.asking) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.asking = true;
    while (this.waiting.size > 0) {
      const asked = [...this.waiting].slice(0, TOGETHER_MAX);
      for (const [key] of asked) this.waiting.delete(key);
      try {
        const found = await this.ask(asked.map(([key]) => key));
        for (const [key, callers] of asked) for (const { settle } of callers) settle(found.get(key) ?? null);
      } catch (error) {
        for (const [, callers] of asked) for (const { fail } of callers) fail(error);
      }
    }
    this.asking = false;
  }
}
