import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { MailServer, readable } from '../mail-server';
import { freePort, startProduct, type Product } from '../product';

const WAIT_MS = 15_000;
const SCHEDULE = { zone: 'Europe/Stockholm', digest: { kind: 'daily', at: '07:30' } };
const SETTINGS = { schedule: SCHEDULE, subscriptions: [], deputies: [] };

describe('who answers, and how they want to be told', () => {
  let post: MailServer;
  let product: Product;
  let operator: Caller;
  let anna: Caller;
  let annaId: string;
  beforeAll(async () => {
    post = new MailServer();
    product = await startProduct({
      STYRBORD_DEMO: 'none',
      STYRBORD_MAIL_FROM: 'styrbord@example.se',
      STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${await post.open(await freePort())}`,
    });
    operator = caller(product, product.key);
    const measures = [{ id: 'm', name: 'Mått m', kind: 'index', decimals: 1, better: 'higher' }];
    const units = ['u', 'v'].map((id) => ({ id, name: id.toUpperCase(), kind: 'unit' }));
    const targets = [{ measure: 'm', unit: 'u', text: 'minst 90', period: '2022' }];
    expect((await operator.send('POST', '/documents', { format: 'styrbord/1', units, measures, targets })).status).toBe(200);
    const { body } = await operator.send('POST', '/keys', { name: 'Anna', role: 'controller', units: ['u'] });
    [anna, annaId] = [caller(product, String(body['key'])), String(body['id'])];
  }, 60_000);
  afterAll(async () => {
    await product.stop();
    await post.close();
  });

  it('is stated for units one sees, of people there are', async () => {
    expect((await anna.send('PUT', '/responsibilities', { unit: 'u', persons: ['nobody'] })).body).toMatchObject({
      code: 'person-unknown',
      errors: [{ pointer: '/persons/0', given: 'nobody' }],
    });
    expect((await anna.send('PUT', '/responsibilities', { unit: 'v', persons: [annaId] })).status).toBe(404);
    expect((await anna.send('PUT', '/responsibilities', { unit: 'u', persons: [annaId] })).status).toBe(200);
    expect((await operator.send('PUT', '/responsibilities', { unit: 'v', persons: ['operator'] })).status).toBe(422);
    expect((await anna.get('/responsibilities')).body['items']).toMatchObject([{ unit: 'u', measure: null, persons: [annaId] }]);
    const chain = [{ person: annaId, why: 'responsible' }];
    expect((await anna.get('/responsibilities/chain?unit=u&measure=m')).body).toMatchObject({ told: chain, chain: [chain] });
    expect((await operator.get('/responsibilities/chain?unit=v&measure=m')).body).toMatchObject({
      told: [{ person: null, why: 'nobody-responsible' }],
      chain: [],
    });
  });

  it('is undecided of what units became that were merged, until somebody says it', async () => {
    const units = ['a', 'b', 'ab'].map((id) => ({ id, name: id.toUpperCase(), kind: 'unit', ...(id === 'ab' && { from: '2022-05-01' }) }));
    expect((await operator.send('POST', '/documents', { format: 'styrbord/1', units })).status).toBe(200);
    const { body } = await operator.send('POST', '/keys', { name: 'Bo', role: 'controller', units: ['b', 'ab'] });
    const [bo, boId] = [caller(product, String(body['key'])), String(body['id'])];
    expect((await operator.send('PUT', '/responsibilities', { unit: 'b', persons: [boId] })).status).toBe(200);
    const merged = { kind: 'merge', units: ['a', 'b'], into: 'ab', on: '2022-05-01', decision: 'RS 2', bridge: 'sum' };
    expect((await operator.send('POST', '/units/changes', merged)).status).toBe(200);
    const undecided = async (who: Caller) => {
      await who.get(`/alerts?minNo=${await operator.head()}&limit=1`);
      return (await who.get('/responsibilities/undecided')).body['items'];
    };
    expect(await undecided(bo)).toEqual([
      {
        unit: 'ab',
        measure: null,
        on: '2022-05-01',
        before: [{ unit: 'b', persons: [boId] }],
        people: [{ person: boId, name: { sv: 'Bo' } }],
      },
    ]);
    expect(await undecided(anna)).toEqual([]);
    expect((await bo.send('PUT', '/responsibilities', { unit: 'ab', persons: [] })).status).toBe(200);
    expect(await undecided(bo)).toEqual([]);
  });

  it('an address lies where the operator allows, and is told to its owner alone', async () => {
    for (const [mail, code] of [
      ['anna@elsewhere.se', 'address-outside'],
      ['anna', 'address-malformed'],
    ])
      expect((await anna.send('PUT', '/notice-settings', { ...SETTINGS, mail })).body).toMatchObject({
        code,
        errors: [{ pointer: '/mail' }],
      });
    const covered = { ...SETTINGS, schedule: { ...SCHEDULE, quiet: { from: '08:00', to: '08:00' } } };
    expect((await anna.send('PUT', '/notice-settings', covered)).body).toMatchObject({ code: 'quiet-hours-cover-day' });
    expect((await anna.send('PUT', '/notice-settings', { ...SETTINGS, mail: 'anna@example.se' })).status).toBe(200);
    expect((await anna.get('/notice-settings')).body).toMatchObject({ person: annaId, mail: 'anna@example.se', canMail: true, left: null });
    expect((await operator.get('/notice-settings')).body).toMatchObject({ mail: null });
    for (const path of ['/history?limit=100', '/notices', '/deliveries', '/alert-recipients', '/responsibilities'])
      expect(JSON.stringify((await operator.get(path)).body)).not.toContain('anna@');
    expect((await operator.get('/history?type=notice-settings-set')).body['items']).toMatchObject([{ actor: annaId }]);
  });

  it('what is not severe waits for the digest and says so; what is severe comes at once and takes it along', async () => {
    const record = (value: string, period: string) =>
      operator.send('POST', '/measurements', { measure: 'm', unit: 'u', period, value, reason: 'x' });
    await record('1', '2022-01');
    const notices = async (period: string) =>
      (await operator.get(`/notices?case=target-missed~u~m~${period}&minNo=${await operator.head()}`)).body['items'] as object[];
    expect(await notices('2022-01')).toMatchObject([
      { to: [{ person: annaId, why: 'responsible' }], waits: [{ person: annaId, because: 'digest' }], deliveries: [] },
    ]);
    expect((await anna.get('/notice-settings')).body['waiting']).toMatchObject([{ case: 'target-missed~u~m~2022-01', because: 'digest' }]);
    const rule = { id: 'target-missed', kind: 'target-missed', name: 'Målet missat', severity: 'severe' };
    expect((await operator.send('PUT', '/alert-rules', rule)).status).toBe(200);
    await record('1', '2022-02');
    for (const until = Date.now() + WAIT_MS; post.arrived.length === 0 && Date.now() < until;) await setTimeout(50);
    expect(post.arrived.map(({ to }) => to)).toEqual([['anna@example.se']]);
    const letter = readable(post.arrived[0]!);
    for (const period of ['januari 2022', 'februari 2022']) expect(letter).toContain(`Mått m, U, ${period}`);
    for (const until = Date.now() + WAIT_MS; JSON.stringify(await notices('2022-02')).includes('"waits":[{') && Date.now() < until;)
      await setTimeout(50);
    expect(await notices('2022-02')).toMatchObject([{ waits: [], deliveries: [{ result: 'sent', timing: 'at-once' }] }]);
  }, 60_000);
});
