import { breakdownOf, TOTAL, type CellName } from './cell';
import { ancestorsOf, type Organisation } from './organisation';
import { parsePeriod, period as periodOf, yearOf, type Month, type Period } from './period';
import type { Measure } from './measure';
import { currentEntry, type Entry, type Series } from './series';
import { cellContains, cornersOf, tellsOf, type SumPlace, type Swap } from './swap';

/** People counted at a place: of a share those it is true of and the others, of a count those counted, of a mean those asked. */
type People = readonly number[];

/** What one measure keeps from those who may not see small numbers. */
export interface Suppression {
  /** Under this, and above nobody, a number of people is not shown. */
  readonly below: number;
  readonly isHidden: (place: SumPlace) => boolean;
}

interface MeasureIn {
  readonly organisation: Organisation;
  readonly measure: Measure;
}

/** Null where the measure states no threshold: then everything is shown. */
export function suppressionOf({ organisation, measure }: MeasureIn, series: ReadonlyMap<string, Series>): Suppression | null {
  const { suppressBelow: below } = measure;
  if (below === undefined) return null;
  const swaps = new Map<number, Swap[]>();
  const isHidden = (place: SumPlace): boolean =>
    yearsFrom(place.period).some((year) => swaps.get(year)?.some((swap) => tellsOf(swap, place, { organisation, measure })));
  const counted = new Counted({ organisation, measure }, series);
  const kept = new Set<string>();
  for (const least of counted.least) {
    if (!areFew(least.people, below) || kept.has(keyOf(least.unit, least.cell, least.time))) continue;
    const swap = swapAt(counted, withinOf(counted, least), below);
    for (const { unit, cell, time, sign } of cornersOf(swap)) if (sign > 0) kept.add(keyOf(unit, cell, time));
    for (const year of new Set(swap.times.flatMap(({ of }) => yearsFrom(of)))) swaps.set(year, [...(swaps.get(year) ?? []), swap]);
  }
  return { below, isHidden };
}

const yearsFrom = ({ from, to }: Period): number[] => Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, at) => yearOf(from) + at);

/** A few people: more than nobody, under the threshold. */
export const areFew = (people: People, below: number): boolean => people.some((count) => count > 0 && count < below);

export function peopleOf({ kind }: Measure, figure: Pick<Entry, 'value' | 'numerator' | 'denominator'>): People | null {
  const { value, numerator, denominator } = figure;
  if (kind === 'count') return value === null ? null : [Number(value)];
  if (denominator === null) return null;
  if (kind === 'mean') return [denominator];
  return kind === 'share' && numerator !== null ? [numerator, denominator - numerator] : null;
}

/** A place as far down as the figures go. */
interface Least {
  readonly unit: string;
  readonly cell: CellName;
  readonly time: Period;
  readonly people: People;
}

const keyOf = (unit: string, cell: CellName, { from, to }: Period): string => `${unit} ${cell} ${from} ${to}`;

type Kind = NonNullable<ReturnType<typeof breakdownOf>>;

/** What is left of a total when its breakdown lacks a part: as good as told. */
const restOf = (kind: Kind): CellName => `?${kind}`;
const kindOf = (cell: CellName): Kind => (cell.startsWith('?') ? (cell.slice(1) as Kind) : (breakdownOf(cell) ?? 'part'));

/** The figures of all units, taken apart as far as anybody can who sees them. */
class Counted {
  readonly least: readonly Least[];
  private readonly byKey: ReadonlyMap<string, Least>;
  private readonly byCellAndTime: ReadonlyMap<string, readonly Least[]>;
  private readonly byUnitAndCell: ReadonlyMap<string, readonly Least[]>;

  constructor(
    readonly given: MeasureIn,
    series: ReadonlyMap<string, Series>,
  ) {
    const told = [...series].flatMap(([unit, of]) => withRests(takenApart(unit, of, given.measure), given.measure));
    const cellAndTime = ({ cell, time }: Least): string => keyOf('', cell, time);
    this.least = [...groupedBy(told, cellAndTime).values()].flatMap((beside) => {
      const above = new Set(beside.flatMap(({ unit }) => ancestorsOf(given.organisation, unit)));
      return beside.filter(({ unit }) => !above.has(unit));
    });
    this.byKey = new Map(this.least.map((least) => [keyOf(least.unit, least.cell, least.time), least]));
    this.byCellAndTime = groupedBy(this.least, cellAndTime);
    this.byUnitAndCell = groupedBy(this.least, ({ unit, cell }) => `${unit} ${cell}`);
  }

  at(unit: string, cell: CellName, time: Period): Least | null {
    return this.byKey.get(keyOf(unit, cell, time)) ?? null;
  }

