import { monthsIn, parsePeriod, reportOf, yearOf, type PeriodName } from './period';
import type { Language } from './scorecard';

const SHORT = {
  sv: ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;
export const MONTHS = {
  sv: ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;

/** "2022-T1" as "jan–apr 2022", "2022" as "helår 2022". A name that is no period stays as it is. */
export function sayPeriod(name: PeriodName, language: Language): string {
  const period = parsePeriod(name);
  if (!period) return name;
  const year = yearOf(period.to);
  if (monthsIn(period) === 12 && period.from % 12 === 0) return language === 'sv' ? `helår ${year}` : `full year ${year}`;
  if (period.from === period.to) return `${MONTHS[language][period.from % 12]} ${year}`;
  const from = SHORT[language][period.from % 12];
  const to = SHORT[language][period.to % 12];
  const fromYear = yearOf(period.from) === year ? '' : ` ${yearOf(period.from)}`;
  return `${from}${fromYear}–${to} ${year}`;
}

/** The report a period belongs to, as people call it: DÅ04, DÅ08, ÅR; null for a period that is no report. */
export function reportName(name: PeriodName): string | null {
  const period = parsePeriod(name);
  return period && reportOf(period);
}
