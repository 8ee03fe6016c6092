import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { TcpProxy, type Path } from './tcp-proxy';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from './traffic';

const servers = serversOf();
const board = `/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}`;
/** What a person waits for at the most, and what two shared processors add. */
const ANSWERED_WITHIN_MS = 5_000 + 2_000;

(servers ? describe : describe.skip)(
  servers ? 'a database that is away' : 'a database that is away: skipped, STYRBORD_TEST_MONGODB holds no address',
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
      const ground = await operator.send('POST', '/documents', TRAFFIC_GROUND);
      expect(ground.status).toBe(200);
      await operator.get(`${board}&minNo=${String(ground.body['no'])}`);
    }, 120_000);
    afterAll(async () => {
      path?.become('pass');
      await product?.stop();
      await path?.close();
    }, 60_000);

    /** Once the way is open again it may take some tries. */
    const keyOf = async (name: string): Promise<Caller> => {
      for (;;) {
        const { status, body } = await operator.send('POST', '/keys', { name, role: 'controller', units: [TRAFFIC_UNIT] });
        if (status === 200) return caller(product, String(body['key']));
        await setTimeout(200);
      }
    };
    it.each(['black hole', 'cut'] as const satisfies readonly Path[])(
      'by a %s keeps nobody from reading who was known before, and lets nobody write or in',
      async (spoilt) => {
        const [known, unknown] = [await keyOf(`Känd ${spoilt}`), await keyOf(`Okänd ${spoilt}`)];
        const before = await known.get(board);
        expect(before.status).toBe(200);
        path.become(spoilt);
        try {
          const began = performance.now();
          const away = await known.get(board);
          expect([away.status, away.body['perspectives']]).toEqual([200, before.body['perspectives']]);
          expect(performance.now() - began).toBeLessThan(ANSWERED_WITHIN_MS);
          expect((await known.get(`/scorecards/elsewhere?period=${TRAFFIC_PERIOD}`)).status).toBe(404);
          expect((await unknown.get(board)).status).toBe(503);
          expect(
            (await known.send('POST', '/comments', { measure: 'm0', unit: TRAFFIC_UNIT, period: TRAFFIC_PERIOD, text: 'x' })).status,
          ).toBe(503);
        } finally {
          path.become('pass');
        }
      },
      60_000,
    );
  },
);
