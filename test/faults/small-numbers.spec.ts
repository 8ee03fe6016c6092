import { filled } from '@styrbord/steering/computed';
import type { StyrbordDocument } from '@styrbord/steering/document';
import { keptBack } from '@styrbord/steering/kept-back';
import { contains, parsePeriod, type Period } from '@styrbord/steering/period';
import { peopleOf } from '@styrbord/steering/small-numbers';
import { carryOut } from '@styrbord/steering/simulation/carried-out';
import type { Series } from '@styrbord/steering/series';
import { measureOf } from '@styrbord/steering/structure';
import { valueOf } from '@styrbord/steering/entry-value';
import { exactValue } from '@styrbord/steering/value';
import { figuresOf, type Reading } from '@styrbord/steering/views/figures';
import { Suppressions } from '@styrbord/steering/views/suppressions';
import { directionsOf, rangeAlong, rangeOf, type Equation } from './linear-program';
import { isLong, pick, SEED, seeded } from './seeded';

const TABLES = isLong ? 5_000 : 1_000;
/** Of each further form: larger tables, so fewer of them. */
const FURTHER = isLong ? 2_000 : 15;
const BELOW = 5;
const TODAY = '2026-11-23';
const STRETCHES = ['2022-01..2022-04', '2022-05..2022-08', '2022-09..2022-12'] as const;
const PARTS = STRETCHES.map((stretch) => ({ stretch, part: parsePeriod(stretch) as Period }));
/** Every stretch of whole tertials: whoever asks may ask for any. */
const PERIODS = ['2022-T1', '2022-T2', '2022-T3', '2022-01..2022-08', '2022-05..2022-12', '2022'].map(
  (name) => parsePeriod(name) as Period,
);

interface Whole {
  readonly cell: string;
  readonly parts: readonly string[];
}

/** One unknown of the attacker: so many of a cell, at a unit that reports, in a stretch; `side` 1: those it is not true of. */
interface Table {
  readonly document: Omit<StyrbordDocument, 'format'>;
  readonly kind: 'count' | 'share';
  /** Those that are reported. */
  readonly cells: readonly string[];
  /** What everybody knows to be a sum of what. */
  readonly wholes: readonly Whole[];
  /** People by unit, cell and stretch: [true of, not true of]. */
  readonly truth: ReadonlyMap<string, readonly [number, number]>;
  readonly leaves: readonly string[];
  readonly below: ReadonlyMap<string, readonly string[]>;
}

const BREAKDOWNS = [
  ['K', 'M'],
  ['40', '50', '60'],
] as const;

/** A region of two areas; centres report T and perhaps women and men, ages; some miss a part, some report to date. */
function tableOf(random: () => number): Table {
  const kind = pick(random, ['count', 'share'] as const);
  const breakdowns = BREAKDOWNS.filter(() => random() < 0.45);
  const cells = ['T', ...breakdowns.flat()];
  const toDate = kind === 'count' && random() < 0.4;
  const leaves = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, at) => `c${at}`);
  const areaOf = new Map(leaves.map((leaf) => [leaf, random() < 0.5 ? 'a' : 'b']));
  const truth = new Map<string, [number, number]>();
  const measurements: NonNullable<StyrbordDocument['measurements']>[number][] = [];
  for (const leaf of leaves) {
    const size = pick(random, [4, 9, 20, 60]);
    const draw = (): number => Math.floor(random() ** 2 * size);
    const reports = STRETCHES.filter((_, at) => at === 0 || random() < 0.85);
    const stretches = toDate ? STRETCHES.slice(0, reports.length) : reports;
    const untold = random() < 0.2 ? pick(random, cells.slice(1)) : undefined;
    for (const stretch of STRETCHES) {
      const parts = (breakdowns[0] ?? ['T']).map((): [number, number] => [draw(), kind === 'share' ? draw() : 0]);
      const total: [number, number] = [0, 1].map((side) => parts.reduce((sum, part) => sum + part[side as 0 | 1], 0)) as [number, number];
      truth.set(`${leaf} T ${stretch}`, total);
      breakdowns[0]?.forEach((cell, at) => truth.set(`${leaf} ${cell} ${stretch}`, parts[at]!));
      for (const breakdown of breakdowns.slice(1)) {
        const left = [...total];
        breakdown.forEach((cell, at) => {
          const part = left.map((count) => (at === breakdown.length - 1 ? count : Math.floor(random() * (count + 1)))) as [number, number];
          part.forEach((count, side) => (left[side]! -= count));
          truth.set(`${leaf} ${cell} ${stretch}`, part);
        });
      }
    }
    for (const cell of cells)
      stretches.forEach((stretch, at) => {
        if (cell === untold) return;
        const over = toDate ? STRETCHES.slice(0, at + 1) : [stretch];
        const [yes = 0, no = 0] = [0, 1].map((side) =>
          over.reduce((sum, each) => sum + truth.get(`${leaf} ${cell} ${each}`)![side as 0 | 1], 0),
        );
        const period = toDate ? `2022-01..${stretch.slice(9)}` : stretch;
        const figure = kind === 'count' ? { value: String(yes) } : { numerator: yes, denominator: yes + no };
        if (kind === 'count' || yes + no > 0) measurements.push({ measure: 'm', unit: leaf, cell, period, ...figure });
      });
  }
  const unit = (id: string, parent: string | null) => ({ id, name: { sv: id }, kind: 'unit', parent });
  return {
    kind,
    cells,
    wholes: breakdowns.map((parts) => ({ cell: 'T', parts })),
    truth,
    leaves,
    below: new Map([
      ['r', leaves],
      ...['a', 'b'].map((area) => [area, leaves.filter((leaf) => areaOf.get(leaf) === area)] as [string, string[]]),
      ...leaves.map((leaf) => [leaf, [leaf]] as [string, string[]]),
    ]),
    document: {
      units: [unit('r', null), unit('a', 'r'), unit('b', 'r'), ...leaves.map((leaf) => unit(leaf, areaOf.get(leaf) ?? 'a'))],
      measures: [{ id: 'm', name: { sv: 'm' }, kind, better: 'higher', cumulates: toDate, cells, suppressBelow: BELOW }],
      measurements,
    },
  };
}

