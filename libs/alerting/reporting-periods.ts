import { contains, monthsIn, period, REPORTS, RHYTHM_MONTHS, type Period, type Report, type Rhythm } from '@styrbord/steering/period';

/** When a measure is reported. */
export interface Reporting {
  readonly rhythm: Rhythm | null;
  readonly reports: readonly Report[];
}

const REPORT_MONTHS: Readonly<Record<Report, number>> = { DÅ04: 4, DÅ08: 8, ÅR: 12 };

/**
 * The periods for which a measure is read, oldest first: for each recorded value the shortest of its reporting periods
 * that the value lies in, or the value's own. Later reports show it too, and would tell of it again.
 */
export function readPeriods(reporting: Reporting, recorded: readonly Period[]): readonly Period[] {
  const stated = yearsOf(recorded)
    .flatMap((year) => periodsOf(reporting, year))
    .toSorted((a, b) => monthsIn(a) - monthsIn(b));
  const read = new Map(recorded.map((value) => stated.find((one) => contains(one, value)) ?? value).map((one) => [one.name, one]));
  return [...read.values()].toSorted((a, b) => a.to - b.to || a.from - b.from);
}

/** The periods of a year at whose end a measure is to be reported. */
export function periodsOf({ rhythm, reports }: Reporting, year: number): readonly Period[] {
  const january = year * 12;
  const isOften = rhythm !== null && RHYTHM_MONTHS[rhythm] < RHYTHM_MONTHS.tertial;
  if (reports.length > 0 && !isOften)
    return REPORTS.filter((report) => reports.includes(report)).map((report) => period(january, january + REPORT_MONTHS[report] - 1));
  if (rhythm === null) return [];
  const months = RHYTHM_MONTHS[rhythm];
  return Array.from({ length: 12 / months }, (_, at) => period(january + at * months, january + (at + 1) * months - 1));
}

function yearsOf(recorded: readonly Period[]): number[] {
  return [...new Set(recorded.flatMap(({ from, to }) => [Math.floor(from / 12), Math.floor(to / 12)]))].toSorted((a, b) => a - b);
}
