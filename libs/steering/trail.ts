import type { CellReading, RowAsked } from './cell-reading';
import { monthsIn, period, RHYTHM_MONTHS, type Period } from './period';
import type { Value } from './entry-value';
import { exactValue, recordedValue } from './value';

/** As many as a line in a row's height can show. */
const TRAIL_MAX = 12;
/** One point is no line. */
const TRAIL_MIN = 2;

/**
 * Values of the leading cell in the periods before the row's own and in it, oldest first; null where there is none. In periods
 * of the row's length, or of the measure's rhythm where that says more. Empty where there are not two.
 */
export function trailOf({ series, measure, period: shown }: RowAsked, leading: CellReading | undefined): readonly (string | null)[] {
  if (!leading?.value?.exact) return [];
  const { cell, value } = leading;
  if (!value.derived && Object.keys(series.cells[cell] ?? {}).length < TRAIL_MIN) return [];
  const own = stepsTo(shown, monthsIn(shown));
  const rhythm = measure.rhythm ? stepsTo(shown, RHYTHM_MONTHS[measure.rhythm]) : own;
  const recorded = (periods: readonly Period[]) => textsOf(periods, (each) => recordedValue(series, measure, cell, each));
  const found = [recorded(own), recorded(rhythm)].toSorted((a, b) => countOf(b) - countOf(a))[0] ?? [];
  if (countOf(found) >= TRAIL_MIN || !value.derived) return found;
  return textsOf(own, (each) => exactValue(series, measure, cell, each));
}

/** The cell that speaks for the row: T, else the first with a figure. */
export function leadingOf(cells: readonly CellReading[], total: CellReading | null): CellReading | undefined {
  return total ?? cells.find(({ value }) => value !== null);
}

/** Periods of so many months, the last one ending where the row's does. */
function stepsTo({ to }: Period, months: number): Period[] {
  return Array.from({ length: TRAIL_MAX }, (_, at) => {
    const end = to - (TRAIL_MAX - 1 - at) * months;
    return period(end - months + 1, end);
  });
}

/** What comes before the first value is left out. */
function textsOf(periods: readonly Period[], valueIn: (period: Period) => Value | null): (string | null)[] {
  const texts = periods.map((each) => {
    const value = valueIn(each);
    return value?.exact ? value.text : null;
  });
  const from = texts.findIndex((text) => text !== null);
  return from < 0 || countOf(texts) < TRAIL_MIN ? [] : texts.slice(from);
}

const countOf = (texts: readonly (string | null)[]): number => texts.filter((text) => text !== null).length;
