import { nextDigest, quietUntil, type Schedule } from './schedule';
import type { Severity } from './rule';

/** Why a message goes when it goes. */
export const TIMINGS = ['at-once', 'digest', 'quiet-hours'] as const;
export type TimingReason = (typeof TIMINGS)[number];

export interface Timing {
  readonly at: string;
  readonly because: TimingReason;
}

export interface Waiting {
  readonly severity: Severity;
  /** When it was decided. */
  readonly at: string;
}

/** When somebody is told: at once of what is severe, else with their next digest; after the quiet hours, where it falls within them. */
export function timingOf(schedule: Schedule, { severity, at }: Waiting): Timing {
  const due: Timing = severity === 'severe' ? { at, because: 'at-once' } : { at: nextDigest(schedule, at), because: 'digest' };
  const quiet = quietUntil(schedule, due.at);
  return quiet === null ? due : { at: quiet, because: 'quiet-hours' };
}

/**
 * What becomes of all that waits for somebody: as soon as one of it is due, everything goes with it, so that nobody gets two
 * messages of one import. Null where nothing waits; a time still to come is when to look again.
 */
export function messageTiming(schedule: Schedule, waiting: readonly Waiting[], now: string): Timing | null {
  const isSevere = ({ severity }: Waiting): boolean => severity === 'severe';
  const earliest = [waiting.filter(isSevere), waiting.filter((one) => !isSevere(one))].flatMap((each) => firstOf(each) ?? []);
  const [first] = earliest.map((one) => timingOf(schedule, one)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  if (!first) return null;
  // What goes at once was decided by another clock, perhaps one that is ahead.
  if (first.at > now && first.because !== 'at-once') return first;
  const quiet = quietUntil(schedule, now);
  return quiet === null ? { ...first, at: first.at > now ? now : first.at } : { at: quiet, because: 'quiet-hours' };
}

/** Nothing decided later is due sooner. */
const firstOf = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.reduce<Waiting | undefined>((first, one) => (first && first.at <= one.at ? first : one), undefined);
