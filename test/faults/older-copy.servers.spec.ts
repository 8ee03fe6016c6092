import { setTimeout } from 'node:timers/promises';
import type { ViewStatus } from '@styrbord/eventsourcing/view-reader';
import { caller, type Caller } from '../api';
import { serversOf, startDistributed, type DistributedProduct, type Service } from '../distributed';
import { boardsOf, commitsOfMongo } from '../stored-ledger';
import { TenantBackup } from './older-copy';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from './traffic';

const servers = serversOf();
/** The head is looked for each 30 s; a relay says each 5 s where it ends. */
const SAID_WITHIN_MS = 40_000;
const TEST_MS = 180_000;

(servers ? describe : describe.skip)(
  servers ? 'a database put back to an older copy' : 'an older copy: skipped, STYRBORD_TEST_MONGODB holds no address',
  () => {
    let product: DistributedProduct;
    let operator: Caller;
    let backup: TenantBackup;
    let turn = 0;
    const mongodb = servers?.mongodb ?? '';
    beforeEach(async () => {
      if (!servers) return;
      product = await startDistributed(servers, { each: 1, settings: { STYRBORD_LOG: 'silent' } });
      operator = caller(product, product.key);
      backup = new TenantBackup(mongodb, product.tenant);
      await operator.send('POST', '/documents', TRAFFIC_GROUND);
      await record(5);
    }, 60_000);
    afterEach(async () => {
      await backup?.close();
      await product?.stop();
    }, 60_000);

    const write = () =>
      operator.send('POST', '/measurements', {
        measure: `m${turn % 16}`,
        unit: TRAFFIC_UNIT,
        period: '2022-01',
        value: String(++turn),
        reason: 'rättad',
      });
    const record = async (count: number): Promise<number> => {
      let no = 0;
      for (let at = 0; at < count; at++) {
        const { status, body } = await write();
        expect(status).toBe(200);
        no = body['no'] as number;
      }
      expect((await board(no)).status).toBe(200);
      return no;
    };
    const board = (minNo = 0) => operator.get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}&minNo=${minNo}`);
    const views = async () => (await operator.get('/status')).body['views'] as ViewStatus[];
    const untilHalted = async (): Promise<ViewStatus[]> => {
      for (const end = Date.now() + SAID_WITHIN_MS; ; await setTimeout(200)) {
        const all = await views();
        if (all.every(({ halted }) => halted !== null) || Date.now() > end) return all;
      }
    };
    const again = async (service: Service): Promise<void> => {
      for (const instance of product.of(service)) {
        await instance.end('SIGTERM');
        await instance.start();
      }
    };
    const expectRight = async (): Promise<void> => {
      const commits = await commitsOfMongo(mongodb, product.tenant);
      const { status, body } = await board(commits.length);
      expect([status, body]).toEqual([200, await (await boardsOf(commits))(TRAFFIC_UNIT, TRAFFIC_PERIOD)]);
    };

    it(
      'its ledger alone: views halt and say so, nothing is written over it, and with the newer copy all goes on',
      async () => {
        const older = await backup.copy('steering.commits');
        const head = await record(5);
        const { body: shown } = await board();
        const newer = await backup.copy('steering.commits');
        await setTimeout(1_500);
        await backup.putBack('steering.commits', older);
        expect(await write()).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
        for (const view of await untilHalted())
          expect(view).toMatchObject({ halted: expect.stringMatching(/older copy/) as string, checkpoint: { no: head } });
        expect((await board()).body).toEqual(shown);
        const unready = await fetch(`${product.of('steering')[0]?.url}/health/ready`);
        expect([unready.status, await unready.text()]).toEqual([503, expect.stringContaining('older copy')]);

        await expect(again('steering')).rejects.toThrow('a service stopped with 1');
        expect(await backup.copy('steering.commits')).toEqual(older);
        // What could not start holds nothing: the next that starts writes the ledger at once.
        expect(await backup.holder()).toBeNull();

        await backup.putBack('steering.commits', newer);
        await product.of('steering')[0]?.start();
        await again('boards');
        await record(2);
        await expectRight();
      },
      TEST_MS,
    );

    it(
      'its documents alone: views halt before they fold upon what is stale, and fold it again when started',
      async () => {
        const older = await backup.copy('documents');
        const head = await record(5);
        await backup.putBack('documents', older);
        const { body } = await write();
        for (const view of await untilHalted())
          expect(view).toMatchObject({ halted: expect.stringMatching(/the documents are of commit/) as string, checkpoint: { no: head } });
        expect(body['no']).toBe(head + 1);
        await again('boards');
        await record(1);
        await expectRight();
      },
      TEST_MS,
    );

    it(
      'both: nobody goes on from what they remember; started again they go on from the copy, without a fork',
      async () => {
        const [commits, documents] = [await backup.copy('steering.commits'), await backup.copy('documents')];
        await record(5);
        await setTimeout(1_500);
        await backup.putBack('steering.commits', commits);
        await backup.putBack('documents', documents);
        expect(await write()).toMatchObject({ status: 503 });
        for (const { halted } of await untilHalted()) expect(halted).toMatch(/older copy/);
        expect((await backup.copy('steering.commits')).length).toBe(commits.length);
        await again('steering');
        await again('boards');
        await record(7);
        await expectRight();
      },
      TEST_MS,
    );
  },
);
