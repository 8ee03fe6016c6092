import { seriesReading } from './series-reading';
import { filled } from './computed';
import type { DocumentMeasurement, StyrbordDocument } from './document';
import { evolveOrganisation } from './organisation';
import { measureOf } from './structure';
import { carryOut } from './simulation/carried-out';
import { scorecard } from './board';
import { figuresOf } from './views/figures';
import { inStructureOf } from './views/as-of';
import type { SeriesBreak } from './scorecard';

const at = (unit: string, parent: string | null, from?: string) => ({
  id: unit,
  name: { sv: unit.toUpperCase() },
  kind: 'unit',
  parent,
  ...(from ? { from } : {}),
});
const share = (unit: string, period: string, numerator: number, denominator: number) => ({
  measure: 'andel',
  unit,
  period,
  cell: 'T',
  numerator,
  denominator,
});
const count = (unit: string, period: string, value: number) => ({ measure: 'antal', unit, period, cell: 'T', value: String(value) });

/** `a` and `b` of area `x`, `c` of area `y`: merged, split or moved in May 2021. */
function given(changes: StyrbordDocument['changes'], measurements: readonly object[], units: readonly object[] = []) {
  const reading = carryOut(
    {
      units: [at('r', null), at('x', 'r'), at('y', 'r'), at('a', 'x'), at('b', 'x'), at('c', 'y'), ...units],
      measures: [
        { id: 'andel', name: { sv: 'Andel' }, kind: 'share', better: 'higher', cells: ['T'] },
        { id: 'antal', name: { sv: 'Antal' }, kind: 'count', better: 'higher', cells: ['T'] },
        { id: 'index', name: { sv: 'Index' }, kind: 'index', better: 'higher', cells: ['T'] },
      ],
      changes,
      measurements: measurements as readonly DocumentMeasurement[],
    } as unknown as StyrbordDocument,
    '2023-01-02',
  );
  return { ...reading, no: 1 };
}

type Given = ReturnType<typeof given>;

async function read(reading: Given, date: string | null, unit: string, measure = 'antal') {
  const knowing = date === null ? reading : inStructureOf(reading, date);
  const definition = measureOf(knowing.structure, measure)!;
  const series = filled(await figuresOf(knowing, unit, definition), definition, null);
  const told = seriesReading({ structure: knowing.structure, series, unit, measure: definition, cell: 'T', from: null, to: null }) as {
    points: readonly { period: string; value: string | null }[];
    breaks: readonly SeriesBreak[];
  };
  return {
    values: Object.fromEntries(told.points.map(({ period, value }) => [period, value])),
    breaks: told.breaks.map(({ kind, from, bridged }) => `${kind} ${from}${bridged ? '' : ' broken'}`),
    said: told.breaks.map(({ said }) => said.sv),
  };
}

const MERGED = [
  count('a', '2021-04', 3),
  count('b', '2021-04', 4),
  count('c', '2021-04', 9),
  count('ab', '2021-05', 8),
  count('c', '2021-05', 2),
];
const merge = (bridge: 'sum' | 'weighted' | 'none') => [
  { kind: 'merge' as const, units: ['a', 'b'], into: 'ab', on: '2021-05-01', decision: 'RS 12', bridge },
];
const NEW = [at('ab', 'x', '2021-05-01')];

