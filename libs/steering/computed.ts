import { withTotal, type CellName } from './cell';
import type { Decimal } from './decimal';
import type { Value } from './entry-value';
import type { DerivationFault, Formula } from './formula';
import type { Measure } from './measure';
import { contains, inYear, monthsIn, period as periodOf, yearOf, type Period } from './period';
import type { Entry, Series } from './series';
import type { UnitPart } from './unit-totals';
import { exactValue } from './value';

/** Values that are made of others than the series' own: of the units below, or of other measures. */
export type Computed = UnitsTotal | Derivation;

interface Made {
  /** Periods in which something is recorded that values are made of. */
  readonly periods: readonly Period[];
  readonly entryAt: (cell: CellName, period: Period) => Entry | null;
  /** Set where figures are kept from the reader. */
  readonly kept?: KeptBack;
}

/** What a reader is not shown, and what is shown although it is made of that. */
export interface KeptBack {
  readonly isHidden: (cell: CellName, period: Period) => boolean;
  readonly madeAt: (cell: CellName, period: Period) => Entry | null;
}

export interface UnitsTotal extends Made {
  readonly from: 'units';
  readonly partsAt: (cell: CellName, period: Period) => readonly UnitPart[];
}

export interface DerivationInput {
  readonly id: string;
  readonly definition: Measure | null;
  readonly value: Value | null;
  /** Its part, in per cent, of the weights of the operands that are there; null where the formula has no weights. */
  readonly weight: string | null;
}

/** One value of a derived measure, or why there is none, with everything it is made of. */
export interface DerivationReading {
  readonly operation: Formula['operation'] | null;
  readonly exact: Decimal | null;
  readonly fault: DerivationFault | null;
  readonly inputs: readonly DerivationInput[];
}

/** Values by a formula over other measures' of the same unit, period and cell. */
export interface Derivation extends Made {
  readonly from: 'formula';
  readonly readingAt: (cell: CellName, period: Period) => DerivationReading;
}

/** What a row is read from. */
export interface Figures {
  readonly series: Series;
  readonly computed: Computed | null;
}

/** The series with a computed value wherever nothing that was recorded gives one. `shown`: a period that is asked for. */
export function filled({ series, computed }: Figures, measure: Measure, shown: Period | null): Series {
  if (!computed) return series;
  const cells: Record<CellName, Record<string, readonly Entry[]>> = {};
  for (const cell of withTotal(measure.cells))
    for (const period of periodsOf(computed, shown)) {
      const made = (): Entry | null => computed.kept?.madeAt(cell, period) ?? computed.entryAt(cell, period);
      const isSettled = exactValue(series, measure, cell, period) !== null || series.isHidden?.(cell, period);
      const entry = isSettled ? null : made();
      if (entry) (cells[cell] ??= {})[period.name] = [...(series.cells[cell]?.[period.name] ?? []), entry];
    }
  const all = new Set([...Object.keys(series.cells), ...Object.keys(cells)]);
  return { ...series, cells: Object.fromEntries([...all].map((cell) => [cell, { ...series.cells[cell], ...cells[cell] }])) };
}

/** Whether anything is there that a value could have been made of. */
export function hasMakings(computed: Computed | null, cell: CellName, period: Period): boolean {
  switch (computed?.from) {
    case 'units':
      return computed.partsAt(cell, period).some(({ value }) => value !== null);
    case 'formula':
      return computed.readingAt(cell, period).inputs.some(({ value }) => value !== null);
    case undefined:
      return false;
  }
}

/** As far back as periods of the row's own length are looked at: five years of months. */
const STEPS_MAX = 60;

/** Those with something recorded; the one asked for, those of its length before it, and its like in each year. */
function periodsOf({ periods }: Computed, shown: Period | null): Period[] {
  const all = new Map(periods.map((period) => [period.name, period]));
  if (!shown || periods.length === 0) return [...all.values()];
  const whole = { name: '', from: Math.min(...periods.map(({ from }) => from)), to: Math.max(...periods.map(({ to }) => to)) };
  const months = monthsIn(shown);
  const steps = Array.from({ length: STEPS_MAX }, (_, at) => periodOf(shown.from - at * months, shown.to - at * months));
  const years = Array.from({ length: yearOf(whole.to) - yearOf(whole.from) + 1 }, (_, at) => inYear(shown, yearOf(whole.from) + at));
  for (const each of [...steps, ...years]) if (contains(whole, each)) all.set(each.name, each);
  return [...all.values()];
}
