import { caller, type Answer, type Caller } from '../api';
import { serversOf, startDistributed } from '../distributed';
import { isLong, SEED, seeded } from '../faults/seeded';
import { startProduct } from '../product';
import { commitsOfFolder, commitsOfMongo } from '../stored-ledger';
import { GROUND, generatedOrders, PERIODS, UNITS } from './orders';

const ORDERS = isLong ? 20_000 : 1_500;
const TENANT = 'same';
const servers = serversOf();

(servers ? describe : describe.skip)(
  servers
    ? `${ORDERS} commands to one process and to four (seed ${SEED})`
    : 'the same facts on many machines: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () => {
    it('leave the same event bytes, the same Merkle root and the same scorecards', async () => {
      if (!servers) return;
      const tenant = `${TENANT}-${Date.now()}`;
      const one = await startProduct({ STYRBORD_DEMO: 'none', STYRBORD_TENANT: tenant });
      const many = await startDistributed(servers, { tenant });
      try {
        const [here, there] = [caller(one, one.key), caller(many, many.key)];
        await both(here, there, (operator) => operator.send('POST', '/documents', GROUND, { 'idempotency-key': 'ground' }));
        let accepted = 0;
        for (const { key, method, path, body } of generatedOrders(seeded(SEED), ORDERS)) {
          const answer = await both(here, there, (operator) => operator.send(method, path, body, { 'idempotency-key': key }));
          if (answer.status === 200) accepted++;
        }
        expect(accepted).toBeGreaterThan(ORDERS / 3);
        expect(accepted).toBeLessThan(ORDERS);
        const no = await here.head();
        for (const unit of UNITS)
          for (const period of PERIODS)
            await both(here, there, (operator) => operator.get(`/scorecards/${unit}?period=${period}&minNo=${no}`));
        const [a, b] = [await commitsOfFolder(one.folder), await commitsOfMongo(servers.mongodb, tenant)];
        expect(b.map(({ events }) => events)).toEqual(a.map(({ events }) => events));
        expect(b.at(-1)?.root).toBe(a.at(-1)?.root);
        expect(a.at(-1)?.size).toBeGreaterThan(ORDERS / 3);
        process.stderr.write(`same facts: ${ORDERS} commands, ${accepted} accepted, ${a.at(-1)?.size} events, root ${a.at(-1)?.root}\n`);
      } finally {
        await many.stop();
        await one.stop();
      }
    }, 3_600_000);
  },
);

/** Asks both, and expects the same answer but for when. */
async function both(here: Caller, there: Caller, ask: (operator: Caller) => Promise<Answer>): Promise<Answer> {
  const [a, b] = await Promise.all([ask(here), ask(there)]);
  expect({ status: b.status, body: timeless(b.body) }).toEqual({ status: a.status, body: timeless(a.body) });
  return a;
}

/** Two processes have two clocks. */
function timeless(value: unknown): unknown {
  const times = new Set(['at', 'recordedAt']);
  return JSON.parse(JSON.stringify(value, (name, inner: unknown) => (times.has(name) ? undefined : inner))) as unknown;
}
