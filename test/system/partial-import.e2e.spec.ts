import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Refused {
  readonly pointer: string;
  readonly code: string;
}

const ROWS = 10_000;
const row = (at: number): Record<string, unknown> => ({
  measure: 'm',
  unit: `u${at % 100}`,
  period: `${1950 + Math.floor(at / 1_200)}-${String((Math.floor(at / 100) % 12) + 1).padStart(2, '0')}`,
  value: String(at),
});

describe('an import with bad rows among good ones', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    const units = Array.from({ length: 100 }, (_, at) => ({ id: `u${at}`, name: `U${at}`, kind: 'unit' }));
    const measures = [{ id: 'm', name: 'm', kind: 'count', unitOfMeasure: 'st' }];
    await operator.send('POST', '/documents', { format: 'styrbord/1', units, measures });
  }, 60_000);
  afterAll(() => product.stop());

  const importing = (measurements: readonly unknown[], query: string): ReturnType<Caller['send']> =>
    operator.send('POST', `/documents?${query}`, { format: 'styrbord/1', measurements });
  const withBad = (bad: Readonly<Record<number, unknown>>): unknown[] =>
    Array.from({ length: ROWS }, (_, at) => (at in bad ? bad[at] : row(at)));

  it.each([
    ['of a period that is none', { ...row(0), period: '2022-T4' }, '/measurements/7777/period', 'period-malformed'],
    ['of a malformed id', { ...row(0), unit: '../u1' }, '/measurements/7777/unit', 'id-malformed'],
    ['that is no object', null, '/measurements/7777', 'not-an-object'],
    ['with a member too many', { ...row(0), $gt: '' }, '/measurements/7777/$gt', 'unknown-member'],
  ])(
    'names one row %s, and mode=valid takes the 9 999 others',
    async (_, bad, pointer, code) => {
      const rows = withBad({ 7777: bad });
      const head = await operator.head();
      const all = await importing(rows, 'mode=all');
      expect(all).toMatchObject({ status: 422, body: { code: bad === null ? expect.any(String) : code } });
      expect(await operator.head()).toBe(head);

      const dry = await importing(rows, 'dryRun=true');
      expect(dry.body['refused']).toEqual([expect.objectContaining({ pointer, code })]);
      expect(await operator.head()).toBe(head);

      const { status, body } = await importing(rows, 'mode=valid');
      expect(status).toBe(200);
      expect(body['refused']).toEqual([expect.objectContaining({ pointer, code, detail: expect.any(String) })]);
      expect((body['new'] as number) + (body['same'] as number)).toBe(ROWS - 1);
    },
    60_000,
  );

  it('tells rows broken in form and rows against a rule where they stood', async () => {
    const bad = { 3: 17, 5: { ...row(5), value: true }, 8: { ...row(8), unit: 'nowhere' }, 9_999: { measure: 'm' } };
    const { body } = await importing(withBad(bad), 'mode=valid');
    const told = (body['refused'] as Refused[]).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(told.toSorted()).toEqual([
      '/measurements/3 not-an-object',
      '/measurements/5/value not-a-value',
      '/measurements/8/unit unit-unknown',
      '/measurements/9999/unit required',
    ]);
  }, 60_000);

  it('answers each measurement in its place', async () => {
    const measurements = [{ ...row(0), period: 5 }, { ...row(1), value: '0.5' }, row(2), 'x'];
    const { status, body } = await operator.send('POST', '/measurements?mode=valid', { measurements });
    expect(status).toBe(200);
    const results = body['results'] as { result: string; code?: string; pointer?: string }[];
    expect(results.map(({ result, pointer = '' }) => `${result} ${pointer}`)).toEqual([
      'refused /measurements/0/period',
      'refused /measurements/1/value',
      'same ',
      'refused /measurements/3',
    ]);
  });

  it('refuses what has no whole row, and what is wrong beside the rows', async () => {
    const head = await operator.head();
    expect(await importing([null, 1], 'mode=valid')).toMatchObject({ status: 422, body: { code: 'not-an-object' } });
    const misnamed = await operator.send('POST', '/documents?mode=valid', { format: 'styrbord/1', mesurements: [row(0)] });
    expect(misnamed).toMatchObject({ status: 422, body: { code: 'unknown-member' } });
    const noList = await operator.send('POST', '/documents?mode=valid', { format: 'styrbord/1', measurements: { 0: row(0) } });
    expect(noList.status).toBe(422);
    expect(await operator.head()).toBe(head);
  });
});