type Form = 'women and men by age' | 'a population' | 'a reorganisation';

const SEXES = ['K', 'M'] as const;
const AGES = ['40', '50'] as const;
const CROSSED: readonly Whole[] = [
  { cell: 'T', parts: SEXES },
  { cell: 'T', parts: AGES },
  ...SEXES.map((sex) => ({ cell: sex, parts: AGES.map((age) => `${sex}/${age}`) })),
  ...AGES.map((age) => ({ cell: age, parts: SEXES.map((sex) => `${sex}/${age}`) })),
];

/**
 * Women and men by age, with some of their sums reported; or totals of some units alone; or two centres that merge in May, or one
 * that moves to the other area.
 */
function furtherTableOf(form: Form, random: () => number): Table {
  const kind = pick(random, ['count', 'share'] as const);
  const isCrossed = form === 'women and men by age';
  const wholes = isCrossed ? CROSSED : [{ cell: 'T', parts: SEXES }];
  const crossed = SEXES.flatMap((sex) => AGES.map((age) => `${sex}/${age}`));
  const cells = isCrossed ? ['T', ...(random() < 0.6 ? SEXES : []), ...(random() < 0.6 ? AGES : []), ...crossed] : ['T', ...SEXES];
  const merges = form === 'a reorganisation' && random() < 0.6;
  const first = Array.from({ length: 3 + Math.floor(random() * 2) }, (_, at) => `c${at}`);
  const leaves = merges ? [...first, 'merged'] : first;
  const areaOf = new Map(leaves.map((leaf) => [leaf, random() < 0.5 ? 'a' : 'b']));
  const isThere = (leaf: string, at: number): boolean => !merges || (leaf === 'merged' ? at > 0 : !['c0', 'c1'].includes(leaf) || at === 0);
  const truth = new Map<string, [number, number]>();
  const measurements: NonNullable<StyrbordDocument['measurements']>[number][] = [];
  for (const leaf of leaves) {
    const size = pick(random, [6, 14, 30, 80]);
    const draw = (): number => Math.floor(random() ** 2 * size);
    STRETCHES.forEach((stretch, at) => {
      if (!isThere(leaf, at)) return;
      const people = new Map<string, [number, number]>();
      const put = (cell: string, parts: readonly string[]): void =>
        void people.set(
          cell,
          [0, 1].map((side) => parts.reduce((sum, part) => sum + people.get(part)![side as 0 | 1], 0)) as [number, number],
        );
      for (const cell of isCrossed ? crossed : SEXES) people.set(cell, [draw(), kind === 'share' ? draw() : 0]);
      // Sums of the smallest first.
      for (const { cell, parts } of wholes.toReversed()) put(cell, parts);
      for (const [cell, counts] of people) truth.set(`${leaf} ${cell} ${stretch}`, counts);
      for (const cell of cells) {
        const [yes, no] = people.get(cell)!;
        const figure = kind === 'count' ? { value: String(yes) } : { numerator: yes, denominator: yes + no };
        if (kind === 'count' || yes + no > 0) measurements.push({ measure: 'm', unit: leaf, cell, period: stretch, ...figure });
      }
    });
  }
  const moved = form === 'a reorganisation' && !merges ? 'c0' : null;
  const placeOf = (leaf: string): string => (leaf === moved ? (areaOf.get(leaf) === 'a' ? 'b' : 'a') : (areaOf.get(leaf) ?? 'a'));
  const unit = (id: string, parent: string | null) => ({ id, name: { sv: id }, kind: 'unit', parent });
  const populations = ['own', 'private', ['a', 'c0']] as const;
  const measure = { id: 'm', name: { sv: 'm' }, kind, better: 'higher' as const, cells, suppressBelow: BELOW };
  return {
    kind,
    cells,
    wholes,
    truth,
    leaves,
    below: new Map([
      ['r', leaves],
      ...['a', 'b'].map((area) => [area, leaves.filter((leaf) => placeOf(leaf) === area)] as [string, string[]]),
      ...leaves.map((leaf) => [leaf, [leaf]] as [string, string[]]),
    ]),
    document: {
      units: [
        unit('r', null),
        unit('a', 'r'),
        unit('b', 'r'),
        ...leaves.map((leaf) => ({
          ...unit(leaf, areaOf.get(leaf) ?? 'a'),
          provider: form === 'a population' && random() < 0.5 ? ('private' as const) : ('own' as const),
        })),
      ],
      changes: [
        ...(merges ? [{ kind: 'merge' as const, units: ['c0', 'c1'], into: 'merged', on: '2022-05-01', bridge: 'sum' as const }] : []),
        ...(moved ? [{ kind: 'move' as const, unit: moved, parent: placeOf(moved), on: '2022-05-01' }] : []),
      ],
      measures: [form === 'a population' ? { ...measure, populationUnits: pick(random, populations) } : measure],
      measurements,
    },
  };
}

