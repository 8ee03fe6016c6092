import { setTimeout } from 'node:timers/promises';
import type { Message } from '@styrbord/eventsourcing/bus';
import { sealCommit } from '@styrbord/eventsourcing/commit';
import { messagesOf } from '@styrbord/eventsourcing/relay';
import type { ViewStatus } from '@styrbord/eventsourcing/view-reader';
import { kafkaOf } from '@styrbord/kafka/kafka-connection';
import { MongoCommitStore } from '@styrbord/mongo/mongo-commit-store';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import type { Producer } from 'kafkajs';
import { caller, type Caller } from '../api';
import { sha256 } from '../contracts/writer';
import { serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { boardsOf, commitsOfMongo } from '../stored-ledger';
import { OF_NO_COMMIT, UNLIKE_THE_LEDGER } from './forgeries';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from './traffic';

const EVENTS = 'styrbord.steering.events';
const COUNTED_WITHIN_MS = 20_000;
const servers = serversOf();

(servers ? describe : describe.skip)(
  servers ? 'what anybody may put on the events topic' : 'forged messages on Kafka: skipped, STYRBORD_TEST_KAFKA holds no address',
  () => {
    const { mongodb = '', kafka = '' } = servers ?? {};
    let product: DistributedProduct;
    let operator: Caller;
    let producer: Producer;
    let turn = 0;
    beforeAll(async () => {
      if (!servers) return;
      product = await startDistributed(servers, { each: 1 });
      operator = caller(product, product.key);
      producer = kafkaOf({ brokers: [kafka], client: 'strangers' }).producer();
      await producer.connect();
      expect((await operator.send('POST', '/documents', TRAFFIC_GROUND)).status).toBe(200);
    }, 60_000);
    afterAll(async () => {
      await producer?.disconnect();
      await product?.stop();
    }, 60_000);

    const write = async (): Promise<number> => {
      const measurement = { measure: 'm1', unit: TRAFFIC_UNIT, period: '2022-01', value: String(++turn), reason: 'rättad' };
      return (await operator.send('POST', '/measurements', measurement)).body['no'] as number;
    };
    const board = (minNo: number) => operator.get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}&minNo=${minNo}`);
    const views = async () => (await operator.get('/status')).body['views'] as ViewStatus[];
    const send = ({ key, value, headers }: Message) =>
      producer.send({ topic: EVENTS, messages: [{ key, value, headers: { ...headers }, partition: undefined }] });
    const counted = async (reason: string): Promise<number[]> =>
      (await views()).map(({ refused }) => (refused as Record<string, number>)[reason] ?? 0);
    const untilCounted = async (reason: string, before: readonly number[]): Promise<void> => {
      for (const end = Date.now() + COUNTED_WITHIN_MS; ; await setTimeout(50)) {
        const now = await counted(reason);
        if (now.every((count, at) => count > (before[at] as number))) return;
        if (Date.now() > end) throw new Error(`${reason} was not counted: ${now.join()} after ${before.join()}`);
      }
    };
    const expectRight = async (): Promise<void> => {
      const commits = await commitsOfMongo(mongodb, product.tenant);
      const { status, body } = await board(commits.length);
      expect([status, body]).toEqual([200, await (await boardsOf(commits))(TRAFFIC_UNIT, TRAFFIC_PERIOD)]);
      for (const view of await views()) expect(view).toMatchObject({ halted: null, lag: 0 });
    };
    const genuine = async (): Promise<Message> => {
      const no = await write();
      expect((await board(no)).status).toBe(200);
      return messagesOf((await commitsOfMongo(mongodb, product.tenant)).at(-1)!, product.tenant)[0]!;
    };

    it.each([...UNLIKE_THE_LEDGER.map(([what, forge]) => [what, forge, 'differs-from-the-ledger'] as const), ...OF_NO_COMMIT])(
      'a message %s changes nothing, and is counted',
      async (_, forge, reason) => {
        const forged = forge(await genuine());
        const before = await counted(reason);
        await send(forged);
        // What stands under another tenant's key is handed to nobody here, and so is nobody's to count.
        if (forged.key === product.tenant) await untilCounted(reason, before);
        await write();
        await expectRight();
      },
      60_000,
    );

    it('a message of another ledger under one’s own key is counted; without anything at all it is passed over', async () => {
      const message = await genuine();
      const before = await counted('ledger-of-another');
      await send({ key: '', value: '', headers: {} });
      await producer.send({ topic: EVENTS, messages: [{ value: null }, { key: Buffer.from([0xff]), value: Buffer.from([0xfe]) }] });
      await send({ ...message, headers: { ...message.headers, ledger: 'other/steering' } });
      await untilCounted('ledger-of-another', before);
      await expectRight();
    }, 60_000);

    it('an event in the ledger of a type this version does not know parks its stream, and the rest goes on', async () => {
      const stream = `series/${TRAFFIC_UNIT}/m2`;
      await recordUnknown(mongodb, product.tenant, stream);
      const no = await write();
      expect((await board(no)).status).toBe(200);
      for (const end = Date.now() + 40_000; Date.now() < end; await setTimeout(200))
        if ((await views()).every(({ parked }) => parked.length > 0)) break;
      for (const view of await views()) {
        expect(view).toMatchObject({ halted: null, lag: 0 });
        expect(view.parked).toMatchObject([{ stream, error: expect.stringContaining('measure-sealed') as string }]);
      }
      await expectRight();
    }, 90_000);
  },
);

/** As a newer version of the product would, past this one. */
async function recordUnknown(mongodb: string, tenant: string, stream: string): Promise<void> {
  const mongo = await openMongo(mongodb);
  const ledger = `${tenant}/steering`;
  const store = new MongoCommitStore(await mongo.tenant(tenant, { writes: [ledger] }), ledger);
  const event = JSON.stringify({ data: { sealed: true }, meta: { actor: 'newer' }, stream, type: 'measure-sealed' });
  const commit = sealCommit(sha256, {
    ledger,
    after: await store.last(),
    epoch: 1,
    now: Date.now(),
    attempt: 'newer',
    commands: [{ id: 'newer/1', fingerprint: '', answer: null, events: [event] }],
    touches: [stream],
  });
  expect(await store.insert(commit)).toBe('inserted');
  await mongo.close();
}
