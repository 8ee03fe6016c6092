import { itemsOf, type StyrbordDocument } from './document';
import { parsePeriod, type Period } from './period';
import type { Cell, Row } from './scorecard';
import { rowWithCompanions } from './board';
import { decideAll, initialState, type StreamState } from './steering';
import { carryOut, type CarriedOut } from './simulation/carried-out';
import { measureOf } from './structure';
import { why } from './why';
import { figuresOf, totalsFrom, type Reading } from './views/figures';

const TODAY = '2026-11-23';
const AT = '2026-11-23T08:00:00.000Z';

/** A region with a division of two areas; an area has two centres, one of them private. */
const UNITS: StyrbordDocument['units'] = [
  { id: 'region', name: { sv: 'Regionen' }, kind: 'region' },
  { id: 'nara', name: { sv: 'Nära' }, kind: 'division', parent: 'region' },
  { id: 'norr', name: { sv: 'Norr' }, kind: 'operational-area', parent: 'nara' },
  { id: 'soder', name: { sv: 'Söder' }, kind: 'operational-area', parent: 'nara' },
  { id: 'hc-1', name: { sv: 'Björken' }, kind: 'health-centre', parent: 'norr' },
  { id: 'hc-2', name: { sv: 'Eken' }, kind: 'health-centre', parent: 'norr', provider: 'private' },
  { id: 'hc-3', name: { sv: 'Granen' }, kind: 'health-centre', parent: 'soder' },
];

type Measurements = NonNullable<StyrbordDocument['measurements']>;
type MeasureGiven = NonNullable<StyrbordDocument['measures']>[number];

const quotient = (unit: string, numerator: number, denominator: number, period = '2022-T1', measure = 'andel'): Measurements[number] => ({
  measure,
  unit,
  period,
  numerator,
  denominator,
});
const figure = (unit: string, value: string, period = '2022-T1', measure = 'antal'): Measurements[number] => ({
  measure,
  unit,
  period,
  value,
});

const SHARE: MeasureGiven = { id: 'andel', name: { sv: 'Andel' }, kind: 'share', decimals: 1, better: 'higher' };
const COUNT: MeasureGiven = { id: 'antal', name: { sv: 'Antal' }, kind: 'count', better: 'higher' };

const carriedOut = (document: Omit<StyrbordDocument, 'format'>): CarriedOut => carryOut({ units: UNITS, ...document }, TODAY);

async function rowAt(reading: Reading, unit: string, measure: string, period = '2022-T1'): Promise<Row> {
  const definition = measureOf(reading.structure, measure)!;
  const figures = await figuresOf(reading, unit, definition);
  return rowWithCompanions(reading.structure, () => figures, { unit, measure, period: parsePeriod(period) as Period })!;
}

async function cellAt(reading: Reading, unit: string, measure: string, period = '2022-T1', cell = 'T'): Promise<Cell> {
  return (await rowAt(reading, unit, measure, period)).cells[cell]!;
}

async function whyAt(reading: Reading, unit: string, id: string, period = '2022-T1') {
  const measure = measureOf(reading.structure, id)!;
  const asked = {
    structure: reading.structure,
    ...(await figuresOf(reading, unit, measure)),
    unit,
    measure,
    period: parsePeriod(period) as Period,
  };
  return why(asked, 'T')!;
}