interface Told {
  readonly place: string;
  readonly people: readonly number[];
  /** Which unknowns it is a sum of. */
  readonly of: readonly string[];
}

/** Which unknowns the total of a unit, cell and period is a sum of; `ofParts`: the totals of its stretches together. */
type Makings = (unit: string, cell: string, period: Period) => { readonly ofTotal: readonly string[]; readonly ofParts: readonly string[] };

async function makingsIn(full: Reading, { cells, below }: Table): Promise<Makings> {
  const measure = measureOf(full.structure, 'm')!;
  const all = new Map<string, ReturnType<Makings>>();
  for (const [unit, leaves] of below) {
    const { computed } = await figuresOf(full, unit, measure);
    for (const cell of cells) {
      const countedIn = (of: Period): readonly string[] =>
        computed?.from === 'units'
          ? computed.partsAt(cell, of).flatMap((part) => (part.state === 'counted' ? [part.unit.id] : []))
          : leaves;
      const inStretch = PARTS.map(({ part }) => countedIn(part));
      for (const period of PERIODS) {
        const counted = countedIn(period);
        const within = PARTS.flatMap(({ stretch, part }, at) => (contains(period, part) ? [{ stretch, at }] : []));
        const namesOf = (leavesIn: (at: number) => readonly string[] | undefined): string[] =>
          within.flatMap(({ stretch, at }) => (leavesIn(at) ?? []).map((leaf) => `${leaf} ${cell} ${stretch}`));
        all.set(`${unit} ${cell} ${period.name}`, { ofTotal: namesOf(() => counted), ofParts: namesOf((at) => inStretch[at]) });
      }
    }
  }
  return (unit, cell, period) => all.get(`${unit} ${cell} ${period.name}`)!;
}

