import { caller, type Caller } from '../api';
import { serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { TcpProxy, type Path } from './tcp-proxy';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from './traffic';

const servers = serversOf();
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
      await operator.send('POST', '/documents', TRAFFIC_GROUND);
    }, 120_000);
    afterAll(async () => {
      path?.become('pass');
      await product?.stop();
      await path?.close();
    }, 60_000);

    const keyOf = async (name: string): Promise<Caller> => {
      const { body } = await operator.send('POST', '/keys', { name, role: 'controller', units: [TRAFFIC_UNIT] });
      return caller(product, String(body['key']));
    };
    const board = `/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}`;

    it.each(['black hole', 'cut'] as const satisfies readonly Path[])(
      'by a %s keeps nobody from reading who was known before, and lets nobody write or in',
      async (spoilt) => {
        const [known, unknown] = [await keyOf(`Känd ${spoilt}`), await keyOf(`Okänd ${spoilt}`)];
        const before = await known.get(board);
        expect(before.status).toBe(200);
        path.become(spoilt);
        const began = performance.now();
        const away = await known.get(board);
        expect([away.status, away.body]).toEqual([200, before.body]);
        expect(performance.now() - began).toBeLessThan(ANSWERED_WITHIN_MS);
        expect((await known.get('/scorecards/elsewhere')).status).toBe(404);
        expect((await unknown.get(board)).status).toBe(503);
        expect(
          (await known.send('POST', '/comments', { measure: 'm0', unit: TRAFFIC_UNIT, period: TRAFFIC_PERIOD, text: 'x' })).status,
        ).toBe(503);
        path.become('pass');
      },
      60_000,
    );
  },
);
