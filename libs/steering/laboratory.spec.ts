import { entry, KNOWN, SHARE, structureOf } from '../../test/one-measure';
import { suppose, tryOut, type Supposition, type Tried } from './laboratory';
import { completeMeasure, type MeasureGiven } from './measure';
import { period as periodOf } from './period';
import { row } from './row';
import { EMPTY_SERIES, type Series } from './series';

const JANUARY_2020 = 2020 * 12;
const monthly = (values: readonly number[]): Series => ({
  ...EMPTY_SERIES,
  cells: {
    T: Object.fromEntries(values.map((value, at) => [periodOf(JANUARY_2020 + at, JANUARY_2020 + at).name, [entry(String(value))]])),
  },
});

function triesOf(target: string, given: Partial<MeasureGiven> = {}) {
  const measure = completeMeasure({ ...SHARE, ...given });
  return { structure: structureOf([measure], target), unit: 'u', measure, cell: 'T' };
}

/** Thirteen months around 80, then one of 90. */
const VALUES = [79, 81, 79, 81, 79, 81, 79, 81, 79, 81, 79, 81, 80, 90];
const TRIES = triesOf('minst 80 %');
const FIGURES = { series: monthly(VALUES), computed: null };

function tried(supposition: Supposition, tries = TRIES, figures = FIGURES): Tried {
  const supposed = suppose(supposition, tries);
  if ('refused' in supposed) throw new Error(supposed.refused);
  return tryOut(tries, supposed, { really: figures, otherwise: figures });
}
const refusal = (supposition: Supposition, tries = TRIES): unknown => {
  const supposed = suppose(supposition, tries);
  return 'refused' in supposed ? [supposed.refused, supposed.pointer] : null;
};
const periodsThat = ({ periods }: Tried): Record<string, readonly string[]> =>
  Object.fromEntries(periods.filter(({ differs }) => differs.length > 0).map(({ period, differs }) => [period, differs]));

describe('a supposition tried on history', () => {
  it('that supposes nothing differs nowhere, and says of each period what its row says', () => {
    const { periods, counts } = tried({});
    expect(periods.flatMap(({ differs }) => differs)).toEqual([]);
    expect(counts.really).toEqual(counts.supposed);
    for (const { period, really } of periods) {
      const at = JANUARY_2020 + Number(period.slice(0, 4) === '2021') * 12 + Number(period.slice(5)) - 1;
      const shown = row({ ...TRIES, ...FIGURES, period: periodOf(at, at) });
      expect([really.verdict, really.process]).toEqual([shown.verdict, shown.process]);
    }
    expect(periods).toHaveLength(VALUES.length);
  });

  it('of another target brings the periods first whose verdict it turns, the newest before', () => {
    const told = tried({ target: 'minst 81 %' });
    expect(Object.keys(periodsThat(told))).toEqual(['2021-01']);
    expect(told.periods[0]).toMatchObject({
      period: '2021-01',
      really: { verdict: { result: 'met' } },
      supposed: { verdict: { result: 'missed' } },
    });
    expect([told.counts.really, told.counts.supposed]).toEqual([
      { met: 8, near: 0, missed: 6, none: 0 },
      { met: 7, near: 0, missed: 7, none: 0 },
    ]);
    expect(told.said.target).toEqual({ sv: 'minst 81\u00a0%', en: 'at least 81\u00a0%' });
    const both = tried({ target: 'minst 79 %' });
    expect(both.periods.slice(0, 6).map(({ period }) => period)).toEqual([
      '2020-11',
      '2020-09',
      '2020-07',
      '2020-05',
      '2020-03',
      '2020-01',
    ]);
  });

  it('of no target has none of the units above either', () => {
    expect(tried({ target: 'saknas' }).counts.supposed).toEqual({ met: 0, near: 0, missed: 0, none: 14 });
  });

  it('of a tolerance makes what was missed by less of it nearly met', () => {
    expect(tried({ tolerance: '1' }).counts.supposed).toEqual({ met: 8, near: 6, missed: 0, none: 0 });
    expect(tried({ tolerance: '0.9' }).counts.supposed).toEqual({ met: 8, near: 0, missed: 6, none: 0 });
  });

  it('of another reference holds a direction, and change, against that', () => {
    const figures = { series: monthly([...VALUES.slice(0, 12), 80, 80]), computed: null };
    const against = (reference?: string): unknown =>
      tried(reference === undefined ? {} : { reference }, triesOf('öka'), figures)
        .periods.filter(({ period }) => period === '2021-02')
        .map(({ supposed: { reference: held, verdict } }) => [held?.period, held?.value, verdict.result]);
    expect(against()).toEqual([['2020-02', '81', 'missed']]);
    expect(against('2020-01')).toEqual([['2020-01', '79', 'met']]);
    expect(against('senaste mätning')).toEqual([['2021-01', '80', 'missed']]);
    const levels = tried({ reference: '2020-02' }, TRIES, figures).periods.find(({ period }) => period === '2021-02');
    expect([levels?.supposed.change?.reference.period, levels?.supposed.verdict.result]).toEqual(['2020-02', 'met']);
  });

  it('of other limits names other special causes, and moves no verdict', () => {
    const whole = tried({ baselinePoints: null });
    expect(whole.periods[0]).toMatchObject({ period: '2021-02', really: { process: { variation: 'improvement', cause: 'above' } } });
    const anew = tried({ limitsFrom: ['2020-10'] });
    expect(periodsThat(anew)['2021-02']).toEqual(['variation']);
    expect(anew.counts.really).toEqual(anew.counts.supposed);
    const approved = {
      ...FIGURES.series,
      limits: [{ kind: 'renewed', cell: 'T', from: '2020-10', grounds: null, reason: 'Nytt', ...KNOWN } as const],
    };
    expect(Object.keys(periodsThat(tried({ limitsFrom: [] }, TRIES, { series: approved, computed: null })))).toContain('2021-02');
  });

  it('is refused with the member that does not fit', () => {
    expect(refusal({ target: 'kanske' })).toEqual(['target-not-read', '/target']);
    expect(refusal({ tolerance: '-1' })).toEqual(['tolerance-malformed', '/tolerance']);
    expect(refusal({ reference: 'förr' })).toEqual(['reference-not-read', '/reference']);
    expect(refusal({ formula: 'weighted(a: 1, b: 1)' })).toEqual(['not-derived', '/formula']);
    expect(refusal({ limitsFrom: ['2022-13'] })).toEqual(['period-malformed', '/limitsFrom']);
    const derived = triesOf('minst 80 %', { formula: 'a * b' });
    expect(refusal({ formula: 'weighted(a: 0, b: 0)' }, derived)).toEqual(['weights-sum-to-nothing', '/formula']);
    expect(refusal({ formula: 'm * m' }, derived)).toEqual(['formula-cyclic', '/formula']);
  });

  it('reads the newest periods of a long history, and says how many it left out', () => {
    const long = tried({}, TRIES, { series: monthly(Array.from({ length: 130 }, (_, at) => 70 + (at % 7))), computed: null });
    expect([long.periods.length, long.earlier, long.periods[0]?.period]).toEqual([120, 10, '2030-10']);
  });
});
