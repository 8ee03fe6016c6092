import { ProblemError } from './problem';

export interface Rate {
  /** How many at once. */
  readonly burst: number;
  /** How many a second in the long run. */
  readonly perSecond: number;
}

/** A screen with all its panels, many times over; a script in a loop is held. */
export const PRINCIPAL_RATE: Rate = { burst: 600, perSecond: 50 };
/** Whoever has not said who they are. */
export const ADDRESS_RATE: Rate = { burst: 120, perSecond: 5 };
/** Wrong passwords, by address and by account. */
export const SIGN_IN_RATE: Rate = { burst: 10, perSecond: 1 / 6 };

const BUCKETS_MAX = 20_000;

/** Token buckets in memory. A full bucket is the same as none, so those are dropped first. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number,
  ) {}

  /** Takes one token, or refuses with how long to wait. */
  take(key: string): void {
    const tokens = this.tokens(key);
    if (tokens < 1) throw new ProblemError('too-many-requests', { retryAfterS: Math.ceil((1 - tokens) / this.rate.perSecond) });
    if (this.buckets.size >= BUCKETS_MAX) this.dropFull();
    this.buckets.set(key, { tokens: tokens - 1, at: this.now() });
  }

  /** What turned out to be rightful costs nothing. */
  giveBack(key: string): void {
    this.buckets.set(key, { tokens: Math.min(this.rate.burst, this.tokens(key) + 1), at: this.now() });
  }

  private tokens(key: string): number {
    const bucket = this.buckets.get(key);
    if (!bucket) return this.rate.burst;
    return Math.min(this.rate.burst, bucket.tokens + ((this.now() - bucket.at) / 1_000) * this.rate.perSecond);
  }

  private dropFull(): void {
    for (const key of this.buckets.keys()) if (this.tokens(key) >= this.rate.burst) this.buckets.delete(key);
    if (this.buckets.size >= BUCKETS_MAX) this.buckets.clear();
  }
}