describe('totals over units', () => {
  it('make a share of sums, never of shares, through every level', async () => {
    const reading = carriedOut({
      measures: [SHARE],
      measurements: [quotient('hc-1', 1, 2), quotient('hc-2', 90, 100), quotient('hc-3', 9, 98)],
    });
    for (const unit of ['nara', 'region'])
      expect(await cellAt(reading, unit, 'andel')).toMatchObject({
        outcome: { value: '50.0', numerator: 100, denominator: 200, derived: true, origins: [{ index: 0 }] },
        total: { value: '50.0', units: 3, of: 3, difference: null, said: { sv: '3 av 3 enheter', en: '3 of 3 units' } },
      });
    expect((await cellAt(reading, 'hc-1', 'andel')).total).toBeNull();
  });

  it('are judged, compared with last year and told beyond chance as recorded values are', async () => {
    const years = [2020, 2021, 2022].flatMap((year) => ['T1', 'T2', 'T3'].map((part) => `${year}-${part}`));
    const reading = carriedOut({
      measures: [{ ...SHARE, rhythm: 'tertial' }],
      targets: [{ measure: 'andel', unit: 'region', text: '70 %', period: '2022' }],
      measurements: years.flatMap((period, at) => [quotient('hc-1', 50 + at, 100, period), quotient('hc-3', 90, 100, period)]),
    });
    const row = await rowAt(reading, 'region', 'andel', '2022-T3');
    expect(row).toMatchObject({ verdict: { result: 'met' }, process: { points: 9 } });
    expect(row.cells['T']).toMatchObject({ outcome: { value: '74.0' }, change: { reference: { value: '72.5', period: '2021-T3' } } });
    expect(row.trail).toHaveLength(9);
  });

  it('are made of own units, of private ones, or of a named group', async () => {
    const measurements = [quotient('hc-1', 10, 100), quotient('hc-2', 90, 100), quotient('hc-3', 50, 100)];
    const valueOf = async (populationUnits: string | string[]) =>
      (await cellAt(carriedOut({ measures: [{ ...SHARE, populationUnits }], measurements }), 'region', 'andel')).total?.value;
    expect([await valueOf('own'), await valueOf('private'), await valueOf(['norr']), await valueOf(['hc-2', 'soder'])]).toEqual([
      '30.0',
      '90.0',
      '50.0',
      '70.0',
    ]);
    expect(carriedOut({ measures: [{ ...SHARE, populationUnits: ['hc-9'] }] }).refusals).toEqual([
      '/measures/0/populationUnits population-unknown',
    ]);
  });

  it('say which units they lack, and how much of the denominator is there', async () => {
    const reading = carriedOut({
      measures: [SHARE],
      measurements: [quotient('hc-1', 10, 100), quotient('hc-2', 180, 290), quotient('hc-3', 5, 10, '2021-T3')],
    });
    expect((await cellAt(reading, 'region', 'andel')).total).toMatchObject({
      units: 2,
      of: 3,
      denominatorPercent: '97',
      said: { sv: '2 av 3 enheter, 97 % av nämnaren' },
    });
    expect((await cellAt(reading, 'region', 'andel')).outcome?.status).toBe('preliminary');
    expect((await cellAt(reading, 'norr', 'andel')).outcome?.status).toBe('final');
    const { inputs, arithmetic } = await whyAt(reading, 'region', 'andel');
    expect(inputs.filter(({ role }) => role === 'unit')).toMatchObject([
      { label: { sv: 'Björken' }, value: '10/100', event: { no: expect.any(Number) as number }, of: { unit: 'hc-1', measure: 'andel' } },
      { label: { sv: 'Eken' }, value: '180/290' },
      { label: { sv: 'Granen (saknas)' }, value: null, event: null },
    ]);
    expect(arithmetic.map(({ sv }) => sv)).toEqual(['190 / 390 = 48,7 %', '2 av 3 enheter, 97 % av nämnaren']);
  });

  it('do not count a share without its denominator, and say so', async () => {
    const reading = carriedOut({
      measures: [SHARE],
      measurements: [quotient('hc-1', 10, 100), { measure: 'andel', unit: 'hc-2', period: '2022-T1', value: '90' }],
    });
    expect((await cellAt(reading, 'region', 'andel')).total).toMatchObject({
      value: '10.0',
      units: 1,
      of: 2,
      withoutDenominator: 1,
      denominatorPercent: null,
    });
    const none = carriedOut({ measures: [SHARE], measurements: [{ measure: 'andel', unit: 'hc-2', period: '2022-T1', value: '90' }] });
    expect(await cellAt(none, 'region', 'andel')).toMatchObject({
      outcome: null,
      verdict: { result: 'none', reason: 'no-target', also: ['no-value'] },
      total: { value: null, said: { sv: '0 av 1 enhet, 1 utan nämnare' } },
    });
  });

  it('keep a recorded total beside the computed one, and bring a difference to the top once every unit is in', async () => {
    const measurements = [figure('nara', '105'), figure('hc-1', '40'), figure('hc-2', '60')];
    const whole = carriedOut({ measures: [COUNT], measurements });
    expect(await cellAt(whole, 'nara', 'antal')).toMatchObject({
      outcome: { value: '105', derived: false },
      total: { value: '100', difference: '5' },
    });
    expect((await rowAt(whole, 'nara', 'antal')).attention).toContain('differs-from-computed');
    // The region is made of the centres, not of what the division says of them.
    expect((await cellAt(whole, 'region', 'antal')).outcome).toMatchObject({ value: '100', derived: true });
    expect((await whyAt(whole, 'nara', 'antal')).arithmetic.map(({ sv }) => sv)).toContain('Redovisat 105, beräknat 100: skillnad 5');
    const lacking = carriedOut({ measures: [COUNT], measurements: [...measurements, figure('hc-3', '5', '2021-T3')] });
    expect((await rowAt(lacking, 'nara', 'antal')).attention).not.toContain('differs-from-computed');
    const same = carriedOut({
      measures: [SHARE],
      measurements: [{ ...quotient('nara', 1, 3), value: '33.3' }, quotient('hc-1', 1, 2), quotient('hc-2', 0, 1)],
    });
    expect((await cellAt(same, 'nara', 'andel')).total).toMatchObject({ value: '33.3', difference: null });
  });

  it('take what a unit in between recorded where no unit below it has a value', async () => {
    const reading = carriedOut({ measures: [COUNT], measurements: [figure('norr', '70'), figure('hc-3', '30')] });
    expect((await cellAt(reading, 'region', 'antal')).total).toMatchObject({ value: '100', units: 2, of: 2 });
  });

  it('are none of a mean of means, nor of an index', async () => {
    for (const measure of [
      { ...COUNT, overUnits: 'mean' },
      { ...COUNT, overUnits: 'none' },
      { ...COUNT, kind: 'index' },
    ] as MeasureGiven[])
      expect(await cellAt(carriedOut({ measures: [measure], measurements: [figure('hc-1', '40')] }), 'region', 'antal')).toMatchObject({
        outcome: null,
        total: null,
      });
  });

  it('count a merged unit until its closing and its successor from then on, also where both have a value', async () => {
    const reading = carriedOut({
      measures: [COUNT],
      measurements: [figure('hc-1', '10', '2021-T3'), figure('hc-1', '11'), figure('hc-2', '20', '2021-T3'), figure('hc-3', '31')],
    });
    const { organisation } = reading.structure;
    const closed = Object.fromEntries(
      Object.entries(organisation.units).map(([id, unit]) => [
        id,
        id === 'hc-1' || id === 'hc-2' ? { ...unit, closedOn: '2022-01-01' } : unit,
      ]),
    );
    const later = { ...organisation, units: closed };
    const merged: Reading = {
      ...reading,
      structure: { ...reading.structure, organisation: later },
      totals: (unit, measure) => totalsFrom(later, reading.series, { unit, measure }),
    };
    expect((await cellAt(merged, 'region', 'antal', '2021-T3')).total).toMatchObject({ value: '30', closed: 0 });
    expect((await cellAt(merged, 'region', 'antal')).total).toMatchObject({
      value: '31',
      units: 1,
      of: 1,
      closed: 1,
      said: { sv: '1 av 1 enhet, 1 stängd räknas inte' },
    });
  });
});