describe('a merge', () => {
  it('goes on in the successor by its bridge, and says so', async () => {
    const reading = given(merge('sum'), MERGED, NEW);
    expect(reading.refusals).toEqual([]);
    expect(await read(reading, '2021-06-01', 'ab')).toEqual({
      values: { '2021-04': '7', '2021-05': '8' },
      breaks: ['merge 2021-05-01'],
      said: ['A och B slogs ihop till AB. Värdena är omräknade till strukturen 2021-06-01.'],
    });
    expect(await read(reading, null, 'ab')).toEqual({
      values: { '2021-05': '8' },
      breaks: ['merge 2021-05-01 broken'],
      said: ['A och B slogs ihop till AB.'],
    });
  });

  it('of shares is weighted by their denominators, whatever its bridge is called', async () => {
    const shares = [share('a', '2021-04', 1, 10), share('b', '2021-04', 30, 90), share('ab', '2021-05', 40, 100)];
    for (const bridge of ['sum', 'weighted'] as const)
      expect((await read(given(merge(bridge), shares, NEW), '2021-06-01', 'ab', 'andel')).values).toEqual({
        '2021-04': '31.0',
        '2021-05': '40.0',
      });
  });

  it('without a bridge begins the series anew, and is still in the total above', async () => {
    const reading = given(merge('none'), MERGED, NEW);
    expect(await read(reading, '2021-06-01', 'ab')).toMatchObject({ values: { '2021-05': '8' }, breaks: ['merge 2021-05-01 broken'] });
    expect((await read(reading, '2021-06-01', 'x')).values).toEqual({ '2021-04': '7', '2021-05': '8' });
  });

  it('ends the series of what was merged in the structure before it', async () => {
    const reading = given(merge('sum'), MERGED, NEW);
    expect(await read(reading, '2021-01-01', 'a')).toMatchObject({ values: { '2021-04': '3' }, breaks: ['merge 2021-05-01 broken'] });
    expect((await read(reading, '2021-01-01', 'x')).values).toEqual({ '2021-04': '7', '2021-05': '8' });
  });

  it('into a unit that was there counts what it had itself', async () => {
    const reading = given([{ ...merge('sum')[0]!, into: 'c' }], MERGED);
    expect((await read(reading, '2021-06-01', 'c')).values).toEqual({ '2021-04': '16', '2021-05': '2' });
    expect((await read(reading, '2021-01-01', 'c')).values).toEqual({ '2021-04': '9', '2021-05': '2' });
  });

  it('of values that no rule can put together breaks the series', async () => {
    const index = ['a', 'b'].map((unit) => ({ measure: 'index', unit, period: '2021-04', cell: 'T', value: '70' }));
    expect(await read(given(merge('sum'), index, NEW), '2021-06-01', 'ab', 'index')).toMatchObject({
      values: {},
      breaks: ['merge 2021-05-01 broken'],
    });
  });
});

describe('a split', () => {
  const split = { kind: 'split' as const, unit: 'a', into: ['a1', 'a2'], on: '2021-05-01', decision: 'RS 13', bridge: 'sum' as const };
  const parts = [at('a1', 'x', '2021-05-01'), at('a2', 'y')];
  const values = [count('a', '2021-04', 10), count('a1', '2021-05', 4), count('a2', '2021-05', 5)];

  it('goes on in what was split, in the structure before it; its parts begin anew', async () => {
    const reading = given([split], values, parts);
    expect(reading.refusals).toEqual([]);
    expect(await read(reading, '2021-01-01', 'a')).toMatchObject({
      values: { '2021-04': '10', '2021-05': '9' },
      breaks: ['split 2021-05-01'],
    });
    expect(await read(reading, '2022-01-01', 'a1')).toMatchObject({ values: { '2021-05': '4' }, breaks: ['split 2021-05-01 broken'] });
  });

  it('between areas counts what was not yet split in what holds both', async () => {
    const reading = given([split], values, parts);
    expect((await read(reading, '2022-01-01', 'x')).values).toEqual({ '2021-05': '4' });
    expect((await read(reading, '2022-01-01', 'r')).values).toEqual({ '2021-04': '10', '2021-05': '9' });
    expect((await read(reading, '2021-01-01', 'r')).values).toEqual({ '2021-04': '10', '2021-05': '9' });
  });
});