  /** The same cell and time at other units, the nearest in the organisation first, then the smallest. */
  beside(least: Least): Least[] {
    const { organisation } = this.given;
    const above = ancestorsOf(organisation, least.unit);
    const far = ({ unit }: Least): number => {
      const common = ancestorsOf(organisation, unit).find((id) => above.includes(id));
      return common === undefined ? above.length : above.indexOf(common);
    };
    return (this.byCellAndTime.get(keyOf('', least.cell, least.time)) ?? [])
      .filter(({ unit }) => unit !== least.unit)
      .map((other) => ({ other, far: far(other) }))
      .toSorted((a, b) => a.far - b.far || weightOf(a.other) - weightOf(b.other) || (a.other.unit < b.other.unit ? -1 : 1))
      .map(({ other }) => other);
  }

  /** Other cells of the same breakdown. */
  alike({ unit, cell, time }: Least): Least[] {
    return this.cellsAt(unit, time).filter((other) => other.cell !== cell && kindOf(other.cell) === kindOf(cell));
  }

  /** Women and men by age, among those of one sex or one age. */
  crossedIn({ unit, cell, time }: Pick<Least, 'unit' | 'cell' | 'time'>): Least[] {
    return this.cellsAt(unit, time).filter((other) => other.cell !== cell && cell !== TOTAL && cellContains(cell, other.cell));
  }

  cellsAt(unit: string, time: Period): Least[] {
    return [TOTAL, ...this.given.measure.cells.filter((cell) => cell !== TOTAL), ...KINDS.map(restOf)].flatMap(
      (cell) => this.at(unit, cell, time) ?? [],
    );
  }

  /** Other stretches of the same year, the nearest first. */
  times({ unit, cell, time }: Least): Least[] {
    return (this.byUnitAndCell.get(`${unit} ${cell}`) ?? [])
      .filter((other) => isOfOneYear(time, other.time) && !overlap(time, other.time))
      .toSorted((a, b) => Math.abs(a.time.from - time.from) - Math.abs(b.time.from - time.from));
  }
}

const KINDS: readonly Kind[] = ['sex', 'age', 'both', 'part'];

function groupedBy<T>(all: readonly T[], keyIn: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyIn(each)) ?? [];
    group.push(each);
    groups.set(keyIn(each), group);
  }
  return groups;
}

function takenApart(unit: string, series: Series, measure: Measure): Least[] {
  return Object.entries(series.cells).flatMap(([cell, periods]) => {
    const recorded = Object.keys(periods).flatMap((name) => {
      const [time, entry] = [parsePeriod(name), currentEntry(series, cell, name)];
      const people = entry && peopleOf(measure, entry);
      return time && people ? [{ time, people }] : [];
    });
    const stretches = addsUpOverTime(measure) ? stretchesOf(recorded) : recorded;
    return stretches.map(({ time, people }) => ({ unit, cell, time, people }));
  });
}

/** T − K where M was not told is M. */
function withRests(told: readonly Least[], { cells }: Measure): Least[] {
  const rests = told
    .filter(({ cell }) => cell === TOTAL)
    .flatMap((total) => {
      const parts = told.filter(({ cell, time }) => cell !== TOTAL && time.from === total.time.from && time.to === total.time.to);
      return [...new Set(parts.map(({ cell }) => kindOf(cell)))].flatMap((kind) => {
        const own = parts.filter(({ cell }) => kindOf(cell) === kind);
        const people = total.people.map((count, at) => own.reduce((left, part) => left - (part.people[at] ?? 0), count));
        const isLacking = own.length < cells.filter((cell) => kindOf(cell) === kind).length;
        return isLacking && people.every((count) => count >= 0) ? [{ ...total, cell: restOf(kind), people }] : [];
      });
    });
  return [...told, ...rests];
}

const weightOf = ({ people }: Least): number => Math.min(...people);
const overlap = (a: Period, b: Period): boolean => a.from <= b.to && b.from <= a.to;
const isOfOneYear = (a: Period, b: Period): boolean =>
  yearOf(a.from) === yearOf(a.to) && yearOf(b.from) === yearOf(b.to) && yearOf(a.from) === yearOf(b.from);

const addsUpOverTime = ({ overTime }: Measure): boolean =>
  overTime === 'sum' || overTime === 'ratio-of-sums' || overTime === 'weighted-mean';

/**
 * The shortest stretches whose people follow from what is recorded: January to August less January to April is May to August.
 * Recorded periods join months as roads join towns; along the roads, every stretch between two towns is known.
 */
function stretchesOf(recorded: readonly { readonly time: Period; readonly people: People }[]): { time: Period; people: People }[] {
  const roads = new Map<Month, { readonly to: Month; readonly people: People; readonly sign: 1 | -1 }[]>();
  const join = (from: Month, road: { to: Month; people: People; sign: 1 | -1 }): void =>
    void roads.set(from, [...(roads.get(from) ?? []), road]);
  for (const { time, people } of recorded) {
    join(time.from, { to: time.to + 1, people, sign: 1 });
    join(time.to + 1, { to: time.from, people, sign: -1 });
  }
  const reached = new Map<Month, People>();
  const stretches: { time: Period; people: People }[] = [];
  for (const start of roads.keys()) {
    if (reached.has(start)) continue;
    const towns: Month[] = [start];
    reached.set(
      start,
      (recorded[0]?.people ?? []).map(() => 0),
    );
    for (const town of towns)
      for (const { to, people, sign } of roads.get(town) ?? []) {
        if (reached.has(to)) continue;
        reached.set(
          to,
          (reached.get(town) ?? []).map((sum, at) => sum + sign * (people[at] ?? 0)),
        );
        towns.push(to);
      }
    const ordered = towns.toSorted((a, b) => a - b);
    for (const [at, from] of ordered.entries()) {
      const to = ordered[at + 1];
      if (to === undefined) continue;
      const people = (reached.get(to) ?? []).map((sum, place) => sum - (reached.get(from)?.[place] ?? 0));
      stretches.push({ time: periodOf(from, to - 1), people });
    }
  }
  return stretches;
}

