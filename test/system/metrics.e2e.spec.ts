import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

describe('/metrics', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
  }, 90_000);
  // A connection that was opened and never used is waited for, some seconds.
  afterAll(() => product.stop(), 30_000);

  const scraped = async (): Promise<string> => (await fetch(`${product.url}/metrics`)).text();
  const valueOf = (exposition: string, sample: string): number => {
    const line = exposition.split('\n').find((each) => each.startsWith(`${sample} `));
    return line === undefined ? Number.NaN : Number(line.slice(sample.length + 1));
  };

  it('counts what is written, and says how far each view has come', async () => {
    const before = await scraped();
    const row = { measure: 'triage-digitalen', unit: 'nara', cell: 'T', period: '2021-T1', value: '9000' };
    const { status, body } = await operator.send('POST', '/measurements', row);
    expect(status).toBe(200);
    await operator.get(`/scorecards/nara?period=2022-T1&minNo=${String(body['no'])}`);
    const after = await scraped();
    for (const sample of ['styrbord_ledger_events_total', 'styrbord_ledger_append_seconds_count{outcome="inserted"}'])
      expect(valueOf(after, sample)).toBe(valueOf(before, sample) + 1);
    for (const view of ['structure', 'series']) {
      expect(valueOf(after, `styrbord_view_commit{view="${view}"}`)).toBe(body['no']);
      expect(valueOf(after, `styrbord_view_lag_commits{view="${view}"}`)).toBe(0);
      expect(valueOf(after, `styrbord_view_halted{view="${view}"}`)).toBe(0);
      expect(valueOf(after, `styrbord_view_parked_streams{view="${view}"}`)).toBe(0);
    }
  });

  it('counts the readers of live boards while they read', async () => {
    const gone = new AbortController();
    const stream = await fetch(`${product.url}/api/v1/scorecards/nara/live?period=2022-T1`, {
      headers: { authorization: `Bearer ${product.key}` },
      signal: gone.signal,
    });
    await stream.body?.getReader().read();
    expect(valueOf(await scraped(), 'styrbord_sse_clients')).toBe(1);
    gone.abort();
    await expect(untilZero()).resolves.toBe(0);
  });

  async function untilZero(): Promise<number> {
    for (let tries = 0; tries < 100; tries++) {
      const readers = valueOf(await scraped(), 'styrbord_sse_clients');
      if (readers === 0) return 0;
      await new Promise((done) => setTimeout(done, 50));
    }
    return Number.NaN;
  }
});
