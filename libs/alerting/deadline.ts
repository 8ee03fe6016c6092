import { Temporal } from 'temporal-polyfill';
import type { Period } from '@styrbord/steering/period';
import { workingDaysAfter } from './working-day';

export const STOCKHOLM = 'Europe/Stockholm';

/** How long after its period's end a report is due, and how long it is waited for after that. */
export interface DueTime {
  readonly days: number;
  /** Of `days`: every day, or those on which Swedish banks are open. */
  readonly count: 'calendar-days' | 'working-days';
  readonly graceDays: number;
}

/** The first moment at which the report of a period is late: the midnight in Stockholm after its last day, as ISO 8601 in UTC. */
export function deadlineOf({ to }: Period, { days, count, graceDays }: DueTime): string {
  const end = lastDayOf(to);
  const due = count === 'working-days' ? workingDaysAfter(end, days) : end.add({ days });
  return midnightAfter(due.add({ days: graceDays }));
}

/** The moment a period is over, in Stockholm. */
export function endOf({ to }: Pick<Period, 'to'>): string {
  return midnightAfter(lastDayOf(to));
}

/**
 * Whether a report is to be asked for: its deadline has passed, and its period ended after plan and measure were entered –
 * nobody could report before that.
 */
export function isOverdue(period: Period, due: DueTime, { enteredAt, now }: { readonly enteredAt: string; readonly now: string }): boolean {
  return endOf(period) > instantText(enteredAt) && deadlineOf(period, due) <= instantText(now);
}

/** The date in Stockholm. */
export function dayOf(time: string): string {
  return Temporal.Instant.from(time).toZonedDateTimeISO(STOCKHOLM).toPlainDate().toString();
}

function lastDayOf(month: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 });
  return first.add({ months: 1 }).subtract({ days: 1 });
}

function midnightAfter(day: Temporal.PlainDate): string {
  return instantOf(day.add({ days: 1 }).toZonedDateTime(STOCKHOLM));
}

/** With milliseconds, so that texts sort as times. */
export function instantOf(zoned: Temporal.ZonedDateTime): string {
  return instantText(zoned.toInstant().toString());
}

function instantText(time: string): string {
  return new Date(time).toISOString();
}
