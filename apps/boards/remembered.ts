/** What was read, by a key, until a series that it was made of changes. */
export class Remembered<T> {
  private readonly values = new Map<string, T>();
  private readonly keysOfSeries = new Map<string, Set<string>>();

  /** @param max how many; then all is forgotten */
  constructor(private readonly max: number) {}

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  /** `series`: what it was made of, each as `unit/measure`. */
  put(key: string, value: T, series: readonly string[]): void {
    if (this.values.size >= this.max) this.clear();
    this.values.set(key, value);
    for (const each of series) {
      const keys = this.keysOfSeries.get(each) ?? new Set();
      this.keysOfSeries.set(each, keys.add(key));
    }
  }

  forget(series: string): void {
    for (const key of this.keysOfSeries.get(series) ?? []) this.values.delete(key);
    this.keysOfSeries.delete(series);
  }

  clear(): void {
    this.values.clear();
    this.keysOfSeries.clear();
  }
}