describe('values over time', () => {
  const months = (unit: string, values: readonly (number | null)[]): Measurements =>
    values.flatMap((value, at) => (value === null ? [] : [figure(unit, String(value), `2022-${String(at + 1).padStart(2, '0')}`)]));

  it('make a quarter, tertial, half-year and year of months, and say what is not complete', async () => {
    const reading = carriedOut({ measures: [COUNT], measurements: months('hc-1', [1, 2, 3, 4, 5, 6, 7]) });
    const valueIn = async (period: string) => (await cellAt(reading, 'hc-1', 'antal', period)).outcome?.value;
    expect([await valueIn('2022-Q1'), await valueIn('2022-T1'), await valueIn('2022-H1')]).toEqual(['6', '10', '21']);
    expect((await cellAt(reading, 'hc-1', 'antal', '2022-Q1')).partly).toBeNull();
    expect((await cellAt(reading, 'hc-1', 'antal', '2022-Q3')).partly).toEqual({
      months: 1,
      of: 3,
      value: '7',
      said: { sv: '1 av 3 månader, hittills 7', en: '1 of 3 months, so far 7' },
    });
    expect((await cellAt(reading, 'hc-1', 'antal', '2022')).partly).toMatchObject({ months: 7, of: 12, value: '28' });
    expect((await whyAt(reading, 'hc-1', 'antal', '2022')).arithmetic.map(({ sv }) => sv)).toContain(
      'Perioden är inte komplett: 7 av 12 månader, hittills 28',
    );
  });

  it('take a part of the year from what a cumulating measure had come to, never less than nothing', async () => {
    const cumulating: MeasureGiven = { ...COUNT, cumulates: true };
    const measurements = [figure('hc-1', '40'), figure('hc-1', '100', '2022-01..2022-08'), figure('hc-1', '90', '2022')];
    const reading = carriedOut({ measures: [cumulating], measurements });
    expect((await cellAt(reading, 'hc-1', 'antal', '2022-T2')).outcome).toMatchObject({ value: '60', derived: true });
    expect((await cellAt(reading, 'hc-1', 'antal', '2022-T3')).outcome).toBeNull();
  });

  it('weigh a mean by months, and make none of an unfinished one', async () => {
    const mean: MeasureGiven = { ...COUNT, kind: 'index', overTime: 'mean', overUnits: 'none' };
    const reading = carriedOut({ measures: [mean], measurements: [figure('hc-1', '10', '2022-Q1'), figure('hc-1', '50', '2022-04')] });
    expect((await cellAt(reading, 'hc-1', 'antal')).outcome?.value).toBe('20.0');
  });
});

