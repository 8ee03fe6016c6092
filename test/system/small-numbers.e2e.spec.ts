import { rowsOf } from '@styrbord/steering/board';
import type { HeatMap } from '@styrbord/steering/heat-map';
import type { Cell, Row, Scorecard } from '@styrbord/steering/scorecard';
import type { UnitsReading } from '@styrbord/steering/units-among-units';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { LiveReader } from './live-reader';

const PERIOD = '2022-T1';
const centre = (id: string) => ({ id, name: { sv: id }, kind: 'health-centre', parent: 'reg' });
const falls = (unit: string, cell: string, value: number) => ({ measure: 'fall', unit, cell, period: PERIOD, value: String(value) });

const fallsAt = (unit: string, women: number, men: number) => [
  falls(unit, 'T', women + men),
  falls(unit, 'K', women),
  falls(unit, 'M', men),
];

/** Falls at three centres, women and men: three men at Alen, whom nobody may find. */
const DOCUMENT = {
  format: 'styrbord/1',
  units: [{ id: 'reg', name: { sv: 'Regionen' }, kind: 'region' }, centre('alen'), centre('boken'), centre('eken')],
  measures: [
    { id: 'fall', name: { sv: 'Fall' }, kind: 'count', better: 'lower', cells: ['T', 'K', 'M'], suppressBelow: 5 },
    { id: 'fler', name: { sv: 'Fall och annat' }, kind: 'count', cells: ['T', 'K', 'M'], formula: 'sum(fall, annat)' },
    { id: 'annat', name: { sv: 'Annat' }, kind: 'count', cells: ['T', 'K', 'M'] },
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
              factors: [{ id: 'f', name: { sv: 'F' }, measures: ['fall', 'fler'].map((measure) => ({ measure })) }],
            },
          ],
        },
      ],
    },
  ],
  measurements: [
    ...fallsAt('alen', 40, 3),
    ...fallsAt('boken', 52, 25),
    ...fallsAt('eken', 70, 61),
    { ...falls('alen', 'M', 100), measure: 'annat' },
  ],
};