describe('a move', () => {
  const moved = [{ kind: 'move' as const, unit: 'a', parent: 'y', on: '2021-05-01', decision: 'RS 14' }];
  const values = ['2021-04', '2021-05'].flatMap((period) => [count('a', period, 1), count('b', period, 10), count('c', period, 100)]);

  it('takes the history along, or leaves it where it was, by the date', async () => {
    const reading = given(moved, values);
    expect(reading.refusals).toEqual([]);
    expect((await read(reading, '2021-01-01', 'x')).values).toEqual({ '2021-04': '11', '2021-05': '11' });
    expect(await read(reading, '2022-01-01', 'x')).toEqual({
      values: { '2021-04': '10', '2021-05': '10' },
      breaks: ['move 2021-05-01'],
      said: ['A flyttades från X till Y. Värdena är omräknade till strukturen 2022-01-01.'],
    });
    expect((await read(reading, '2022-01-01', 'y')).values).toEqual({ '2021-04': '101', '2021-05': '101' });
  });

  it('takes the place of what an area recorded of other units, which else stays with its break', async () => {
    const own = [count('x', '2021-04', 12), count('x', '2021-05', 10)];
    const reading = given(moved, [...values, ...own]);
    expect((await read(reading, '2021-01-01', 'x')).values).toEqual({ '2021-04': '12', '2021-05': '11' });
    expect((await read(reading, '2022-01-01', 'x')).values).toEqual({ '2021-04': '10', '2021-05': '10' });
    expect(await read(given(moved, own), '2022-01-01', 'x')).toMatchObject({
      values: { '2021-04': '12', '2021-05': '10' },
      breaks: ['move 2021-05-01 broken'],
    });
  });

  it('counts an area that alone has values once, though its units have moved', async () => {
    const reading = given(moved, [count('x', '2021-04', 12), count('a', '2021-04', 1)]);
    for (const date of ['2021-01-01', '2022-01-01']) expect((await read(reading, date, 'r')).values).toEqual({ '2021-04': '1' });
  });
});

describe('the structure of a date', () => {
  it('has the class, name and parent of that day', () => {
    const reading = carryOut(
      {
        units: [
          at('r', null),
          { ...at('a', 'r', '2020-01-01'), provider: 'own' },
          { ...at('a', 'r', '2021-05-01'), name: { sv: 'Alfa' }, provider: 'private' },
        ],
      } as never,
      '2023-01-02',
    );
    const unit = (date: string) => inStructureOf({ ...reading, no: 1 }, date).structure.organisation.units['a'];
    expect(unit('2021-04-30')).toMatchObject({ provider: 'own', names: [{ name: { sv: 'A' } }] });
    expect(unit('2021-05-01')).toMatchObject({ provider: 'private', names: [{ name: { sv: 'Alfa' } }] });
  });

  it('says on a board where its unit is not there', () => {
    const reading = given(merge('sum'), MERGED, NEW);
    const board = (unit: string, date: string) => {
      const { structure } = inStructureOf(reading, date);
      return scorecard(structure, structure.organisation.units[unit]!, { name: '2021-05', from: 0, to: 0 }, () => null, {
        ledger: 'l',
        no: 1,
        at: null,
      }).structure;
    };
    expect(board('ab', '2021-04-30')?.said?.sv).toBe('AB fanns inte än 2021-04-30; enheten bildades 2021-05-01.');
    expect(board('a', '2021-05-01')?.said?.sv).toBe('A fanns inte längre 2021-05-01; enheten upphörde 2021-05-01.');
    expect(board('x', '2021-05-01')).toEqual({ at: '2021-05-01', said: null, breaks: [] });
  });

  it('is sound where a ledger holds moves that lead in a circle on some date', async () => {
    const moves = [
      ['x', 'y', '2020-01-01'],
      ['x', 'r', '2022-01-01'],
      ['y', 'x', '2021-01-01'],
    ] as const;
    const { structure, ...others } = given([], [count('a', '2021-04', 3), count('c', '2021-04', 4)]);
    const organisation = moves.reduce(
      (all, [unit, parent, from]) => evolveOrganisation(all, { type: 'unit-moved', data: { unit, parent, before: null, from } }, 99),
      structure.organisation,
    );
    const reading = { ...others, structure: { ...structure, organisation } };
    expect((await read(reading, '2021-06-01', 'x')).values).toEqual({ '2021-04': '3' });
    expect((await read(reading, '2021-06-01', 'y')).values).toEqual({ '2021-04': '7' });
  });
});
