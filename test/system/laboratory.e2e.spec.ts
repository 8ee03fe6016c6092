import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Point {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly cause: string;
}

const SPIKE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

describe('the laboratory: process behaviour', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
  }, 60_000);
  afterAll(() => product.stop());

  const lab = async (body: object) => operator.send('POST', '/laboratory/process-behaviour', body);
  const linesOf = async (body: object): Promise<string[]> => {
    const [first] = (await lab(body)).body['points'] as Point[];
    return [first?.mean, first?.lower, first?.upper].map((line) => (line ?? Number.NaN).toFixed(2));
  };

  it('gives the reference figures of the domain', async () => {
    expect(await linesOf({ values: SPIKE, better: 'higher', baselinePoints: null })).toEqual(['1.94', '-0.72', '4.60']);
    expect(await linesOf({ values: SPIKE, better: 'higher', baselinePoints: null, screen: false })).toEqual(['1.94', '-3.06', '6.95']);
  });

  it('takes twelve points for a baseline where nothing is said, and all where null is', async () => {
    const values = [...Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 9 : 11)), 40];
    expect(await linesOf({ values, better: 'lower' })).toEqual(['10.00', '4.68', '15.32']);
    expect((await linesOf({ values, better: 'lower', baselinePoints: null }))[0]).toBe('12.31');
    expect((await lab({ values, better: 'lower' })).body).toMatchObject({ variation: 'concern', toward: 'high', rule: 'xmr-1' });
  });

  it('takes decimal texts and numbers alike, and names what is no value by its place', async () => {
    const texts = await lab({ values: ['0.1', '0.30000000000000004', null], better: 'neutral', segments: null, target: null });
    expect([texts.status, texts.body]).toEqual([200, (await lab({ values: [0.1, 0.1 + 0.2, null], better: 'neutral' })).body]);
    const { status, body } = await lab({ values: ['1', 'x'], better: 'higher' });
    expect([status, body['code'], body['errors']]).toEqual([
      422,
      'not-a-value',
      [expect.objectContaining({ code: 'not-a-value', pointer: '/values' })],
    ]);
  });

  it('stores nothing', async () => {
    const head = await operator.head();
    await lab({ values: SPIKE, better: 'higher' });
    expect(await operator.head()).toBe(head);
  });
});

const MONTHS = ['2021-11', '2021-12', '2022-01', '2022-02', '2022-03', '2022-04'];
const DOCUMENT = {
  format: 'styrbord/1',
  units: [
    { id: 'u', name: 'Enheten', kind: 'unit' },
    { id: 'w', name: 'Grannen', kind: 'unit' },
  ],
  measures: [
    { id: 'kontakt', name: 'Kontakt', kind: 'share', better: 'higher', decimals: 1, rhythm: 'month' },
    { id: 'bedomning', name: 'Bedömning', kind: 'share', better: 'higher', decimals: 1, rhythm: 'month' },
    {
      id: 'samlat',
      name: 'Samlat',
      kind: 'index',
      unitOfMeasure: '%',
      better: 'higher',
      decimals: 1,
      rhythm: 'month',
      formula: 'weighted(kontakt: 0.5, bedomning: 0.5)',
    },
    { id: 'fall', name: 'Fall', kind: 'count', better: 'lower', rhythm: 'month', suppressBelow: 5 },
  ],
  targets: [{ measure: 'kontakt', unit: 'u', text: '80 %', period: '2021', to: '2023' }],
  measurements: MONTHS.flatMap((period, at) => [
    { measure: 'kontakt', unit: 'u', period, value: String(76 + at) },
    { measure: 'bedomning', unit: 'u', period, value: '90' },
    { measure: 'fall', unit: 'u', period, value: at === 2 ? '3' : '40' },
    { measure: 'fall', unit: 'w', period, value: '50' },
  ]),
};

interface Tried {
  readonly known: { readonly no: number };
  readonly periods: readonly {
    readonly period: string;
    readonly differs: readonly string[];
    readonly really: Saying;
    readonly supposed: Saying;
  }[];
}
interface Saying {
  readonly outcome: { readonly value: string } | null;
  readonly verdict: { readonly result: string; readonly reason: string | null };
}

