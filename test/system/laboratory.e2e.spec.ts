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
