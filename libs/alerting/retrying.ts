/** The first pause after a failed try, doubled at each further one up to the longest. */
const PAUSE_MS = { first: 30_000, longest: 3_600_000 } as const;
const THREE_DAYS_MS = 3 * 86_400_000;

export interface Tried {
  readonly attempts: number;
  /** When the message was first to be sent. */
  readonly since: string;
  readonly now: string;
  /** In [0, 1). */
  readonly random: number;
  /** Until when the other side has asked to be left in peace. */
  readonly notBefore?: string | null;
}

/**
 * When a message that could not be handed over is tried again: between half and all of its pause later, so that many do
 * not come back at once. Null once three days have passed: then somebody must look at it.
 */
export function nextTry({ attempts, since, now, random, notBefore }: Tried): string | null {
  const pauseMs = Math.min(PAUSE_MS.longest, PAUSE_MS.first * 2 ** (attempts - 1));
  const paused = Date.parse(now) + pauseMs * (0.5 + random / 2);
  const at = notBefore ? Math.max(paused, Date.parse(notBefore)) : paused;
  return at - Date.parse(since) > THREE_DAYS_MS ? null : new Date(Math.round(at)).toISOString();
}
