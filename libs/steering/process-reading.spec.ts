import { entry, KNOWN, SHARE, structureOf } from '../../test/one-measure';
import { decideFollowUp } from './follow-up';
import type { RenewLimits } from './limits-renewal';
import { completeMeasure, type MeasureGiven } from './measure';
import { parsePeriod, period as periodOf, type Period } from './period';
import { processBehaviour } from './process-behaviour';
import { lineText } from './process-reading';
import { valuesForProcess } from './process-series';
import { readRow, row } from './row';
import type { Row } from './scorecard';
import { EMPTY_SERIES, evolveSeries, knownAt, type Entry, type Series } from './series';
import { seriesReading } from './series-reading';
import { why } from './why';

const JANUARY_2020 = 2020 * 12;
const seriesOf = (cells: Readonly<Record<string, Readonly<Record<string, string>>>>): Series => ({
  ...EMPTY_SERIES,
  cells: Object.fromEntries(
    Object.entries(cells).map(([cell, values]) => [
      cell,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [entry(value)]])),
    ]),
  ),
});
/** Months from January 2020 on. */
const monthly = (values: readonly number[]): Record<string, string> =>
  Object.fromEntries(values.map((value, at) => [periodOf(JANUARY_2020 + at, JANUARY_2020 + at).name, String(value)]));

interface Told {
  readonly measure?: Partial<MeasureGiven>;
  readonly target?: string;
  readonly period?: string;
}

const asked = (series: Series, { measure = {}, target, period = '2022' }: Told = {}) => {
  const defined = completeMeasure({ ...SHARE, ...measure });
  return { structure: structureOf([defined], target ?? null), series, unit: 'u', measure: defined, period: parsePeriod(period) as Period };
};
const rowOf = (values: readonly number[], told: Told = {}): Row =>
  row(asked(seriesOf({ T: monthly(values) }), { period: periodOf(JANUARY_2020, JANUARY_2020 + values.length - 1).name, ...told }));

/** Twelve months of mean 70 with steps of 2: limits 64.68 … 75.32. */
const CALM = [69, 71, 69, 71, 69, 71, 69, 71, 69, 71, 69, 71];
const RISING = [66, 67, 68, 69, 70, 71, 72];

describe('the values a process is read from', () => {
  const valuesOf = (cells: Parameters<typeof seriesOf>[0], given: Partial<MeasureGiven> = {}, to = '2022-12'): string[] =>
    valuesForProcess({
      series: seriesOf(cells),
      measure: completeMeasure({ ...SHARE, kind: 'count', rhythm: null, ...given }),
      cell: 'T',
      to: parsePeriod(to)?.to ?? 0,
    }).map(({ period, value, differenced }) => `${period.name} ${value}${differenced ? ' differenced' : ''}`);

  it('are those of the length there are most of: never a year beside its months', () => {
    expect(valuesOf({ T: { '2021': '10', '2021-01': '1', '2021-02': '2', '2021-T1': '4' } })).toEqual(['2021-01 1', '2021-02 2']);
  });
  it('are of the measure’s rhythm where there are two', () => {
    const both = { '2020': '9', '2021': '10', '2021-01': '1', '2021-02': '2', '2021-03': '3' };
    expect(valuesOf({ T: both }, { rhythm: 'year' })).toEqual(['2020 9', '2021 10']);
  });
  it('do not overlap, though they are of one length', () => {
    expect(valuesOf({ T: { '2021-01..2021-02': '1', '2021-02..2021-03': '2', '2021-03..2021-04': '3' } })).toEqual([
      '2021-01..2021-02 1',
      '2021-03..2021-04 3',
    ]);
  });
  it('are what each part added, where the measure cumulates over the year', () => {
    const toDate = { '2020-T1': '10', '2020-01..2020-08': '25', '2020': '31', '2021-T1': '12.5', '2021-01..2021-08': '20' };
    expect(valuesOf({ T: toDate }, { cumulates: true, rhythm: 'tertial' })).toEqual([
      '2020-T1 10',
      '2020-T2 15 differenced',
      '2020-T3 6 differenced',
      '2021-T1 12.5',
      '2021-T2 7.5 differenced',
    ]);
  });
  it('that are missing in between make a longer part, which is none of them', () => {
    const toDate = { '2020-01': '1', '2020-01..2020-02': '3', '2020-T1': '9', '2020-01..2020-05': '10' };
    expect(valuesOf({ T: toDate }, { cumulates: true, rhythm: 'month' })).toEqual([
      '2020-01 1',
      '2020-02 2 differenced',
      '2020-05 1 differenced',
    ]);
  });
  it('are not differenced where a part was recorded by itself', () => {
    const toDate = { '2020-01': '1', '2020-01..2020-02': '3', '2020-02': '5' };
    expect(valuesOf({ T: toDate }, { cumulates: true, rhythm: 'month' })).toEqual(['2020-01 1', '2020-02 5']);
  });
  it('are quotients to the same digits, whether a cell’s own or made of its parts', () => {
    const share = completeMeasure({ ...SHARE, cells: ['K', 'M'] });
    const ratio = (numerator: number, denominator: number): Entry => ({ ...entry(''), value: null, numerator, denominator });
    const cells = { T: { '2021-01': [ratio(2, 3)] }, K: { '2021-02': [ratio(1, 1)] }, M: { '2021-02': [ratio(3, 5)] } };
    const values = valuesForProcess({ series: { ...EMPTY_SERIES, cells }, measure: share, cell: 'T', to: 99_999 });
    expect(values.map(({ value }) => value)).toEqual(Array(2).fill(`66.${'6'.repeat(39)}7`));
  });
  it('are a total made of its parts, and end where one looks', () => {
    const parts = { K: { '2021-01': '1', '2021-02': '2', '2021-03': '9' }, M: { '2021-01': '3', '2021-02': '4' } };
    expect(valuesOf(parts, { cells: ['K', 'M'] })).toEqual(['2021-01 4', '2021-02 6']);
    expect(valuesOf(parts, { cells: ['K', 'M'] }, '2021-01')).toEqual(['2021-01 4']);
  });
});

