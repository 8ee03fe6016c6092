import { rowsOf } from '@styrbord/steering/board';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { LiveReader } from './live-reader';

const PERIOD = '2022-T1';
const unit = (id: string, sv: string, parent: string | null, provider = 'own') => ({ id, name: { sv }, kind: 'unit', parent, provider });
const share = (id: string, sv: string, more: object = {}) => ({ id, name: { sv }, kind: 'share', decimals: 0, better: 'higher', ...more });
const value = (measure: string, of: string, numerator: number, denominator: number, period = PERIOD) => ({
  measure,
  unit: of,
  period,
  numerator,
  denominator,
});

/** A division with two centres, one of them private, and a derived measure. */
const DOCUMENT = {
  format: 'styrbord/1',
  units: [
    unit('reg', 'Regionen', null),
    unit('div', 'Divisionen', 'reg'),
    unit('hc-1', 'Björken', 'div'),
    unit('hc-2', 'Eken', 'div', 'private'),
  ],
  measures: [
    share('bada', 'Samma dag och inom tre dagar', { formula: 'samma-dag * tre-dagar' }),
    share('samma-dag', 'Kontakt samma dag'),
    share('tre-dagar', 'Bedömda inom tre dagar', { populationUnits: 'own' }),
  ],
  plans: [
    {
      id: 'plan',
      unit: 'reg',
      period: '2022',
      perspectives: [
        {
          id: 'p',
          name: { sv: 'P' },
          goals: [
            {
              id: 'g',
              name: { sv: 'G' },
              factors: [{ id: 'f', name: { sv: 'F' }, measures: ['bada', 'samma-dag', 'tre-dagar'].map((measure) => ({ measure })) }],
            },
          ],
        },
      ],
    },
  ],
  targets: [{ measure: 'bada', unit: 'reg', text: '50 %', period: '2022' }],
  measurements: [
    value('samma-dag', 'hc-1', 40, 100),
    value('samma-dag', 'hc-2', 150, 300, '2021-T3'),
    value('tre-dagar', 'hc-1', 90, 100),
    value('tre-dagar', 'hc-2', 10, 100),
    { ...value('samma-dag', 'div', 190, 400), value: '47.5' },
  ],
};

describe('values that are made of others', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    expect((await operator.send('POST', '/documents', DOCUMENT)).status).toBe(200);
  }, 60_000);
  afterAll(() => product?.stop());

  const rowOf = async (of: string, measure: string, query = ''): Promise<Row> => {
    const { body } = await operator.get(`/scorecards/${of}?period=${PERIOD}&minNo=${await operator.head()}${query}`);
    return rowsOf((body as unknown as Scorecard).perspectives).find(({ id }) => id === measure) as Row;
  };

  it('stand on the board with their coverage, beside what was recorded, and by population', async () => {
    expect((await rowOf('reg', 'samma-dag')).cells['T']).toMatchObject({
      outcome: { value: '40', derived: true },
      total: { units: 1, of: 2, denominatorPercent: '25', said: { sv: '1 av 2 enheter, 25 % av nämnaren' } },
    });
    expect((await rowOf('reg', 'tre-dagar')).cells['T']?.total).toMatchObject({ value: '90', units: 1, of: 1 });
    expect((await rowOf('div', 'samma-dag')).cells['T']).toMatchObject({
      outcome: { value: '47.5', derived: false },
      total: { value: '40', difference: '7.5' },
    });
    const derived = await rowOf('reg', 'bada');
    expect(derived.verdict.result).toBe('missed');
    expect(derived.cells['T']?.derivation).toMatchObject({ value: '36', said: { sv: '40\u00a0% × 90\u00a0% = 36\u00a0%' } });
  });

  it('are asked why down to the events of the units, and listed as a series', async () => {
    const why = await operator.get(`/scorecards/reg/why?measure=samma-dag&period=${PERIOD}`);
    const inputs = why.body['inputs'] as {
      role: string;
      label: { sv: string };
      value: string | null;
      event: object | null;
      of: object | null;
    }[];
    expect(inputs.filter(({ role }) => role === 'unit')).toMatchObject([
      { label: { sv: 'Björken' }, value: '40/100', event: { type: 'measurement-recorded' }, of: { unit: 'hc-1', measure: 'samma-dag' } },
      { label: { sv: 'Eken (saknas)' }, value: null, event: null },
    ]);
    const series = await operator.get('/measures/samma-dag/series?unit=reg');
    expect(series.body['points']).toMatchObject([
      { period: '2021-T3', value: '50', numerator: 150, denominator: 300, derived: true },
      { period: PERIOD, value: '40', derived: true },
    ]);
  });

  it('move on every open board above when one unit reports, and are what they were as known before', async () => {
    const before = await operator.head();
    const live = new LiveReader(product, `/scorecards/reg/live?period=${PERIOD}`);
    while (live.rows.size === 0) await new Promise((turn) => setTimeout(turn, 20));
    await operator.send('POST', '/measurements', value('samma-dag', 'hc-2', 150, 300));
    while (live.rows.get('samma-dag')?.cells['T']?.outcome?.value !== '48') await new Promise((turn) => setTimeout(turn, 20));
    while (live.rows.get('bada')?.cells['T']?.outcome?.value !== '43') await new Promise((turn) => setTimeout(turn, 20));
    await live.stop();
    expect((await rowOf('reg', 'samma-dag')).cells['T']?.total).toMatchObject({ value: '48', units: 2, of: 2 });
    expect((await rowOf('reg', 'samma-dag', `&knownAt=${before}`)).cells['T']?.total).toMatchObject({ value: '40', units: 1, of: 2 });
    const division = await rowOf('div', 'samma-dag');
    expect(division.attention).not.toContain('differs-from-computed');
    expect(division.cells['T']?.total).toMatchObject({ value: '48', difference: null });
    const now = await operator.head();
    const { body } = await operator.get(`/replay/reg/diff?period=${PERIOD}&from=${before}&to=${now}`);
    const rows = body['rows'] as { measure: string; events: { unit: string }[] }[];
    expect(rows.map(({ measure, events }) => [measure, events.length])).toEqual([
      ['bada', 1],
      ['samma-dag', 1],
    ]);
  }, 30_000);

  it('refuse a formula that leads back to itself, and change nothing', async () => {
    const before = await operator.head();
    const cyclic = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      measures: [share('samma-dag', 'Kontakt samma dag', { formula: 'bada / tre-dagar' })],
    });
    expect([cyclic.status, (cyclic.body['errors'] as { code: string; pointer: string }[])[0]]).toMatchObject([
      422,
      { code: 'formula-cyclic', pointer: '/measures/0/formula' },
    ]);
    const stranger = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      measures: [share('ny', 'Ny', { populationUnits: ['nobody'] })],
    });
    expect([stranger.status, stranger.body['code']]).toEqual([422, 'population-unknown']);
    expect(await operator.head()).toBe(before);
  });

  it('come back in an export, and importing it changes nothing', async () => {
    const { body } = await operator.get('/documents?unit=reg');
    expect(body['measures']).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ id: 'tre-dagar', populationUnits: 'own' }),
        expect.objectContaining({ formula: 'samma-dag * tre-dagar' }),
      ]) as object,
    );
    const again = await operator.send('POST', '/documents', body);
    expect([again.status, again.body['new'], again.body['corrections']]).toEqual([200, 0, 0]);
  });
});
