import type { StyrbordDocument } from './document';
import { parsePeriod, type Period } from './period';
import { judgeRow, row } from './row';
import type { Row } from './scorecard';
import { carryOut } from './simulation/carried-out';
import { measureOf } from './structure';
import { figuresOf } from './views/figures';
import { Suppressions } from './views/suppressions';

type Measurement = NonNullable<StyrbordDocument['measurements']>[number];

const unit = (id: string, parent: string | null) => ({ id, name: { sv: id }, kind: 'unit', parent });
const count = (of: string, value: number, { cell = 'T', period = '2022-T1' } = {}): Measurement => ({
  measure: 'm',
  unit: of,
  cell,
  period,
  value: String(value),
});

/** What a viewer's row says in each cell: the value, or why there is none. */
async function shown(
  measurements: readonly Measurement[],
  { at, period = '2022-T1', measure = {} }: { at: string; period?: string; measure?: object },
): Promise<Record<string, string>> {
  const reading = carryOut(
    {
      units: [unit('r', null), unit('a', 'r'), unit('b', 'r'), unit('c', 'r')],
      measures: [{ id: 'm', name: { sv: 'm' }, kind: 'count', cells: ['T', 'K', 'M'], suppressBelow: 5, ...measure }],
      measurements,
    },
    '2026-11-23',
  );
  expect(reading.refusals).toEqual([]);
  const viewers = new Suppressions(reading.series).shown(reading);
  const definition = measureOf(reading.structure, 'm')!;
  const asked = {
    structure: reading.structure,
    ...(await figuresOf(viewers, at, definition)),
    unit: at,
    measure: definition,
    period: parsePeriod(period) as Period,
  };
  const read: Row = row(asked);
  expect(judgeRow(asked).verdict).toEqual(read.verdict);
  return Object.fromEntries(
    Object.entries(read.cells).map(([cell, { outcome, verdict }]) => [cell, outcome?.value ?? verdict.reason ?? '']),
  );
}

describe('small numbers', () => {
  it('are hidden from one to under the threshold; nobody is not', async () => {
    const told = async (value: number) => (await shown([count('a', value)], { at: 'a', measure: { cells: ['T'] } }))['T'];
    expect([await told(0), await told(1), await told(4), await told(5)]).toEqual(['0', 'suppressed', 'suppressed', '5']);
  });

  it('of a share are those it is true of, and those it is not', async () => {
    const told = async (numerator: number, denominator: number) =>
      (
        await shown([{ measure: 'm', unit: 'a', period: '2022-T1', numerator, denominator }], {
          at: 'a',
          measure: { kind: 'share', decimals: 0, cells: ['T'] },
        })
      )['T'];
    expect([await told(3, 100), await told(97, 100), await told(0, 100), await told(50, 100), await told(2, 4)]).toEqual([
      'suppressed',
      'suppressed',
      '0',
      '50',
      'suppressed',
    ]);
  });

  it('hide the women where T less the women would be the men, also where the men were never told', async () => {
    const all = [count('a', 43), count('a', 40, { cell: 'K' }), count('a', 3, { cell: 'M' })];
    expect(await shown(all, { at: 'a' })).toEqual({ T: '43', K: 'suppressed', M: 'suppressed' });
    expect(await shown(all.slice(0, 2), { at: 'a' })).toMatchObject({ T: '43', K: 'suppressed' });
  });

  it('hide a sibling, so that the parent can be shown; where all siblings are small, the parent is hidden', async () => {
    const measure = { cells: ['T'] };
    const large = [count('a', 3), count('b', 20), count('c', 90)];
    expect([
      await shown(large, { at: 'a', measure }),
      await shown(large, { at: 'b', measure }),
      await shown(large, { at: 'c', measure }),
    ]).toEqual([{ T: 'suppressed' }, { T: 'suppressed' }, { T: '90' }]);
    expect(await shown(large, { at: 'r', measure })).toEqual({ T: '113' });
    const small = [count('a', 3), count('b', 4), count('c', 2)];
    expect(await shown(small, { at: 'r', measure })).toEqual({ T: 'suppressed' });
  });

  it('hide another tertial, so that the year can be shown and the year less its tertials gives nothing', async () => {
    const measure = { cells: ['T'] };
    const year = [count('a', 3, { period: '2022-T1' }), count('a', 20, { period: '2022-T2' }), count('a', 30, { period: '2022-T3' })];
    const of = async (period: string) => (await shown(year, { at: 'a', period, measure }))['T'];
    expect([await of('2022-T1'), await of('2022-T2'), await of('2022-T3'), await of('2022')]).toEqual([
      'suppressed',
      'suppressed',
      '30',
      '53',
    ]);
  });

  it('of what came between two figures to date are small numbers too', async () => {
    const measure = { cells: ['T'], cumulates: true };
    const toDate = [count('a', 50, { period: '2022-T1' }), count('a', 52, { period: '2022-01..2022-08' })];
    const of = async (period: string) => (await shown(toDate, { at: 'a', period, measure }))['T'];
    expect([await of('2022-T1'), await of('2022-T2'), await of('2022-01..2022-08')]).toEqual(['suppressed', 'suppressed', '52']);
  });

  it('never leave a blank, nor call suppressed what nobody reported', async () => {
    expect(await shown([count('a', 3, { cell: 'M' })], { at: 'b' })).toEqual({ T: 'not-reported', K: 'not-reported', M: 'not-reported' });
    expect(await shown([count('a', 3)], { at: 'a', period: '2022', measure: { cells: ['T'] } })).toEqual({ T: 'suppressed' });
  });

  it('of an age are hidden among its women or its men too, here and at the partner: their sum would tell it', async () => {
    const crossed = { a: { 'K/40': 4, 'K/50': 12, 'M/40': 0, 'M/50': 14 }, b: { 'K/40': 30, 'K/50': 10, 'M/40': 5, 'M/50': 10 } };
    const cells = ['T', 'K', 'M', '40', '50', 'K/40', 'K/50', 'M/40', 'M/50'];
    const isPart = (cell: string, part: string): boolean => cell === 'T' || part.split('/').includes(cell) || cell === part;
    const measurements = Object.entries(crossed).flatMap(([of, parts]) =>
      cells.map((cell) =>
        count(
          of,
          Object.entries(parts).reduce((sum, [part, value]) => sum + (isPart(cell, part) ? value : 0), 0),
          { cell },
        ),
      ),
    );
    for (const at of ['a', 'b']) {
      const told = await shown(measurements, { at, measure: { cells } });
      expect([at, told['40']]).toEqual([at, 'suppressed']);
      for (const whole of ['K', 'M', '40', '50'].filter((cell) => told[cell] === 'suppressed')) {
        const parts = cells.filter((cell) => cell.includes('/') && isPart(whole, cell)).map((cell) => told[cell]);
        expect([at, whole, parts]).toEqual([at, whole, expect.arrayContaining(['suppressed'])]);
      }
    }
  });
});