describe('under five values', () => {
  it('no rule can name a point, whatever they are', () => {
    const random = seededSteps();
    for (let at = 0; at < 5_000; at++) {
      const values = Array.from({ length: 2 + (at % 3) }, () => String(random()));
      const read = processBehaviour({ values, better: 'higher', target: null, segments: [], baselinePoints: 12, screen: at % 2 === 0 });
      expect(read.points.every(({ cause }) => cause === 'none')).toBe(true);
    }
  });
  it('and of five one can', () => {
    const values = ['1', '1', '1', '1', '9'];
    const read = processBehaviour({ values, better: 'higher', target: null, segments: [], baselinePoints: 12, screen: false });
    expect(read.points[4]?.cause).toBe('above');
  });
});

/** Whole numbers, most of them equal, now and then far away. */
function seededSteps(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 3 === 0 ? (state % 1_000) ** 2 : state % 4;
  };
}

describe('the second lamp of a row', () => {
  it('tells the latest value up to the period asked for, with its limits and its rule', () => {
    expect(rowOf([...CALM, 90]).process).toEqual({
      cell: 'T',
      variation: 'improvement',
      toward: 'high',
      assurance: null,
      cause: 'above',
      trial: false,
      reason: null,
      period: '2021-01',
      points: 13,
      mean: '70.00',
      lower: '64.68',
      upper: '75.32',
      rule: 'xmr-1',
    });
    expect(rowOf([...CALM, 90], { period: '2020' }).process).toMatchObject({ variation: 'common-cause', period: '2020-12', points: 12 });
  });
  it('stands in each cell too', () => {
    const read = row(
      asked(seriesOf({ K: monthly([...CALM, 90]), M: monthly([...CALM, 50]) }), { measure: { cells: ['K', 'M'] }, period: '2021-01' }),
    );
    expect([read.cells['K']?.process?.variation, read.cells['M']?.process?.variation]).toEqual(['improvement', 'concern']);
  });
  it('is never blank: too few values, none in the period, none at all, no figures, new limits', () => {
    expect(rowOf([69, 71, 69, 71]).process).toMatchObject({ variation: null, reason: 'too-few-values', points: 4, lower: null });
    expect(rowOf([69, 71, 69, 71, 69]).process).toMatchObject({ variation: 'common-cause', reason: null, trial: true });
    expect(rowOf(CALM, { period: '2022-01' }).process).toMatchObject({ variation: null, reason: 'none-in-period', period: '2020-12' });
    expect(row(asked(EMPTY_SERIES)).process).toMatchObject({ variation: null, reason: 'no-values', period: null, points: 0 });
    expect(rowOf(CALM, { measure: { kind: 'text' } }).process).toMatchObject({ variation: null, reason: 'no-figures' });
    expect(row(asked(EMPTY_SERIES)).cells['T']?.process).toBeNull();
  });
  it('has new limits from the first value wholly after a changed definition', () => {
    const first = completeMeasure(SHARE);
    const second = completeMeasure({ ...SHARE, definition: { sv: 'Ny' }, from: '2020-12-15' });
    const given = { ...asked(seriesOf({ T: monthly([...CALM, 90, 91, 90, 91]) }), { period: '2021-T1' }), measure: second };
    const read = row({ ...given, structure: structureOf([first, second], null) });
    expect(read.process).toMatchObject({ variation: null, reason: 'new-limits', points: 4 });
  });
  it('keeps the limits of nearly equal values unscreened, since screening would leave nothing', () => {
    const falls = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
    expect(rowOf(falls, { measure: { kind: 'count', better: 'lower' } }).process).toMatchObject({
      variation: 'common-cause',
      mean: '0.08',
    });
  });
  it('says no variation of equal values', () => {
    expect(rowOf(CALM.map(() => 70)).process).toMatchObject({ variation: 'no-variation', lower: '70.00', upper: '70.00' });
  });
  it('takes the baseline and the screening of the measure', () => {
    const read = rowOf([...CALM, 90], { measure: { process: { baselinePoints: null, screen: false } } });
    expect(read.process).toMatchObject({ variation: 'improvement', mean: '71.54' });
  });
  it('is neutral where nothing says which way is better', () => {
    expect(rowOf([...CALM, 90], { measure: { better: 'neutral' } }).process).toMatchObject({ variation: 'neutral', toward: 'high' });
  });
});

