import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { kafkaOf } from '@styrbord/kafka/kafka-connection';
import type { Consumer, Message, Producer } from 'kafkajs';
import { caller, type Caller } from '../api';
import { serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { TRAFFIC_GROUND, TRAFFIC_PERIOD, TRAFFIC_UNIT } from '../faults/traffic';
import { commitsOfMongo } from '../stored-ledger';

const INBOX = 'styrbord.measurements.inbox';
const ANSWERED_WITHIN_MS = 40_000;
const servers = serversOf();

interface Answered {
  readonly accepted: boolean;
  readonly key: string;
  readonly code?: string;
  readonly no?: number;
}

(servers ? describe : describe.skip)(
  servers ? 'the inbox of source systems on Kafka' : 'the inbox: skipped, STYRBORD_TEST_KAFKA holds no address',
  () => {
    const { mongodb = '', kafka = '' } = servers ?? {};
    const run = randomUUID();
    let product: DistributedProduct;
    let operator: Caller;
    let producer: Producer;
    let consumer: Consumer;
    const answers = new Map<string, Answered[]>();
    beforeAll(async () => {
      if (!servers) return;
      product = await startDistributed(servers);
      operator = caller(product, product.key);
      expect((await operator.send('POST', '/documents', TRAFFIC_GROUND)).status).toBe(200);
      const client = kafkaOf({ brokers: [kafka], client: 'source' });
      producer = client.producer();
      await producer.connect();
      consumer = client.consumer({ groupId: run });
      await consumer.connect();
      await consumer.subscribe({ topics: [`${INBOX}.accepted`, `${INBOX}.refused`], fromBeginning: true });
      await consumer.run({
        eachMessage: async ({ topic, message }) => {
          const id = message.headers?.['id']?.toString() ?? '';
          const { code, no } = JSON.parse(message.value?.toString() ?? '{}') as { code?: string; no?: number };
          const answer = { accepted: topic.endsWith('accepted'), key: message.key?.toString() ?? '', code, no };
          answers.set(id, [...(answers.get(id) ?? []), answer]);
        },
      });
    }, 90_000);
    afterAll(async () => {
      await consumer?.disconnect();
      await producer?.disconnect();
      await product?.stop();
    }, 60_000);

    const id = (name: string): string => `${run}-${name}`;
    const measurement = (value: string, more: object = {}) =>
      JSON.stringify({ measure: 'm1', unit: TRAFFIC_UNIT, period: '2022-01', value, reason: 'ur källan', ...more });
    const inbox = (tenant: string): readonly (readonly [name: string, message: Message, code: string | null])[] => [
      ['good', { key: tenant, value: measurement('1') }, null],
      ['good again under its id', { key: tenant, value: measurement('2') }, null],
      ['no JSON', { key: tenant, value: '{' }, 'body-not-json'],
      ['no object', { key: tenant, value: '[]' }, 'body-required'],
      ['an unknown member', { key: tenant, value: measurement('3', { colour: 'red' }) }, 'unknown-member'],
      ['an unknown measure', { key: tenant, value: measurement('3', { measure: 'x' }) }, 'measure-unknown'],
      ['bytes that are no text', { key: tenant, value: Buffer.from([0xff, 0xfe]) }, 'body-not-json'],
      ['eight megabytes', { key: tenant, value: `"${'x'.repeat(8 * 2 ** 20)}"` }, 'body-too-large'],
      ['null', { key: tenant, value: null }, 'body-required'],
      ['no key', { value: measurement('4') }, 'tenant-unknown'],
      ['a key of nobody', { key: 'nobody', value: measurement('4') }, 'tenant-unknown'],
      ['good after all that', { key: tenant, value: measurement('5') }, null],
    ];
    const send = async (): Promise<void> => {
      for (const [name, message] of inbox(product.tenant))
        await producer.send({ topic: INBOX, messages: [{ ...message, headers: { id: id(name), source: 'källan' } }] });
    };
    const untilAnswered = async (times: number): Promise<void> => {
      const names = inbox(product.tenant).map(([name]) => id(name));
      const open = (): string[] => names.filter((name) => (answers.get(name)?.length ?? 0) < times);
      for (const end = Date.now() + ANSWERED_WITHIN_MS; open().length > 0; await setTimeout(50))
        if (Date.now() > end) throw new Error(`not answered ${times} times: ${open().join(', ')}`);
    };
    const given = (at: number) =>
      inbox(product.tenant).map(([name]) => {
        const answer = answers.get(id(name))?.[at];
        return [name, answer?.accepted, answer?.code ?? null];
      });
    const expected = () => inbox(product.tenant).map(([name, , code]) => [name, code === null, code]);

    it('answers each message, whatever it is, and the next is taken; the whole sent again changes nothing', async () => {
      await send();
      await untilAnswered(1);
      expect(given(0)).toEqual(expected());
      const commits = await commitsOfMongo(mongodb, product.tenant);
      expect(commits.slice(1).map(({ events }) => events.map((event) => (JSON.parse(event) as { type: string }).type))).toEqual([
        ['measurement-recorded'],
        ['measurement-corrected'],
        ['measurement-corrected'],
      ]);
      const { status } = await operator.get(`/scorecards/${TRAFFIC_UNIT}?period=${TRAFFIC_PERIOD}&minNo=${commits.length}`);
      expect(status).toBe(200);

      await send();
      await untilAnswered(2);
      expect(given(1)).toEqual(expected());
      expect(answers.get(id('good'))?.map(({ no }) => no)).toEqual([2, 2]);
      expect(await commitsOfMongo(mongodb, product.tenant)).toEqual(commits);
      const ours = inbox(product.tenant).filter(([, { key }]) => key === product.tenant);
      const accepted = ours.filter(([, , code]) => code === null).length;
      expect((await operator.get('/status')).body['inbox']).toEqual({ accepted: 2 * accepted, refused: 2 * (ours.length - accepted) });
    }, 180_000);

    it('an id used again for something else is refused, and nothing is recorded', async () => {
      const before = (await commitsOfMongo(mongodb, product.tenant)).length;
      const had = answers.get(id('good'))?.length ?? 0;
      await producer.send({ topic: INBOX, messages: [{ key: product.tenant, value: measurement('9'), headers: { id: id('good') } }] });
      for (const end = Date.now() + ANSWERED_WITHIN_MS; (answers.get(id('good'))?.length ?? 0) === had; await setTimeout(50))
        if (Date.now() > end) throw new Error('not answered');
      expect(answers.get(id('good'))?.at(-1)).toMatchObject({ accepted: false, code: 'idempotency-key-reused' });
      expect((await commitsOfMongo(mongodb, product.tenant)).length).toBe(before);
    }, 60_000);
  },
);
