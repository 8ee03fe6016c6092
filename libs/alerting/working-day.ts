import { Temporal } from 'temporal-polyfill';

type Day = Temporal.PlainDate;

const SATURDAY = 6;

/** Days on which Swedish banks are closed (lag 1989:253 and, for the three eves, lag 1930:173), beside Saturdays and Sundays. */
export function isBankHoliday(day: Day): boolean {
  return holidaysOf(day.year).has(day.toString());
}

export function isWorkingDay(day: Day): boolean {
  return day.dayOfWeek < SATURDAY && !isBankHoliday(day);
}

/** The n-th working day after a day; the day itself for none. */
export function workingDaysAfter(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0;) {
    at = at.add({ days: 1 });
    if (isWorkingDay(at)) left--;
  }
  return at;
}

const holidaysOfYears = new Map<number, ReadonlySet<string>>();

function holidaysOf(year: number): ReadonlySet<string> {
  const known = holidaysOfYears.get(year);
  if (known) return known;
  const on = (month: number, day: number): Day => Temporal.PlainDate.from({ year, month, day });
  const easter = easterSunday(year);
  const midsummer = saturdayFrom(on(6, 20));
  const days = [
    on(1, 1),
    on(1, 6),
    on(5, 1),
    on(6, 6),
    ...[24, 25, 26, 31].map((day) => on(12, day)),
    ...[-2, 0, 1, 39, 49].map((from) => easter.add({ days: from })),
    midsummer.subtract({ days: 1 }),
    midsummer,
    saturdayFrom(on(10, 31)),
  ];
  const holidays = new Set(days.map(String));
  holidaysOfYears.set(year, holidays);
  return holidays;
}

function saturdayFrom(day: Day): Day {
  return day.add({ days: (SATURDAY - day.dayOfWeek + 7) % 7 });
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const moon = (century + 8) / 25;
  const correction = Math.floor((century - Math.floor(moon) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}