describe('assurance of a row', () => {
  const assured = (target: string, told: Told = {}) => rowOf(CALM, { target, ...told }).process.assurance;
  it('holds a level target against the limits', () => {
    expect([assured('70 %'), assured('80 %'), assured('60 %')]).toEqual(['hit-and-miss', 'consistently-failing', 'consistently-passing']);
  });
  it('is not told of other targets, of differences, nor of sums in another time', () => {
    expect([assured('60–80 %'), assured('öka'), rowOf(CALM).process.assurance]).toEqual([null, null, null]);
    const count: Partial<MeasureGiven> = { kind: 'count', better: 'lower' };
    expect([assured('70', { measure: { ...count, rhythm: 'tertial' } }), assured('70', { measure: count })]).toEqual([
      null,
      'hit-and-miss',
    ]);
  });
});

describe('where the two lamps contradict', () => {
  const contradiction = (values: readonly number[], told: Told) => {
    const read = rowOf(values, told);
    return [read.verdict.result, read.contradiction?.kind ?? null, read.attention[0] ?? null];
  };
  const month = (values: readonly number[]): Told => ({
    period: periodOf(JANUARY_2020 + values.length - 1, JANUARY_2020 + values.length - 1).name,
  });

  it('met but worsening', () => {
    const values = [...CALM, ...RISING.toReversed()];
    expect(contradiction(values, { target: '60 %', ...month(values) })).toEqual(['met', 'met-but-worsening', 'met-but-worsening']);
    expect(rowOf(values, { target: '60 %', ...month(values) }).contradiction?.said).toEqual({
      sv: 'Målet nås, men utvecklingen går åt fel håll: minst sju värden i rad sjunker.',
      en: 'The target is met, but the trend is the wrong way: at least seven values in a row fall.',
    });
  });
  it('missed but improving', () => {
    const values = [...CALM, ...RISING];
    expect(contradiction(values, { target: '90 %', ...month(values) })).toEqual(['missed', 'missed-but-improving', 'missed-but-improving']);
  });
  it('met by chance, told of sound limits only', () => {
    expect(contradiction(CALM, { target: '70 %', period: '2020-12' })).toEqual(['met', 'met-by-chance', 'met-by-chance']);
    expect(rowOf(CALM, { target: '70 %', period: '2020-12' }).contradiction?.said.sv).toBe(
      'Målet nås den här gången, men ligger inom den vanliga variationen (64,68 till 75,32\u00a0%): det kunde lika gärna ha missats.',
    );
    expect(contradiction(CALM.slice(0, 10), { target: '70 %', period: '2020-10' })).toEqual(['met', null, null]);
  });
  it('none between the process of one cell and the verdict of another', () => {
    const cells = { K: monthly([...CALM, ...RISING]), M: monthly([...CALM, ...CALM.slice(0, 7)]) };
    const read = row(asked(seriesOf(cells), { measure: { cells: ['K', 'M'] }, target: '71,5 %', period: '2021-07' }));
    expect([read.verdict.result, read.process.variation, read.contradiction]).toEqual(['missed', 'improvement', null]);
  });
  it('none where both say the same', () => {
    const values = [...CALM, ...RISING];
    expect(contradiction(values, { target: '60 %', ...month(values) })).toEqual(['met', null, null]);
    expect(contradiction(CALM, { target: '80 %', period: '2020-12' })).toEqual(['missed', null, 'missed']);
  });
});