/** Every figure there is, as a sum of unknowns: what rows show, and the totals beside them. */
async function everything(reading: Reading, makings: Makings, { cells, below }: Table): Promise<Told[]> {
  const told: Told[] = [];
  const measure = measureOf(reading.structure, 'm')!;
  for (const unit of below.keys()) {
    const figures = await figuresOf(reading, unit, measure);
    const made = filled(figures, measure, null);
    for (const period of PERIODS) {
      for (const cell of cells) {
        const { ofTotal, ofParts } = makings(unit, cell, period);
        const total = figures.computed?.entryAt(cell, period) ?? null;
        // A total of the whole period, else what the totals of its parts come to.
        const ofRow = total ? ofTotal : ofParts;
        const recorded = exactValue(figures.series, measure, cell, period);
        const entry = figures.series.isHidden?.(cell, period) ? null : (figures.computed?.kept?.madeAt(cell, period) ?? total);
        const value = recorded ?? (entry && valueOf(entry, measure, period)) ?? exactValue(made, measure, cell, period);
        const shown = value && { value: value.exact?.toFixed() ?? null, numerator: value.numerator, denominator: value.denominator };
        for (const { figure, of } of [
          { figure: shown, of: ofRow },
          { figure: total, of: ofTotal },
        ]) {
          const people = figure && peopleOf(measure, figure);
          if (people) told.push({ place: `${unit} ${cell} ${period.name}`, people, of });
        }
      }
    }
  }
  return told;
}

/** What everybody knows besides: the cells of a breakdown make the total. */
function makingsOf({ cells, wholes, leaves, truth }: Table): { readonly unknowns: string[]; readonly sums: Equation[] } {
  const all = [...new Set([...cells, ...wholes.flatMap(({ cell, parts }) => [cell, ...parts])])];
  const unknowns = leaves.flatMap((leaf) => STRETCHES.flatMap((stretch) => all.map((cell) => `${leaf} ${cell} ${stretch}`)));
  const at = new Map(unknowns.map((name, place) => [name, place]));
  const sums = leaves.flatMap((leaf) =>
    STRETCHES.flatMap((stretch) =>
      wholes.map(({ cell, parts }) => {
        const of = unknowns.map(() => 0);
        for (const part of parts) of[at.get(`${leaf} ${part} ${stretch}`)!] = 1;
        of[at.get(`${leaf} ${cell} ${stretch}`)!] = -1;
        return { of, is: 0 };
      }),
    ),
  );
  // A unit that was not there had nobody.
  const absent = unknowns.flatMap((name, place) =>
    truth.has(name) ? [] : [{ of: unknowns.map((_, each) => Number(each === place)), is: 0 }],
  );
  return { unknowns, sums: [...sums, ...absent] };
}

/** Unknowns that follow from one equation alone are put in their place, and what is left is smaller. */
function narrowed(equations: readonly Equation[], width: number): { readonly known: Map<number, number>; readonly left: Equation[] } {
  const known = new Map<number, number>();
  let left = equations.map(({ of, is }) => ({ of: of.flatMap((count, at) => (count === 0 ? [] : [[at, count] as const])), is }));
  for (let size = -1; size < known.size;) {
    size = known.size;
    left = left.flatMap(({ of, is }) => {
      const open = of.filter(([at]) => !known.has(at));
      const rest = of.reduce((sum, [at, count]) => sum - count * (known.get(at) ?? 0), is);
      const [only] = open;
      if (!only) return [];
      // Of counts that sum to nobody, each is nobody.
      if (open.length === 1) known.set(only[0], rest / only[1]);
      else if (Math.abs(rest) < 1e-9 && open.every(([, count]) => count > 0)) for (const [at] of open) known.set(at, 0);
      else return [{ of: open, is: rest }];
      return [];
    });
  }
  return {
    known,
    left: left.map(({ of, is }) => {
      const row = Array.from({ length: width }, () => 0);
      for (const [at, count] of of) row[at] = count;
      return { of: row, is };
    }),
  };
}

interface Found {
  readonly hidden: number;
  readonly shown: number;
  readonly place: string;
  readonly width: number;
}

/**
 * How closely the attacker finds each hidden figure, the closest of all. What differs enough along a few directions from what is
 * true is not looked into further; all else is a linear program.
 */
function closest(table: Table, shown: readonly Told[], hidden: readonly Told[]): Pick<Found, 'place' | 'width'> {
  let found = { place: '', width: Infinity };
  for (const side of table.kind === 'share' ? [0, 1] : [0]) {
    const { unknowns, sums } = makingsOf(table);
    const at = new Map(unknowns.map((name, place) => [name, place]));
    const rowOf = (of: readonly string[]): number[] => {
      const row = unknowns.map(() => 0);
      for (const name of of) row[at.get(name)!]! += 1;
      return row;
    };
    const equations = [...sums, ...shown.map(({ people, of }) => ({ of: rowOf(of), is: people[side]! }))];
    const { known, left } = narrowed(equations, unknowns.length);
    const open = unknowns.map((_, place) => place).filter((place) => left.some(({ of }) => of[place] !== 0));
    const narrow = left.map((equation) => ({ of: open.map((each) => equation.of[each]!), is: equation.is }));
    const directions = directionsOf(narrow, open.length);
    const from = open.map((each) => table.truth.get(unknowns[each]!)![side as 0 | 1]);
    const unmet = narrow.filter(({ of, is }) => Math.abs(of.reduce((sum, count, each) => sum + count * from[each]!, -is)) > 1e-6);
    expect(unmet).toEqual([]);
    for (const { place, of } of hidden) {
      const whole = rowOf(of);
      // What nothing is known of can be anything.
      if (unknowns.some((_, each) => whole[each] !== 0 && !known.has(each) && !open.includes(each))) continue;
      const sum = open.map((each) => whole[each]!);
      if (rangeAlong(sum, directions, { from, enough: BELOW }) >= BELOW) continue;
      const { lowest, highest } = rangeOf(sum, narrow);
      if (highest - lowest < found.width) found = { place: `${place}, side ${side}`, width: highest - lowest };
    }
  }
  return found;
}

