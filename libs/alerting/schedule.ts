import { Temporal } from 'temporal-polyfill';
import type { Refusal } from '@styrbord/eventsourcing/decider';
import { instantOf } from './deadline';
import { isWorkingDay } from './working-day';

/** A time of day in the person's own zone, `HH:MM`. */
export type TimeOfDay = string;

/** When what is not severe is told, all of it together. */
export type DigestRhythm =
  | { readonly kind: 'daily'; readonly at: TimeOfDay }
  /** 1 is Monday. */
  | { readonly kind: 'weekly'; readonly weekday: number; readonly at: TimeOfDay }
  /** The first working day after DÅ04, DÅ08 and ÅR have ended. */
  | { readonly kind: 'reports'; readonly at: TimeOfDay };

export const DIGEST_KINDS: readonly DigestRhythm['kind'][] = ['daily', 'weekly', 'reports'];

export interface QuietHours {
  readonly from: TimeOfDay;
  /** At or before `from`, it is of the next day. */
  readonly to: TimeOfDay;
}

export interface Schedule {
  readonly zone: string;
  readonly digest: DigestRhythm;
  readonly quiet: QuietHours | null;
}

const REPORT_MONTHS = [1, 5, 9];

/** Refusals in the order they are checked: zone, digest, quiet hours. */
export function scheduleRefusal({ zone, digest, quiet }: Schedule): Refusal | null {
  if (!isZone(zone)) return { refused: 'zone-unknown', pointer: '/zone', given: zone, allowed: 'Europe/Stockholm' };
  if (!isTime(digest.at)) return { refused: 'time-malformed', pointer: '/digest/at', given: digest.at, allowed: '07:30' };
  if (digest.kind === 'weekly' && !(Number.isInteger(digest.weekday) && digest.weekday >= 1 && digest.weekday <= 7))
    return { refused: 'weekday-unfit', pointer: '/digest/weekday', given: digest.weekday, allowed: '1–7' };
  if (quiet === null) return null;
  for (const end of ['from', 'to'] as const)
    if (!isTime(quiet[end])) return { refused: 'time-malformed', pointer: `/quiet/${end}`, given: quiet[end], allowed: '22:00' };
  if (quiet.from === quiet.to) return { refused: 'quiet-hours-cover-day', pointer: '/quiet', given: `${quiet.from}–${quiet.to}` };
  return null;
}

/** The first time after `now` that a digest is told. A time that the clock skips is told when it goes on, one it shows twice at the first. */
export function nextDigest({ zone, digest }: Pick<Schedule, 'zone' | 'digest'>, now: string): string {
  const from = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  for (let day = from.toPlainDate(); ; day = day.add({ days: 1 })) {
    if (!isDigestDay(day, digest)) continue;
    const at = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(digest.at) });
    if (Temporal.Instant.compare(at.toInstant(), from.toInstant()) > 0) return instantOf(at);
  }
}

function isDigestDay(day: Temporal.PlainDate, digest: DigestRhythm): boolean {
  switch (digest.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return day.dayOfWeek === digest.weekday;
    case 'reports':
      return REPORT_MONTHS.includes(day.month) && isWorkingDay(day) && !someWorkingDayBefore(day);
  }
}

function someWorkingDayBefore(day: Temporal.PlainDate): boolean {
  for (let before = day.subtract({ days: 1 }); before.month === day.month; before = before.subtract({ days: 1 }))
    if (isWorkingDay(before)) return true;
  return false;
}

/** When the quiet hours that hold now end; null outside them. To be asked again at the very sending. */
export function quietUntil({ zone, quiet }: Pick<Schedule, 'zone' | 'quiet'>, now: string): string | null {
  if (quiet === null) return null;
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  const [overnight, started, ended] = [quiet.to <= quiet.from, time >= quiet.from, time >= quiet.to];
  const isQuiet = overnight ? started || !ended : started && !ended;
  if (!isQuiet) return null;
  const day = overnight && started ? at.toPlainDate().add({ days: 1 }) : at.toPlainDate();
  return instantOf(day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(quiet.to) }));
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

function isZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== '';
  } catch {
    return false;
  }
}