describe('new limits', () => {
  const LOWER = [61, 59, 61, 59, 61, 59, 61, 59];
  const place = { measure: 'm', unit: 'u', cell: 'T', from: '2021-01' } as const;
  const given = { measure: completeMeasure(SHARE), unit: { closedOn: null }, breaks: [], today: '2022-05-02' };
  const decided = (series: Series, command: Partial<RenewLimits> = {}) =>
    decideFollowUp({ type: 'RenewLimits', ...place, reason: 'Ny bemanning från januari', ...command }, { series, targets: [] }, given);
  const shifted = seriesOf({ T: monthly([...CALM, ...LOWER]) });
  const renewed = (series: Series, kind: 'limits-renewed' | 'limits-withdrawn', no: number): Series =>
    evolveSeries(
      series,
      kind === 'limits-renewed' ? { type: kind, data: { ...place, grounds: null } } : { type: kind, data: place },
      { ...KNOWN, no },
      'Ny bemanning',
    );

  it('are proposed where a shift lasts, after enough values, and on its grounds', () => {
    const read = (values: readonly number[]) => {
      const { structure, series, unit, measure } = asked(seriesOf({ T: monthly(values) }));
      return seriesReading({ structure, series, unit, measure, cell: 'T', from: null, to: null }) as { process: { proposal: unknown } };
    };
    expect(read([...CALM, ...LOWER]).process.proposal).toEqual({ from: '2021-01', grounds: { side: 'below', points: 8, mean: '70.00' } });
    expect(read([...CALM, ...LOWER.slice(0, 6)]).process.proposal).toBeNull();
    expect(read([...CALM, ...LOWER, 71]).process.proposal).toBeNull();
    expect(read([69, 71, 69, 71, ...LOWER]).process.proposal).toBeNull();
  });
  it('are approved with a reason, on the grounds of the proposal', () => {
    expect(decided(shifted)).toEqual([
      {
        type: 'limits-renewed',
        data: { ...place, grounds: { side: 'below', points: 8, mean: '70.00' } },
        reason: 'Ny bemanning från januari',
      },
    ]);
    expect(decided(shifted, { from: '2020-11' })).toMatchObject([{ data: { from: '2020-11', grounds: null } }]);
  });
  it('are refused without a reason, elsewhere than at a value, at the first one, and for a cell the measure lacks', () => {
    expect(decided(shifted, { reason: ' ' })).toMatchObject({ refused: 'limits-reason-required', pointer: '/reason' });
    expect(decided(shifted, { from: '2023-01' })).toMatchObject({ refused: 'limits-from-unknown', pointer: '/from' });
    expect(decided(shifted, { from: '2020-01' })).toMatchObject({ refused: 'limits-from-unknown' });
    expect(decided(shifted, { from: 'snart' })).toMatchObject({ refused: 'period-malformed' });
    expect(decided(shifted, { cell: 'K' })).toMatchObject({ refused: 'cell-unknown' });
    expect(decided(shifted, { type: 'WithdrawLimits' })).toMatchObject({ refused: 'limits-not-renewed' });
  });
  it('approved twice are approved once, and are there to be withdrawn', () => {
    const once = renewed(shifted, 'limits-renewed', 2);
    expect(decided(once)).toEqual([]);
    expect(decided(once, { type: 'WithdrawLimits', reason: 'Fel enhet' })).toEqual([
      { type: 'limits-withdrawn', data: place, reason: 'Fel enhet' },
    ]);
    expect(decided(renewed(once, 'limits-withdrawn', 3))).toHaveLength(1);
  });
  it('hold in the lamp, in why and in what was known, until they are withdrawn', () => {
    const told = { period: '2021-08' };
    const once = renewed(shifted, 'limits-renewed', 2);
    const withdrawn = renewed(once, 'limits-withdrawn', 3);
    expect(row(asked(shifted, told)).process).toMatchObject({ variation: 'concern', mean: '70.00' });
    expect(row(asked(once, told)).process).toMatchObject({ variation: 'common-cause', mean: '60.00', points: 8, trial: true });
    expect(row(asked(withdrawn, told)).process).toEqual(row(asked(shifted, told)).process);
    expect(row(asked(knownAt(withdrawn, 2), told)).process).toEqual(row(asked(once, told)).process);
    const lines = (series: Series) => why(asked(series, told), 'T')?.process.lines.map(({ sv }) => sv);
    expect(lines(shifted)).toContain('Nya gränser föreslås från 2021-01: 8 värden i rad under medelvärdet 70,00.');
    expect(lines(once)).toContain('Nya gränser från 2021-01, godkända: Ny bemanning – händelse 2:0.');
    expect(lines(once)?.some((line) => line.includes('föreslås'))).toBe(false);
  });
});

