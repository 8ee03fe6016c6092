import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { WebhookSink } from '../webhook-sink';

const WAIT_MS = 10_000;

describe('who watches the alerts', () => {
  const monitor = new WebhookSink();
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    const address = await monitor.open();
    const settings = { STYRBORD_HEARTBEAT_URL: `${address}/beat/{tenant}`, STYRBORD_OUTBOUND_INSIDE: '127.0.0.1' };
    product = await startProduct(settings);
    operator = caller(product, product.key);
  }, 90_000);
  afterAll(async () => {
    await product?.stop();
    monitor.close();
  }, 30_000);

  it('asks without a key, is told the same as who is signed in, and the same as Prometheus', async () => {
    const no = await operator.head();
    const watching = { no, lag: 0, waitingSince: null, isLate: false };
    // What is told is some seconds old.
    const asked = (): Promise<Response> => fetch(`${product.url}/health/alerts`);
    const isThere = async (answer: Response): Promise<boolean> => ((await answer.json()) as { no: number }).no === no;
    for (const end = Date.now() + WAIT_MS; !(await isThere(await asked())) && Date.now() < end;) await setTimeout(200);
    const health = await asked();
    expect([health.status, await health.json()]).toEqual([200, { ...watching, status: 'watching', at: expect.any(String) as string }]);
    expect((await operator.get('/status/alerts')).body).toMatchObject(watching);
    expect((await operator.get('/status')).body['alerts']).toMatchObject(watching);
    const metrics = await (await fetch(`${product.url}/metrics`)).text();
    expect(metrics).toMatch(/^styrbord_alerts_late 0$/m);
    expect(metrics).toMatch(/^styrbord_alerts_lag_commits 0$/m);
    expect(metrics).toMatch(/^styrbord_alerts_heartbeat_seconds 1\d{9}/m);
  });

  it('is told outside, too: there silence is the alert', async () => {
    for (const end = Date.now() + WAIT_MS; monitor.posted.length === 0 && Date.now() < end;) await setTimeout(50);
    const [{ path, body } = { path: '', body: '{}' }] = monitor.posted;
    expect([path, JSON.parse(body)]).toEqual(['/beat/local', expect.objectContaining({ tenant: 'local', lag: 0 })]);
  });
});