/** Hidden figures that are looked for in each table: the smallest, and others by chance. */
const SOUGHT = 3;

async function attacked(table: Table, shownBy: (full: Reading) => Reading, random: () => number): Promise<Found> {
  const { refusals, ...carried } = carryOut(table.document, TODAY);
  expect(refusals).toEqual([]);
  const measure = measureOf(carried.structure, 'm')!;
  // Those of the region hold all that is below it, and are made once.
  const totals = await carried.totals('r', measure);
  const full: Reading = { ...carried, totals: async () => totals };
  const makings = await makingsIn(full, table);
  const all = await everything(full, makings, table);
  const wrong = all.filter(({ people, of }) =>
    people.some((count, side) => of.reduce((sum, name) => sum + (table.truth.get(name)?.[side as 0 | 1] ?? 0), 0) !== count),
  );
  expect(wrong).toEqual([]);
  const reading = shownBy(full);
  const shown = await everything(reading, makings, table);
  const isHidden = new Map<string, Series['isHidden']>();
  for (const unit of table.below.keys()) isHidden.set(unit, (await figuresOf(reading, unit, measure)).series.isHidden);
  const hidden = all
    .filter(({ place }) => {
      const [unit = '', cell = '', period = ''] = place.split(' ');
      return isHidden.get(unit)?.(cell, parsePeriod(period) as Period);
    })
    .map((told) => ({ told, first: Math.min(...told.people) < BELOW && told.of.length === 1 ? random() : 1 + random() }))
    .toSorted((a, b) => a.first - b.first)
    .map(({ told }) => told);
  return { hidden: hidden.length, shown: shown.length, ...closest(table, shown, hidden.slice(0, SOUGHT)) };
}

describe('small numbers', () => {
  it(`are found by nobody to within ${BELOW}, whatever is put together of all that is shown: ${TABLES} tables, seed ${SEED}`, async () => {
    const random = seeded(SEED);
    let [hidden, shown] = [0, 0];
    for (let table = 0; table < TABLES; table++) {
      const found = await attacked(tableOf(random), (full) => new Suppressions(full.series).shown(full), random);
      hidden += found.hidden;
      shown += found.shown;
      expect([table, found.place, found.width >= BELOW - 1e-6]).toEqual([table, found.place, true]);
    }
    expect([hidden > TABLES, shown > TABLES]).toEqual([true, true]);
  }, 600_000);

  it.each(['women and men by age', 'a population', 'a reorganisation'] as const)(
    `nor where there is %s: ${FURTHER} tables, seed ${SEED}`,
    async (form) => {
      const random = seeded(SEED);
      let hidden = 0;
      for (let table = 0; table < FURTHER; table++) {
        const found = await attacked(furtherTableOf(form, random), (full) => new Suppressions(full.series).shown(full), random);
        hidden += found.hidden;
        expect([table, found.place, found.width >= BELOW - 1e-6]).toEqual([table, found.place, true]);
      }
      expect(hidden).toBeGreaterThan(FURTHER);
    },
    600_000,
  );

  it('are found where only the small ones themselves are hidden: the attack works', async () => {
    const random = seeded(SEED);
    let [broken, tables] = [0, 0];
    for (let table = 0; table < 40; table++) {
      const { hidden, width } = await attacked(
        tableOf(random),
        (full) => ({
          ...full,
          keep: async (figures, place) => keptBack(figures, place, { below: BELOW, isHidden: () => false }),
        }),
        random,
      );
      if (hidden === 0) continue;
      tables++;
      if (width < BELOW) broken++;
    }
    expect(broken).toBeGreaterThan(tables * 0.9);
  }, 120_000);
});