describe('why and series', () => {
  it('why says the limits, what they were made of, each value and the rule that named it', () => {
    const told = why(asked(seriesOf({ T: monthly([...CALM, 90]) }), { target: '70 %', period: '2021-01' }), 'T')?.process;
    expect(told?.sentence.sv).toBe('Variationen till och med 2021-01: förbättring, för det senaste värdet ligger över den övre gränsen.');
    expect(told?.lines.map(({ sv }) => sv)).toEqual([
      'Medelvärde 70,00, gränser 64,68 till 75,32: medelvärdet ± 2,66 gånger det genomsnittliga steget mellan två värden.',
      'Gränserna är gjorda av 12 värden från 2020-01.',
      'Mål 70. Målet ligger inom gränserna: om det nås eller missas en enskild gång avgör slumpen.',
    ]);
    expect(told?.points.at(-1)).toEqual({ period: '2021-01', value: '90.0', cause: 'above' });
    expect(why(asked(EMPTY_SERIES), 'T')?.process).toMatchObject({ sentence: { sv: 'Det finns inga värden.' }, lines: [], points: [] });
  });
  it('a series has lines and causes at its values; what was made of differences stands beside', () => {
    const toDate = { '2020-T1': '10', '2020-01..2020-08': '25', '2020': '31' };
    const { structure, series, unit, measure } = asked(seriesOf({ T: toDate }), {
      measure: { kind: 'count', cumulates: true, rhythm: 'tertial' },
    });
    const read = seriesReading({ structure, series, unit, measure, cell: 'T', from: null, to: null });
    expect(read).toMatchObject({
      points: [
        { period: '2020-T1', segment: 0, mean: '10.33' },
        { period: '2020-01..2020-08', segment: null, limits: null },
        { period: '2020' },
      ],
      process: {
        telling: false,
        points: [{ period: '2020-T1' }, { period: '2020-T2', value: '15.0', differenced: true }, { period: '2020-T3' }],
      },
      variation: null,
    });
  });
  it('a line is said without an exponent, and without minus zero', () => {
    expect([lineText(1e-9, completeMeasure(SHARE)), lineText(-1e-9, completeMeasure(SHARE))]).toEqual(['0.00', '0.00']);
  });
  it('the reading of a row keeps what its lamp was made of', () => {
    const { cells } = readRow(asked(seriesOf({ T: monthly(CALM) }), { period: '2020' }));
    expect(cells[0]?.process.values).toHaveLength(12);
  });
});
