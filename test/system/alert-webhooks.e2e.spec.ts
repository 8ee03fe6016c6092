import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { WebhookSink, type Posted } from '../webhook-sink';

interface Delivery {
  readonly message: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly answer: string | null;
}

const WAIT_MS = 15_000;
const PEACE_MS = 1_000;
const [OLD, NEW] = ['gammal', 'ny'].map((name) => `whsec_${Buffer.from(name.padEnd(24, '.')).toString('base64')}`) as [string, string];

/** As somebody who knows Standard Webhooks and nothing of ours would check it. */
function isSignedWith(secret: string, { headers, body }: Posted): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const made = createHmac('sha256', key).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`);
  return String(headers['webhook-signature'])
    .split(' ')
    .includes(`v1,${made.digest('base64')}`);
}

describe('alerts by webhook', () => {
  let trouble: { readonly status: number; readonly headers?: Record<string, string> } | null = null;
  const sink = new WebhookSink((path) => {
    if (path === '/borta') return { status: 410, text: 'gone' };
    if (path === '/vidare') return { status: 302, headers: { location: '/hit' } };
    return path === '/krok' && trouble ? { ...trouble, text: 'not now' } : { status: 204 };
  });
  const { posted } = sink;
  let folder: string;
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    const address = await sink.open();
    folder = await mkdtemp(join(tmpdir(), 'styrbord-webhooks-'));
    const at = (path: string): string => `${address}${path}`;
    const webhooks = [
      { id: 'krok', url: at('/krok'), secrets: [NEW, OLD] },
      { id: 'teams', url: at('/teams'), form: 'teams' },
      { id: 'slack', url: at('/slack'), form: 'slack' },
      { id: 'borta', url: at('/borta') },
      { id: 'vidare', url: at('/vidare') },
      { id: 'inne', url: 'https://10.0.0.1/krok' },
    ];
    const file = join(folder, 'webhooks.json');
    await writeFile(file, JSON.stringify({ webhooks }));
    product = await startProduct({ STYRBORD_DEMO: 'none', STYRBORD_WEBHOOKS: file, STYRBORD_OUTBOUND_INSIDE: '127.0.0.1' });
    operator = caller(product, product.key);
    const measures = ['a', 'b', 'c'].map((id) => ({ id, name: `Mått ${id}`, kind: 'index', unitOfMeasure: '', better: 'higher' }));
    const targets = measures.map(({ id }) => ({ measure: id, unit: 'u', text: 'minst 90', period: '2022' }));
    const units = [{ id: 'u', name: 'Hälsocentralen', kind: 'unit' }];
    expect((await operator.send('POST', '/documents', { format: 'styrbord/1', units, measures, targets })).status).toBe(200);
  }, 60_000);
  afterAll(async () => {
    await product?.stop();
    sink.close();
    await rm(folder, { recursive: true, force: true });
  });

  const record = async (measure: string, value = '1'): Promise<void> => {
    const body = { measure, unit: 'u', period: '2022-04', value };
    expect((await operator.send('POST', '/measurements', body)).status).toBe(200);
  };
  const at = (path: string): Posted[] => posted.filter((each) => each.path === path);
  const until = async (isSo: () => boolean | Promise<boolean>, withinMs = WAIT_MS): Promise<void> => {
    for (const end = Date.now() + withinMs; !(await isSo()) && Date.now() < end;) await setTimeout(50);
  };
  const deliveries = async (recipient: string): Promise<Delivery[]> => {
    const { body } = await operator.get('/deliveries?limit=1000');
    return (body['items'] as Delivery[]).filter((each) => each.recipient === `webhook-${recipient}`);
  };

  it('a missed target is posted once, signed with both secrets, in the form that each reads', async () => {
    await record('a');
    await until(() => ['/krok', '/teams', '/slack'].every((path) => at(path).length > 0));
    await setTimeout(PEACE_MS);
    const [one, ...others] = at('/krok') as [Posted, ...Posted[]];
    expect(others).toEqual([]);
    expect(isSignedWith(NEW, one) && isSignedWith(OLD, one)).toBe(true);
    expect(isSignedWith(NEW, { ...one, body: one.body.replace('"1"', '"2"') })).toBe(false);
    expect(Math.abs(Number(one.headers['webhook-timestamp']) * 1_000 - Date.now())).toBeLessThan(60_000);
    expect(JSON.parse(one.body)).toMatchObject({
      type: 'notices.decided',
      data: {
        message: one.headers['webhook-id'],
        notices: [{ case: 'target-missed~u~a~2022-04', kind: 'breached', figures: { value: '1' } }],
      },
    });
    expect(at('/teams')).toMatchObject([{ body: expect.stringContaining('AdaptiveCard') as string }]);
    expect(at('/slack')).toMatchObject([{ body: expect.stringContaining('"type":"section"') as string }]);
    expect(await deliveries('krok')).toMatchObject([{ state: 'sent', attempts: 1, answer: '204' }]);
  }, 60_000);

  it('one that says it is gone is not asked again, until somebody says that it is back', async () => {
    await until(async () => (await deliveries('borta'))[0]?.state === 'dead');
    expect(await deliveries('borta')).toMatchObject([{ state: 'dead', attempts: 1, answer: '410 gone' }]);
    const recipients = async (): Promise<unknown> => (await operator.get('/alert-recipients')).body['items'];
    await until(async () => JSON.stringify(await recipients()).includes('"because":"gone"'));
    await record('b');
    await until(() => at('/krok').length > 1);
    await setTimeout(PEACE_MS);
    expect(at('/borta')).toHaveLength(1);
    expect((await operator.send('POST', '/alert-recipients/webhook-okand/returns')).body).toMatchObject({ code: 'recipient-unknown' });
    expect((await operator.send('POST', '/alert-recipients/webhook-borta/returns')).status).toBe(200);
    await until(() => at('/borta').length > 1);
    expect(at('/borta')).toHaveLength(2);
  }, 60_000);

  it('a redirect is not followed and a private address not reached: both wait to be tried again, and are seen to', async () => {
    expect(at('/hit')).toEqual([]);
    expect(await deliveries('vidare')).toContainEqual(expect.objectContaining({ state: 'waiting', answer: '302' }));
    expect(await deliveries('inne')).toContainEqual(
      expect.objectContaining({ state: 'waiting', answer: '10.0.0.1 is 10.0.0.1, which is no public address' }),
    );
  }, 60_000);

  it('who asks for peace is left in it, and then asked under the same name', async () => {
    const before = at('/krok').length;
    trouble = { status: 503, headers: { 'retry-after': '45' } };
    await record('c');
    await until(async () => (await deliveries('krok')).some(({ attempts, state }) => state === 'waiting' && attempts === 1));
    trouble = null;
    const waiting = (await deliveries('krok')).find(({ state }) => state === 'waiting');
    // Without the wish it would be half a minute at most.
    expect(Date.parse(waiting?.nextAt ?? '') - Date.now()).toBeGreaterThan(35_000);
    await until(async () => (await deliveries('krok')).every(({ state }) => state === 'sent'), 60_000);
    const tries = at('/krok').slice(before);
    expect(tries).toHaveLength(2);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(tries.every((each) => isSignedWith(NEW, each))).toBe(true);
  }, 120_000);
});