describe('derived measures', () => {
  const operand = (id: string, name: string, more: Partial<MeasureGiven> = {}): MeasureGiven => ({
    ...SHARE,
    id,
    name: { sv: name },
    decimals: 0,
    ...more,
  });
  const derived = (formula: string, more: Partial<MeasureGiven> = {}): MeasureGiven => ({
    ...SHARE,
    id: 'd',
    name: { sv: 'Både och' },
    decimals: 0,
    formula,
    ...more,
  });
  const [A, B] = [operand('a-b', 'Kontakt samma dag'), operand('b', 'Bedömda inom tre dagar')];
  const at = (measure: string, value: string, unit = 'hc-1'): Measurements[number] => ({ measure, unit, period: '2022-T1', value });

  it('say how they come about: 47 % × 90 % = 42 %', async () => {
    const reading = carriedOut({
      measures: [derived('a-b * b'), A, B],
      targets: [{ measure: 'd', unit: 'region', text: '50 %', period: '2022' }],
      measurements: [at('a-b', '47'), at('b', '90')],
    });
    expect(reading.refusals).toEqual([]);
    expect(await cellAt(reading, 'hc-1', 'd')).toMatchObject({
      outcome: { value: '42', derived: true },
      verdict: { result: 'missed' },
      derivation: { fault: null, said: { sv: '47\u00a0% × 90\u00a0% = 42\u00a0%' } },
    });
    const { inputs, formula } = await whyAt(reading, 'hc-1', 'd');
    expect(formula).toEqual({ sv: 'a-b * b', en: 'a-b * b' });
    expect(inputs.filter(({ role }) => role === 'operand')).toMatchObject([
      { label: { sv: 'Kontakt samma dag' }, value: '47', period: '2022-T1', of: { unit: 'hc-1', measure: 'a-b' } },
      { label: { sv: 'Bedömda inom tre dagar' }, value: '90' },
    ]);
  });

  it('are made of totals where units are many: a product of sums, not a mean of products', async () => {
    const reading = carriedOut({
      measures: [A, B, derived('a-b * b')],
      measurements: [
        quotient('hc-1', 1, 2, '2022-T1', 'a-b'),
        quotient('hc-3', 3, 6, '2022-T1', 'a-b'),
        quotient('hc-1', 8, 10, '2022-T1', 'b'),
      ],
    });
    expect((await cellAt(reading, 'region', 'd')).outcome?.value).toBe('40');
  });

  it.each([
    ['a-b / b', ['40', '80'], '50'],
    ['a-b - b', ['90', '47'], '43'],
    ['sum(a-b, b)', ['30', '20'], '50'],
    ['weighted(a-b: 0.25, b: 0.75)', ['80', '60'], '65'],
  ])('%s of %j is %s', async (formula, [a, b], expected) => {
    const reading = carriedOut({ measures: [A, B, derived(formula)], measurements: [at('a-b', a!), at('b', b!)] });
    expect((await cellAt(reading, 'hc-1', 'd')).outcome?.value).toBe(expected);
  });

  it('renormalise weights over what is there, and say so', async () => {
    const reading = carriedOut({ measures: [A, B, derived('weighted(a-b: 0.25, b: 0.25)')], measurements: [at('b', '60')] });
    expect((await cellAt(reading, 'hc-1', 'd')).derivation).toMatchObject({
      value: '60',
      said: { sv: '60\u00a0% (vikt 100 %) = 60\u00a0%; Kontakt samma dag saknas, och vikterna är omräknade på det som finns' },
    });
  });

  it.each([
    ['a missing input is named', 'a-b * b', [at('a-b', '47')], 'inputs-missing', 'Kan inte räknas, saknas: Bedömda inom tre dagar.'],
    [
      'a division by zero',
      'a-b / b',
      [at('a-b', '47'), at('b', '0')],
      'division-by-zero',
      'Kan inte räknas, nämnaren är noll: Bedömda inom tre dagar.',
    ],
    [
      'weights of what is there that sum to nothing',
      'weighted(a-b: 1, b: 0)',
      [at('b', '60')],
      'weights-sum-to-nothing',
      'Kan inte räknas, vikterna för det som finns är noll.',
    ],
    [
      'a share above all of it',
      'sum(a-b, b)',
      [at('a-b', '60'), at('b', '60')],
      'share-out-of-range',
      'Kan inte räknas, en andel kan inte ligga utanför 0–100 %.',
    ],
  ] as const)('answer %s, never with a blank', async (_, formula, measurements, fault, said) => {
    const reading = carriedOut({ measures: [A, B, derived(formula)], measurements });
    expect(await cellAt(reading, 'hc-1', 'd')).toMatchObject({
      outcome: null,
      verdict: { result: 'none', reason: 'no-target', also: ['no-value'] },
      derivation: { fault, said: { sv: said } },
    });
  });

  it('answer a count below zero', async () => {
    const [a, b] = [COUNT, { ...COUNT, id: 'b' }];
    const reading = carriedOut({
      measures: [a, b, { ...COUNT, id: 'd', formula: 'antal - b' }],
      measurements: [at('antal', '1'), at('b', '2')],
    });
    expect((await cellAt(reading, 'hc-1', 'd')).derivation?.fault).toBe('negative-count');
  });

  it.each([
    ['what is no formula', [A, derived('a-b ** b')], 'formula-malformed'],
    ['an unknown measure', [A, derived('a-b * c')], 'measure-unknown'],
    ['itself', [A, derived('a-b * d')], 'formula-cyclic'],
    ['weights that weigh nothing', [A, B, derived('weighted(a-b: 0, b: 0)')], 'weights-sum-to-nothing'],
    ['a text', [A, operand('b', 'Text', { kind: 'text' }), derived('a-b * b')], 'formula-of-text'],
  ])('refuse %s', (_, measures, refused) => {
    expect(carriedOut({ measures }).refusals).toEqual([`/measures/${measures.length - 1}/formula ${refused}`]);
  });

  it('refuse a cycle over several measures, also when it is closed by a new version', () => {
    const [first, second] = [derived('a-b * b'), derived('d * b', { id: 'e' })];
    expect(carriedOut({ measures: [A, B, first, second] }).refusals).toEqual([]);
    expect(carriedOut({ measures: [A, B, { ...first, formula: 'e * b' }, second] }).refusals).toEqual([
      '/measures/3/formula measure-unknown',
      '/measures/2/formula measure-unknown',
    ]);
    const changed = carriedOut({ measures: [A, B, first, second] });
    const states = (stream: string): StreamState =>
      stream.startsWith('measure/')
        ? { of: 'measure', state: changed.structure.measures.get(stream.slice('measure/'.length)) ?? { versions: [] } }
        : initialState(stream);
    const items = itemsOf({ format: 'styrbord/1', measures: [{ ...first, formula: 'e * b' }] }, TODAY);
    expect(decideAll(items, states, TODAY, AT)[0]?.result).toMatchObject({ refused: 'formula-cyclic' });
  });

  it('survive a cycle that an earlier version let through', async () => {
    const reading = carriedOut({ measures: [A, B, derived('a-b * b')], measurements: [at('a-b', '47')] });
    const cyclic = { ...measureOf(reading.structure, 'b')!, formula: 'd * a-b' };
    const measures = new Map(reading.structure.measures).set('b', { versions: [{ measure: cyclic, version: 1, no: 1, index: 0, at: AT }] });
    expect((await cellAt({ ...reading, structure: { ...reading.structure, measures } }, 'hc-1', 'd')).derivation).toMatchObject({
      fault: 'formula-cyclic',
      said: { sv: 'Kan inte räknas, formeln leder tillbaka till sig själv.' },
    });
  });
});
