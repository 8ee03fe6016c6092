/** Repeatable chance: the same seed gives the same draws everywhere (mulberry32, Tommy Ettinger). */
export class Chance {
  constructor(private state: number) {}

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** Normal, by the sum of twelve draws: near enough for figures that look true to life. */
  normal(mean: number, deviation: number): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += this.next();
    return mean + sum * deviation;
  }

  /** Events of a Poisson process, by its normal limit. */
  count(mean: number): number {
    return Math.max(0, Math.round(this.normal(mean, Math.sqrt(Math.max(mean, 0)))));
  }

  /** Successes of so many trials, by the normal limit. */
  successes(trials: number, share: number): number {
    return Math.min(trials, Math.max(0, Math.round(this.normal(trials * share, Math.sqrt(trials * share * (1 - share))))));
  }
}
