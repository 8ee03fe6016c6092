import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

const TARGET = { measure: 'sjukfranvaro', unit: 'nara', period: '2022', text: 'högst 5 %' };

describe('a change that builds on a read', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
  }, 60_000);
  afterAll(() => product.stop());

  const readNo = async (): Promise<string> => {
    const { body } = await operator.get(`/scorecards/nara?period=2022-T1&minNo=${await operator.head()}`);
    return `"${(body['known'] as { no: number }).no}"`;
  };
  const put = async (text: string, headers: Record<string, string>) => {
    const { status, body } = await operator.send('PUT', '/targets', { ...TARGET, text }, headers);
    return [status, body['code'] ?? body['result'], body['no']];
  };

  it('is refused where somebody else came first, and then done on the new read', async () => {
    const read = await readNo();
    const [, , first] = await put('högst 5 %', { 'if-match': read, 'idempotency-key': 'first' });
    expect(await put('högst 6 %', { 'if-match': read })).toEqual([409, 'changed-meanwhile', undefined]);
    expect(await operator.head()).toBe(first);
    expect(await put('högst 6 %', { 'if-match': await readNo() })).toEqual([200, 'recorded', Number(first) + 1]);
    expect(await put('högst 5 %', { 'if-match': read, 'idempotency-key': 'first' })).toEqual([200, 'recorded', first]);
  });

  it('minds only what it stands on', async () => {
    const read = await readNo();
    expect((await operator.send('PUT', '/targets', { ...TARGET, measure: 'inhyrd-kostnad' })).status).toBe(200);
    expect((await put('högst 7 %', { 'if-match': read }))[0]).toBe(200);
  });

  it.each(['W/"b7c7s8DZjAYPdnFbv9WYl"', '*', '-1', ''])('is refused where %s is no read', async (ifMatch) => {
    expect(await put('högst 8 %', { 'if-match': ifMatch })).toEqual([400, 'if-match-malformed', undefined]);
  });
});
