import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { kafkaOf } from '@styrbord/kafka/kafka-connection';
import { caller, type Caller } from '../api';
import { begin, ended } from '../command-line';
import { makeTopics, serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { startOwnKafka } from '../faults/own-kafka';
import { TcpProxy } from '../faults/tcp-proxy';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from '../faults/traffic';
import { freePort } from '../product';

const ENDED_MS = 60_000;
const HEALED_WITHIN_MS = 10_000;
const SERVICES = ['steering', 'boards'] as const;
const servers = serversOf();

(servers ? describe : describe.skip)(
  servers ? 'a configuration that cannot work' : 'starts that are refused: skipped, STYRBORD_TEST_MONGODB holds no address',
  () => {
    const { mongodb = '', kafka = '' } = servers ?? {};
    beforeAll(async () => {
      if (servers) await makeTopics(kafka);
    }, ENDED_MS);

    const start = async (service: string, settings: Record<string, string>) => {
      const port = String(await freePort());
      const env = { STYRBORD_MONGODB: mongodb, STYRBORD_KAFKA: kafka, STYRBORD_PORT: port, STYRBORD_LOG: 'error', ...settings };
      return ended(begin([`dist/apps/${service}/main.js`], { ...env, STYRBORD_TENANT: `r-${Date.now()}` }));
    };
    const expectSentence = ({ code, err }: { code: number | null; err: string }, said: RegExp): void => {
      expect([code, err]).toEqual([1, expect.stringMatching(said)]);
      expect(err).not.toMatch(/^\s+at /m);
      expect(err.trim().split('\n')).toHaveLength(1);
    };

    it.each<[string, Record<string, string>, RegExp]>([
      ['no database', { STYRBORD_MONGODB: '' }, /^STYRBORD_MONGODB must name the database/],
      ['no broker', { STYRBORD_KAFKA: '' }, /^STYRBORD_KAFKA must name the brokers/],
      ['an address that is none', { STYRBORD_MONGODB: 'postgres://127.0.0.1' }, /^STYRBORD_MONGODB must be an address/],
      ['a database that does not answer', { STYRBORD_MONGODB: 'mongodb://127.0.0.1:1/' }, /^MongoDB at 127\.0\.0\.1:1 does not answer/],
      ['a broker that does not answer', { STYRBORD_KAFKA: '127.0.0.1:1' }, /^Kafka at 127\.0\.0\.1:1 does not answer/],
      [
        'a user the broker does not know',
        { STYRBORD_KAFKA_USER: 'nobody', STYRBORD_KAFKA_PASSWORD: 'wrong' },
        /^Kafka at .* does not accept the user nobody/,
      ],
      [
        'another server at the address of the database',
        { STYRBORD_MONGODB: `mongodb://${kafka}/` },
        /^MongoDB at .* (does not answer|cannot be used)/,
      ],
    ])(
      '%s stops the start with a sentence',
      async (_, settings, said) => {
        for (const ending of await Promise.all(SERVICES.map((service) => start(service, settings)))) expectSentence(ending, said);
      },
      ENDED_MS,
    );

    it(
      'a broker without the topics stops the start, and says by which command they are made',
      async () => {
        const own = await startOwnKafka();
        try {
          const admin = kafkaOf({ brokers: [own.address], client: 'tests' }).admin();
          await admin.connect();
          expect(await admin.listTopics()).not.toContain('styrbord.steering.events');
          await admin.disconnect();
          for (const service of SERVICES)
            expectSentence(await start(service, { STYRBORD_KAFKA: own.address }), /no topic styrbord\.steering\.events.*styrbord topics/);
        } finally {
          await own.stop();
        }
      },
      ENDED_MS,
    );

    it(
      'a port in use stops the start',
      async () => {
        const taken = createServer().listen(0, '127.0.0.1');
        await once(taken, 'listening');
        const { port } = taken.address() as { port: number };
        for (const service of SERVICES) expectSentence(await start(service, { STYRBORD_PORT: String(port) }), /^Port \d+ is in use/);
        taken.close();
      },
      ENDED_MS,
    );
  },
);

(servers ? describe : describe.skip)(
  servers ? 'a database that goes away later' : 'a database that goes away: skipped, STYRBORD_TEST_MONGODB holds no address',
  () => {
    let path: TcpProxy;
    let product: DistributedProduct;
    let operator: Caller;
    beforeAll(async () => {
      if (!servers) return;
      const { hostname, port } = new URL(servers.mongodb);
      path = await TcpProxy.to(hostname, Number(port));
      const mongodb = `mongodb://127.0.0.1:${path.port}/?directConnection=true`;
      product = await startDistributed({ ...servers, mongodb }, { each: 1, settings: { STYRBORD_LOG: 'silent' } });
      operator = caller(product, product.key);
      const { body } = await operator.send('POST', '/documents', TRAFFIC_GROUND);
      expect((await board(Number(body['no']))).status).toBe(200);
    }, 60_000);
    afterAll(async () => {
      await product?.stop();
      await path?.close();
    }, 60_000);

    const board = (minNo = 0) => operator.get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}&minNo=${minNo}`);
    /** The steering ledger and where it ends, then the others, which are empty. */
    const ledgers = (no: number, reached: boolean) =>
      ['steering', 'audit', 'alerts'].map((name) => ({
        ledger: `${product.tenant}/${name}`,
        no: name === 'steering' ? no : 0,
        reached,
      }));
    const write = (value: string) =>
      fetch(`${product.url}/api/v1/measurements`, {
        method: 'POST',
        headers: { authorization: `Bearer ${product.key}`, 'content-type': 'application/json', 'idempotency-key': value },
        body: JSON.stringify({ measure: 'm1', unit: TRAFFIC_UNIT, period: '2022-01', value, reason: 'rättad' }),
      });

    it('writes say when to come again, boards go on and say how old they are, and both recover by themselves', async () => {
      const before = (await board()).body;
      path.become('cut');
      await setTimeout(500);
      const refused = await write('1');
      expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([
        503,
        expect.stringMatching(/^\d+$/),
        expect.stringContaining('application/problem+json'),
      ]);
      const shown = await board();
      expect([shown.status, shown.body]).toEqual([200, before]);
      expect(shown.body['known']).toMatchObject({ no: 1, at: expect.stringMatching(/^20/) as string });
      const status = await operator.get('/status');
      expect([status.status, status.body]).toMatchObject([
        200,
        {
          ledgers: ledgers(1, false),
          views: [{ halted: null }, {}],
        },
      ]);
      path.become('pass');
      const end = Date.now() + HEALED_WITHIN_MS;
      while ((await write('1')).status !== 200) {
        expect(Date.now()).toBeLessThan(end);
        await setTimeout(200);
      }
      expect((await board(2)).body['known']).toMatchObject({ no: 2 });
      expect((await operator.get('/status')).body).toMatchObject({
        ledgers: ledgers(2, true),
      });
    }, 60_000);
  },
);