/** Somebody more among the women is somebody more among those of some age, where that is told. */
function withinOf(counted: Counted, least: Least): Least {
  const within = counted.crossedIn(least);
  return within.toSorted((a, b) => weightOf(b) - weightOf(a))[0] ?? least;
}

/** The sides on which a swap may have a partner, those first that leave most to be shown: totals, then years, then T. */
const SIDES = [
  { units: true, cells: true, times: true },
  { units: true, cells: true, times: false },
  { units: true, cells: false, times: true },
  { units: true, cells: false, times: false },
  { units: false, cells: true, times: true },
  { units: false, cells: true, times: false },
  { units: false, cells: false, times: true },
  { units: false, cells: false, times: false },
] as const;

/**
 * The first swap that may be as large as the threshold: wherever people are taken away, so many must be. Without any partner
 * there is always one: then every sum above the place is hidden.
 */
function swapAt(counted: Counted, least: Least, below: number): Swap {
  for (const sides of SIDES) {
    const cells = sides.cells ? counted.alike(least) : [null];
    const times = !sides.times ? [null] : addsUpOverTime(counted.given.measure) ? counted.times(least) : [];
    const units = sides.units ? counted.beside(least) : [null];
    for (const unit of units)
      for (const cell of cells)
        for (const time of times) {
          const swap = swapOf(counted, least, { unit, cell, time });
          if (isLargeEnough(swap, counted, below)) return swap;
        }
  }
  throw new Error('a swap without partners takes nobody away');
}

function isLargeEnough(swap: Swap, counted: Counted, below: number): boolean {
  const corners = cornersOf(swap).every(({ unit, cell, time, sign }) => {
    const corner = counted.at(unit, cell, time);
    return corner !== null && (sign > 0 || weightOf(corner) >= below);
  });
  return corners && isOfEachBreakdown(swap, counted);
}

/** Where the total changes, each breakdown told of it has to change with it, at every unit and time of the swap. */
function isOfEachBreakdown({ units, cells, times }: Swap, counted: Counted): boolean {
  // Who changes age or sex changes both, wherever they are told together.
  const isCrossed = units.some(({ of: unit }) =>
    times.some(({ of: time }) => cells.some(({ of: cell }) => counted.crossedIn({ unit, cell, time }).length > 0)),
  );
  if (isCrossed) return false;
  if (cells.some(({ sign }) => sign < 0)) return true;
  const kinds = new Set(cells.map(({ of }) => kindOf(of)));
  if (kinds.has('both')) for (const kind of ['sex', 'age'] as const) kinds.add(kind);
  return units.every((unit) =>
    times.every((time) => counted.cellsAt(unit.of, time.of).every(({ cell }) => cell === TOTAL || kinds.has(kindOf(cell)))),
  );
}

function swapOf(counted: Counted, least: Least, partner: { unit: Least | null; cell: Least | null; time: Least | null }): Swap {
  const side = <T>(own: T, other: T | undefined): { of: T; sign: 1 | -1 }[] => [
    { of: own, sign: 1 },
    ...(other === undefined ? [] : [{ of: other, sign: -1 as const }]),
  ];
  return {
    units: side(least.unit, partner.unit?.unit),
    cells: partner.cell ? side(least.cell, partner.cell.cell) : wholeOf(counted, least),
    times: side(least.time, partner.time?.time),
  };
}

/** Somebody more in a cell is somebody more in the total, and in one cell of each other breakdown. */
function wholeOf(counted: Counted, { unit, cell, time }: Least): Swap['cells'] {
  const within: readonly Kind[] = kindOf(cell) === 'both' ? ['both', 'sex', 'age'] : [kindOf(cell)];
  const others = counted.cellsAt(unit, time).filter((other) => other.cell !== TOTAL && !within.includes(kindOf(other.cell)));
  const areCrossed = others.some(({ cell: other }) => breakdownOf(other) === 'both');
  const apart = areCrossed ? others.filter((other) => !['sex', 'age'].includes(kindOf(other.cell))) : others;
  const largest = [...groupedBy(apart, (other) => kindOf(other.cell)).values()].flatMap((alike) =>
    alike.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, 1),
  );
  return [cell, ...largest.map((other) => other.cell)].map((of) => ({ of, sign: 1 as const }));
}