describe('the laboratory: a supposition on history', () => {
  let product: Product;
  let operator: Caller;
  let viewer: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    const { status, body } = await operator.send('POST', '/documents', DOCUMENT);
    if (status !== 200) throw new Error(JSON.stringify(body));
    await operator.get(`/scorecards/u?period=2022-04&minNo=${String(body['no'])}`);
    const key = await operator.send('POST', '/keys', { name: 'viewer', role: 'viewer', units: ['u'] });
    viewer = caller(product, String(key.body['key']));
  }, 60_000);
  afterAll(() => product?.stop());

  const tried = async (body: object, who = operator): Promise<Tried> => {
    const answer = await who.send('POST', '/laboratory/history', { measure: 'kontakt', unit: 'u', ...body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as unknown as Tried;
  };
  const differing = ({ periods }: Tried): string[] => periods.filter(({ differs }) => differs.length > 0).map(({ period }) => period);

  it('says of each period what another target would have, those that differ first, and leaves the ledger as it was', async () => {
    const head = await operator.head();
    const told = await tried({ target: 'minst 78 %' });
    expect(told.periods.map(({ period }) => period)).toEqual(['2022-02', '2022-01', '2022-04', '2022-03', '2021-12', '2021-11']);
    expect(differing(told)).toEqual(['2022-02', '2022-01']);
    expect(differing(await tried({}))).toEqual([]);
    expect(await operator.head()).toBe(head);
  });

  it('with other weights makes what a formula makes anew', async () => {
    const { periods } = await tried({ measure: 'samlat', formula: 'weighted(kontakt: 0.75, bedomning: 0.25)' });
    const last = periods.find(({ period }) => period === '2022-04');
    expect([last?.really.outcome?.value, last?.supposed.outcome?.value]).toEqual(['85.5', '83.3']);
  });

  it('asked again as it was known gives the very same answer, whatever has come since', async () => {
    const before = await tried({ target: 'minst 78 %' });
    const row = { measure: 'kontakt', unit: 'u', period: '2022-01', value: '60', reason: 'Rättad' };
    const { body } = await operator.send('POST', '/measurements/corrections', row);
    await operator.get(`/scorecards/u?period=2022-04&minNo=${String(body['no'])}`);
    expect(differing(await tried({ target: 'minst 78 %' }))).toEqual(['2022-02']);
    expect(await tried({ target: 'minst 78 %', knownAt: String(before.known.no) })).toEqual(before);
  });

  it('keeps small numbers from whoever may not see them, whatever is supposed', async () => {
    const of = async (who: Caller, body: object): Promise<unknown> => {
      const { periods } = await tried({ measure: 'fall', ...body }, who);
      const { really, supposed } = periods.find(({ period }) => period === '2022-01')!;
      return [really, supposed].map(({ outcome, verdict }) => outcome?.value ?? verdict.reason);
    };
    expect(await of(operator, { target: 'högst 4' })).toEqual(['3', '3']);
    for (const body of [{}, { target: 'högst 4' }, { target: 'högst 2' }, { target: 'högst 4', tolerance: 1 }])
      expect(await of(viewer, body)).toEqual(['suppressed', 'suppressed']);
    const other = await viewer.send('POST', '/laboratory/history', { measure: 'fall', unit: 'w' });
    expect([other.status, other.body['code']]).toEqual([404, 'unit-unknown']);
  });

  it('refuses what it cannot read, in words, with its place', async () => {
    const { status, body } = await operator.send('POST', '/laboratory/history', { measure: 'kontakt', unit: 'u', reference: 'förr' });
    expect([status, body['code'], body['errors']]).toEqual([
      422,
      'reference-not-read',
      [expect.objectContaining({ pointer: '/reference', given: 'förr', detail: expect.stringMatching(/senaste mätning/) as unknown })],
    ]);
  });
});
