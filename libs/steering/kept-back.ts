import type { CellName } from './cell';
import type { Computed, Derivation, Figures, KeptBack, UnitsTotal } from './computed';
import type { Operand } from './derivation';
import type { Measure } from './measure';
import { contains, parsePeriod, type Period } from './period';
import { currentEntry, laterOf, periodsIn, type Entry, type Known, type Series } from './series';
import { areFew, peopleOf, type Suppression } from './small-numbers';
import type { Value } from './entry-value';
import { exactValue } from './value';

interface Place {
  readonly unit: string;
  readonly measure: Measure;
}

/** A measure's figures at a unit, without what is hidden: nor its earlier editions, nor what texts may say of it. */
export function keptBack(figures: Figures, { unit, measure }: Place, suppression: Suppression): Figures {
  const { series, computed } = figures;
  const hides = (value: Figure | null, cell: CellName, period: Period, counted: ReadonlySet<string> | null): boolean =>
    value !== null && (isOfFew(value, measure, suppression.below) || suppression.isHidden({ unit, cell, period, counted }));
  const madeOf = remembered((cell, period) => exactValue(series, measure, cell, period));
  const totalAt = remembered((cell, period) => computed?.entryAt(cell, period) ?? null);
  const isOwnHidden = remembered((cell, period) => hides(madeOf(cell, period), cell, period, null));
  const isTotalHidden = remembered((cell, period) => hides(totalAt(cell, period), cell, period, countedAt(computed, cell, period)));
  const isHiddenAt = (cell: CellName, period: Period): boolean =>
    madeOf(cell, period) ? isOwnHidden(cell, period) : isTotalHidden(cell, period);
  const periods = new Map([...periodsIn(series), ...(computed?.periods ?? [])].map((period) => [period.name, period]));
  const kept: KeptBack = {
    isHidden: (cell, period) =>
      isHiddenAt(cell, period) || [...periods.values()].some((part) => contains(period, part) && isHiddenAt(cell, part)),
    madeAt: (cell, period) => {
      const made = madeOf(cell, period);
      return made && !isOwnHidden(cell, period) ? entryOf(made) : null;
    },
  };
  return {
    series: { ...shownOf(series, isOwnHidden), isHidden: isHiddenAt },
    computed: {
      from: 'units',
      periods: [...periods.values()],
      entryAt: (cell, period) => (isTotalHidden(cell, period) ? null : totalAt(cell, period)),
      partsAt: (cell, period) =>
        partsOf(computed, cell, period).map((part) =>
          isPartHidden(part, { cell, period, measure, suppression })
            ? { ...part, value: null, lastDenominator: null }
            : { ...part, lastDenominator: null },
        ),
      kept,
    },
  };
}

/** What a formula makes of what is hidden is hidden, also where it was recorded. */
export function keptBackByOperands(
  { series, computed }: { readonly series: Series; readonly computed: Derivation },
  operands: readonly Operand[],
): Figures {
  const isHidden = (cell: CellName, period: Period): boolean =>
    operands.some(({ figures }) => figures.computed?.kept?.isHidden(cell, period));
  if (!operands.some(({ figures }) => figures.computed?.kept)) return { series, computed };
  return {
    series: { ...shownOf(series, isHidden), isHidden },
    computed: {
      ...computed,
      entryAt: (cell, period) => (isHidden(cell, period) ? null : computed.entryAt(cell, period)),
      kept: { isHidden, madeAt: () => null },
    },
  };
}

/** All of it hidden: what a measure with a threshold was at another time, or in another organisation, says more than today's figures. */
export function whollyKeptBack({ series, computed }: Figures): Figures {
  const periods = [...periodsIn(series), ...(computed?.periods ?? [])];
  const isHidden: KeptBack['isHidden'] = (_, period) => periods.some((part) => contains(period, part));
  return {
    series: shownOf(series, () => true),
    computed: { from: 'units', periods: [], entryAt: () => null, partsAt: () => [], kept: { isHidden, madeAt: () => null } },
  };
}

/** Each is asked for by every period that holds it. */
function remembered<T>(read: (cell: CellName, period: Period) => T): (cell: CellName, period: Period) => T {
  const known = new Map<string, T>();
  return (cell, period) => {
    const key = `${cell}@${period.name}`;
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const made = read(cell, period);
    known.set(key, made);
    return made;
  };
}

type Figure = Pick<Entry, 'value' | 'numerator' | 'denominator'> | Value;

function isOfFew(figure: Figure, measure: Measure, below: number): boolean {
  const value = 'exact' in figure ? (figure.exact?.toFixed() ?? null) : figure.value;
  const people = peopleOf(measure, { value, numerator: figure.numerator, denominator: figure.denominator });
  return people !== null && areFew(people, below);
}

const partsOf = (computed: Computed | null, cell: CellName, period: Period): ReturnType<UnitsTotal['partsAt']> =>
  computed?.from === 'units' ? computed.partsAt(cell, period) : [];

function countedAt(computed: Computed | null, cell: CellName, period: Period): ReadonlySet<string> {
  return new Set(partsOf(computed, cell, period).flatMap(({ unit, state }) => (state === 'counted' ? [unit.id] : [])));
}

function isPartHidden(
  { unit, value }: ReturnType<UnitsTotal['partsAt']>[number],
  { cell, period, measure, suppression }: { cell: CellName; period: Period; measure: Measure; suppression: Suppression },
): boolean {
  if (!value) return false;
  return isOfFew(value, measure, suppression.below) || suppression.isHidden({ unit: unit.id, cell, period, counted: null });
}

/** The edition that counts, where it is shown. Texts stay that say something of a whole period, not of one value. */
function shownOf(series: Series, isHidden: KeptBack['isHidden']): Series {
  const cells = Object.entries(series.cells).map(([cell, periods]) => {
    const shown = Object.keys(periods).flatMap((name) => {
      const [period, entry] = [parsePeriod(name), currentEntry(series, cell, name)];
      return period && entry && !isHidden(cell, period) ? [[name, [{ ...entry, spread: null }]] as const] : [];
    });
    return [cell, Object.fromEntries(shown)] as const;
  });
  return { ...series, cells: Object.fromEntries(cells), disputes: [], limits: series.limits.map((fact) => ({ ...fact, grounds: null })) };
}

function entryOf({ exact, numerator, denominator, status, entries }: Value): Entry | null {
  const known = entries.reduce<Known | null>(laterOf, null);
  if (!exact || !known) return null;
  const figure =
    denominator === null ? { value: exact.toFixed(), numerator: null, denominator: null } : { value: null, numerator, denominator };
  return { kind: 'computed', ...figure, status, source: null, note: null, spread: null, reason: null, ...known };
}
