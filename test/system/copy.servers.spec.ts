import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { caller, type Answer } from '../api';
import { beginStyrbord, ended, styrbord } from '../command-line';
import { serversOf, startDistributed } from '../distributed';
import { SEED, seeded } from '../faults/seeded';
import { startProduct, type Product } from '../product';
import { commitsOfFolder, commitsOfMongo } from '../stored-ledger';
import { generatedOrders, GROUND, PERIODS, UNITS } from './orders';

const ORDERS = 600;
const servers = serversOf();

(servers ? describe : describe.skip)(
  servers ? `styrbord copy (seed ${SEED})` : 'styrbord copy: skipped, STYRBORD_TEST_MONGODB holds no address',
  () => {
    const mongodb = servers?.mongodb ?? '';
    const tenant = `c-${Date.now()}`;
    const folders: string[] = [];
    const running: Pick<Product, 'stop'>[] = [];
    let product: Product;
    let boards: unknown[];
    let viewer: string;
    let unchanged: Answer;
    beforeAll(async () => {
      product = await startProduct({ STYRBORD_DEMO: 'none', STYRBORD_TENANT: tenant });
      unchanged = await fill(product, ORDERS);
      viewer = String((await caller(product, product.key).send('POST', '/keys', { name: 'Läsare', role: 'viewer' })).body['key']);
      boards = await boardsShown(product);
      await product.kill();
    }, 120_000);
    afterAll(async () => {
      await product?.stop();
      for (const place of running) await place.stop();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    });

    const copy = (from: string, to: string) => ['copy', '--from', from, '--to', to, '--tenant', tenant, '--json'];
    const emptyFolder = async (): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), 'styrbord-copy-'));
      folders.push(folder);
      return folder;
    };

    /** Keys that were given out open it, and what was asked once is answered as it was. */
    const goesOn = async (place: Pick<Product, 'url' | 'key'>): Promise<void> => {
      expect(await boardsShown(place)).toEqual(boards);
      expect(await boardsShown({ ...place, key: viewer })).toEqual(boards);
      expect(await sameAgain(place)).toEqual(unchanged);
    };

    it('goes on where it was killed, and leaves the same bytes and hashes', async () => {
      const here = await commitsOfFolder(product.folder);
      const killed = beginStyrbord(copy(product.folder, mongodb));
      const end = ended(killed);
      await untilCommits(mongodb, tenant, 20);
      killed.kill('SIGKILL');
      await end;
      const between = (await commitsOfMongo(mongodb, tenant)).length;
      expect(between).toBeGreaterThan(19);
      expect(between).toBeLessThan(here.length);
      const { code, out } = await styrbord(copy(product.folder, mongodb));
      expect([code, JSON.parse(out)]).toMatchObject([0, { commits: here.length - between, head: { root: here.at(-1)?.root } }]);
      expect(await commitsOfMongo(mongodb, tenant)).toEqual(here);
      expect(JSON.parse((await styrbord(copy(product.folder, mongodb))).out)).toMatchObject({ commits: 0 });
    }, 120_000);

    it('comes back as the same, and both places show the same scorecards', async () => {
      const back = await emptyFolder();
      expect(await styrbord(copy(mongodb, back))).toMatchObject({ code: 0 });
      expect(await commitsOfFolder(back)).toEqual(await commitsOfFolder(product.folder));
      const again = await startProduct({ STYRBORD_DEMO: 'none', STYRBORD_TENANT: tenant, STYRBORD_DATA: back });
      running.push(again);
      await goesOn(again);
      if (!servers) return;
      const many = await startDistributed(servers, { each: 1, tenant });
      await goesOn(many);
      await many.stop();
    }, 120_000);

    it('styrbord rebuild makes the views there anew, not while a service writes, and the boards are the same', async () => {
      if (!servers) return;
      const rebuild = (): ReturnType<typeof styrbord> => styrbord(['rebuild', '--data', mongodb, '--tenant', tenant, '--json']);
      const serving = await startDistributed(servers, { each: 1, tenant });
      running.push(serving);
      const refused = await rebuild();
      expect([refused.code, JSON.parse(refused.out)]).toMatchObject([
        1,
        { error: expect.stringContaining('Suspend the tenant') as string },
      ]);
      await goesOn(serving);
      await serving.stop();
      const head = (await commitsOfMongo(mongodb, tenant)).length;
      const { code, out } = await rebuild();
      expect([code, JSON.parse(out)]).toMatchObject([
        0,
        {
          head,
          views: [
            { no: head, parked: 0 },
            { no: head, parked: 0 },
          ],
        },
      ]);
      const again = await startDistributed(servers, { each: 1, tenant });
      running.push(again);
      await goesOn(again);
    }, 120_000);

    it('refuses a target with another history, and changes nothing there', async () => {
      const other = await startProduct({ STYRBORD_DEMO: 'none', STYRBORD_TENANT: tenant });
      await fill(other, 5);
      await other.kill();
      const before = await commitsOfMongo(mongodb, tenant);
      const { code, out } = await styrbord(copy(other.folder, mongodb));
      expect([code, JSON.parse(out)]).toMatchObject([1, { error: expect.stringContaining('different histories') as string }]);
      expect(await styrbord(copy(mongodb, other.folder))).toMatchObject({ code: 1 });
      expect(await commitsOfMongo(mongodb, tenant)).toEqual(before);
      await other.stop();
    }, 60_000);
  },
);

/** Changes nothing: the answer stands in no commit. */
const sameAgain = (place: Pick<Product, 'url' | 'key'>): Promise<Answer> =>
  caller(place, place.key).send('POST', '/documents', GROUND, { 'idempotency-key': 'ground again' });

async function fill(product: Product, orders: number): Promise<Answer> {
  const operator = caller(product, product.key);
  await operator.send('POST', '/documents', GROUND, { 'idempotency-key': 'ground' });
  const unchanged = await sameAgain(product);
  for (const { key, method, path, body } of generatedOrders(seeded(SEED), orders))
    await operator.send(method, path, body, { 'idempotency-key': key });
  return unchanged;
}

async function boardsShown(product: Pick<Product, 'url' | 'key'>): Promise<unknown[]> {
  const operator = caller(product, product.key);
  const no = await operator.head();
  const shown: unknown[] = [];
  for (const unit of UNITS)
    for (const period of PERIODS) shown.push((await operator.get(`/scorecards/${unit}?period=${period}&minNo=${no}`)).body);
  return shown;
}

async function untilCommits(mongodb: string, tenant: string, count: number): Promise<void> {
  const client = new MongoClient(mongodb);
  const commits = client.db(`styrbord_${tenant}`).collection('steering.commits');
  while ((await commits.countDocuments({})) < count) await setTimeout(2);
  await client.close();
}