describe('small numbers', () => {
  let product: Product;
  let operator: Caller;
  const by = new Map<string, Caller>();
  let viewerKey = '';
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    expect((await operator.send('POST', '/documents', DOCUMENT)).status).toBe(200);
    for (const role of ['viewer', 'reporter', 'controller', 'auditor']) {
      const { body } = await operator.send('POST', '/keys', { name: role, role, units: ['reg'] });
      by.set(role, caller(product, String(body['key'])));
      if (role === 'viewer') viewerKey = String(body['key']);
    }
  }, 60_000);
  afterAll(() => product?.stop());

  const rowFor = async (who: Caller, unit: string, measure = 'fall', query = ''): Promise<Row> => {
    const { body } = await who.get(`/scorecards/${unit}?period=${PERIOD}&minNo=${await operator.head()}${query}`);
    return rowsOf((body as unknown as Scorecard).perspectives).find(({ id }) => id === measure) as Row;
  };
  const shownIn = ({ cells }: Row): Record<string, string> =>
    Object.fromEntries(
      Object.entries(cells).map(([name, { outcome, verdict }]: [string, Cell]) => [name, outcome?.value ?? `${verdict.reason}`]),
    );

  it('are hidden with their partners, so that neither T − K nor the region less the others gives them back; totals stay', async () => {
    const viewer = by.get('viewer')!;
    expect(shownIn(await rowFor(viewer, 'alen'))).toEqual({ T: '43', K: 'suppressed', M: 'suppressed' });
    expect(shownIn(await rowFor(viewer, 'boken'))).toEqual({ T: '77', K: 'suppressed', M: 'suppressed' });
    expect(shownIn(await rowFor(viewer, 'eken'))).toEqual({ T: '131', K: '70', M: '61' });
    expect(shownIn(await rowFor(viewer, 'reg'))).toEqual({ T: '251', K: '162', M: '89' });
  });

  it('are shown to those who have the right, which whoever reads the audit has', async () => {
    for (const role of ['reporter', 'controller', 'auditor'])
      expect(shownIn(await rowFor(by.get(role)!, 'alen'))).toEqual({ T: '43', K: '40', M: '3' });
  });

  it('are not in series, why, units, heat map, formula, the past or exports either', async () => {
    const viewer = by.get('viewer')!;
    const series = await viewer.get('/measures/fall/series?unit=alen&cell=M');
    expect(series.body).toMatchObject({ points: [] });
    const why = JSON.stringify((await viewer.get(`/scorecards/reg/why?measure=fall&cell=M&period=${PERIOD}`)).body);
    expect(why).not.toMatch(/"value":"(3|25)"/);
    const units = (await viewer.get(`/measures/fall/units?period=${PERIOD}&cell=M`)).body as unknown as UnitsReading;
    expect(units.units.map(({ unit, value, verdict }) => [unit.id, value ?? verdict.reason])).toEqual([
      ['alen', 'suppressed'],
      ['boken', 'suppressed'],
      ['eken', '61'],
    ]);
    const map = (await viewer.get(`/scorecards/reg/units?period=${PERIOD}`)).body as unknown as HeatMap;
    expect(map.units.map(({ cells }) => cells[0]?.value)).toEqual(['43', '77', '131']);
    expect(shownIn(await rowFor(viewer, 'alen', 'fler')).M).toBe('suppressed');
    expect(shownIn(await rowFor(viewer, 'alen', 'fall', `&knownAt=${await operator.head()}`))).toEqual({
      T: 'suppressed',
      K: 'suppressed',
      M: 'suppressed',
    });
    const { body } = await viewer.get('/documents?unit=reg');
    const { measurements, absences } = body as unknown as {
      measurements: { unit: string; measure: string; cell: string }[];
      absences: object[];
    };
    expect(measurements.filter(({ measure }) => measure === 'fall').map(({ unit, cell }) => `${unit} ${cell}`)).toEqual([
      'alen T',
      'boken T',
      'eken T',
      'eken K',
      'eken M',
    ]);
    expect(absences).toMatchObject([
      { unit: 'alen', reason: 'suppressed', from: '2022-01', to: '2022-04' },
      { unit: 'boken', reason: 'suppressed' },
    ]);
  });

  it('come and go live, also at the unit that lends its figures to hide them', async () => {
    const screen = new LiveReader({ url: product.url, key: viewerKey }, `/scorecards/boken/live?period=${PERIOD}`);
    const until = async (holds: () => boolean): Promise<void> => {
      for (let turn = 0; turn < 100 && !holds(); turn++) await new Promise((done) => setTimeout(done, 100));
    };
    const shown = (): string => (screen.rows.has('fall') ? (shownIn(screen.rows.get('fall')!)['M'] ?? '') : '');
    await until(() => shown() !== '');
    expect(shown()).toBe('suppressed');
    for (const [cell, value] of [
      ['M', '30'],
      ['T', '70'],
    ])
      await operator.send('POST', '/measurements/corrections', {
        measure: 'fall',
        unit: 'alen',
        cell,
        period: PERIOD,
        value,
        reason: 'Räknat om',
      });
    await until(() => shown() === '25');
    expect(shown()).toBe('25');
    await screen.stop();
    // Its earlier edition is not told.
    const { body } = await by.get('viewer')!.get('/measures/fall/series?unit=alen&cell=M');
    expect(body['points']).toMatchObject([{ value: '30', earlier: [] }]);
  }, 30_000);

  it('have a threshold only where a value says how many it is of', async () => {
    const { status, body } = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      measures: [{ id: 'index', name: { sv: 'I' }, kind: 'index', suppressBelow: 5 }],
    });
    expect([status, (body['errors'] as { code: string }[])[0]?.code]).toEqual([422, 'suppression-of-kind']);
  });
});
