import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { HEARTBEAT } from '@styrbord/service/alerts-watch';
import { caller, type Caller } from '../api';
import { asyncApi } from '../asyncapi';
import { auditKeyIn, serversOf, startDistributed, type DistributedProduct, type Instance } from '../distributed';
import { idOf, MailServer, readable } from '../mail-server';
import { freePort, startProduct } from '../product';
import { held, kafkaAt, readTopic } from './topic-reader';

const DEMO = JSON.parse(readFileSync(join(__dirname, '../../apps/standalone/demo/nara.json'), 'utf8')) as object;
const WAIT_MS = 30_000;
/** Long enough for whatever else would come. */
const PEACE_MS = 1_500;
const ROUNDS = 4;
const MEASURES = Array.from({ length: ROUNDS * 5 }, (_, at) => `m${at}`);
const LATE = 'refused-at-first';
/** The pause after a first try is half a minute at most, and as long may pass until another takes over. */
const RETRIED_MS = 60_000;
const servers = serversOf();

interface Listed extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** Open cases by what they found, without when. */
async function found(operator: Caller): Promise<Listed[]> {
  const { body } = await operator.get(`/alerts?state=open&limit=1000&minNo=${await operator.head()}`);
  return (body['items'] as Listed[]).map(({ openedAt: _, ...each }) => each as Listed).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

(servers ? describe : describe.skip)(
  servers ? 'alerts as a service of its own' : 'alerts as a service: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () => {
    let product: DistributedProduct;
    let operator: Caller;
    let post: MailServer;
    let folder: string;
    beforeAll(async () => {
      if (!servers) return;
      folder = await mkdtemp(join(tmpdir(), 'styrbord-alerts-'));
      post = new MailServer();
      const port = await post.open(await freePort());
      const settings = {
        STYRBORD_AUDIT_KEYS: await auditKeyIn(folder),
        STYRBORD_MAIL_TO: 'controller@example.se',
        STYRBORD_MAIL_FROM: 'styrbord@example.se',
        STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
      };
      product = await startDistributed(servers, { each: 1, alerts: 2, audits: 1, settings });
      operator = caller(product, product.key);
    }, 120_000);
    afterAll(async () => {
      await product?.stop();
      await post?.close();
      if (servers) await rm(folder, { recursive: true, force: true });
    });

    const record = async (measure: string, value: string): Promise<void> => {
      const body = { measure, unit: 'u', period: '2022-04', value, reason: 'Rättad' };
      expect((await operator.send('POST', '/measurements', body)).status).toBe(200);
    };
    const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
      for (const end = Date.now() + WAIT_MS; !(await isSo()) && Date.now() < end;) await setTimeout(50);
    };
    /** Who evaluates and tells, as its metrics say. */
    const leader = async (): Promise<Instance | null> => {
      for (const instance of product.of('alerts')) {
        const metrics = await fetch(`${instance.url}/metrics`).then(
          (answer) => answer.text(),
          () => '',
        );
        if (new RegExp(`styrbord_ledger_writer\\{[^}]*ledger="${product.tenant}/alerts"[^}]*\\} 1`).test(metrics)) return instance;
      }
      return null;
    };
    const told = (): string[] => {
      const letters = new Map(post.arrived.map((letter) => [idOf(letter), readable(letter)]));
      return [...letters.values()].flatMap((text) =>
        [...text.matchAll(/^Målet missat: Mått (\S+),/gm)].map(([, measure]) => measure ?? ''),
      );
    };

    it('finds in the demo what the embedded product finds, in one letter', async () => {
      const embedded = await startProduct({ STYRBORD_DEMO: 'none' });
      try {
        const beside = caller(embedded, embedded.key);
        for (const each of [operator, beside]) expect((await each.send('POST', '/documents', DEMO)).status).toBe(200);
        const cases = await found(operator);
        expect(cases.length).toBeGreaterThan(10);
        expect(cases).toEqual(await found(beside));
        await until(() => post.arrived.length > 0);
        await setTimeout(PEACE_MS);
        expect(post.arrived).toHaveLength(1);
      } finally {
        await embedded.stop();
      }
    }, 120_000);

    it('takes a command at each instance, and each shows it at once', async () => {
      const [{ id } = { id: '' }] = await found(operator);
      const path = `/api/v1/alerts/${encodeURIComponent(id)}`;
      const headers = { authorization: `Bearer ${product.key}`, 'content-type': 'application/json' };
      for (const [at, { url }] of product.of('alerts').entries()) {
        const [method, body] = ['POST', JSON.stringify({ text: `Från ${at}` })];
        const asked = { method, body, headers: { ...headers, 'idempotency-key': `kommentar-${at}` } };
        const [first, again] = [await fetch(`${url}${path}/comments`, asked), await fetch(`${url}${path}/comments`, asked)];
        expect([first.status, await first.json()]).toEqual([200, await again.json()]);
        for (const other of product.of('alerts')) {
          const shown = (await (await fetch(`${other.url}${path}`, { headers })).json()) as { story: { text: string | null }[] };
          expect(shown.story.filter(({ text }) => text === `Från ${at}`)).toHaveLength(1);
        }
      }
    }, 60_000);

    it('goes on when the one that evaluates is killed or told to end: every notice is told, under one name', async () => {
      const measures = [...MEASURES, LATE].map((id) => ({ id, name: `Mått ${id}`, kind: 'index', unitOfMeasure: '', better: 'higher' }));
      const targets = [...MEASURES, LATE].map((measure) => ({ measure, unit: 'u', text: 'minst 90', period: '2022' }));
      const units = [{ id: 'u', name: 'Hälsocentralen', kind: 'unit' }];
      expect((await operator.send('POST', '/documents', { format: 'styrbord/1', units, measures, targets })).status).toBe(200);
      const left = [...MEASURES];
      for (let round = 0; round < ROUNDS; round++) {
        await until(async () => (await leader()) !== null);
        const killed = await leader();
        for (const measure of left.splice(0, 2)) await record(measure, '1');
        await setTimeout(round * 60);
        await killed?.end(round % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
        for (const measure of left.splice(0, 3)) await record(measure, '1');
        await until(() => told().length >= MEASURES.length - left.length);
        await killed?.start();
      }
      await setTimeout(PEACE_MS);
      expect(told().toSorted()).toEqual(MEASURES.toSorted());
      const { body } = await operator.get(`/notices?case=target-missed~u~m0~2022-04&minNo=${await operator.head()}`);
      expect(body['items']).toMatchObject([{ decision: 'send', delivery: { channel: 'mail', result: 'sent' } }]);
    }, 240_000);

    it('a letter that waits to be tried again is sent by whoever goes on', async () => {
      post.refuses = true;
      await record(LATE, '1');
      await setTimeout(PEACE_MS);
      await (await leader())?.end();
      post.refuses = false;
      for (const end = Date.now() + RETRIED_MS; !told().includes(LATE) && Date.now() < end;) await setTimeout(100);
      expect(told().filter((measure) => measure === LATE)).toHaveLength(1);
    }, 120_000);

    it('that nobody evaluates is seen by the boards, and over once somebody does', async () => {
      const [boards] = product.of('boards') as [Instance];
      const health = async (): Promise<number> => (await fetch(`${boards.url}/health/alerts`)).status;
      expect(await health()).toBe(200);
      const instances = product.of('alerts');
      await Promise.all(instances.map((instance) => instance.end()));
      const mongo = await openMongo(servers!.mongodb);
      const documents = new MongoDocuments(await mongo.tenant(product.tenant, { documents: true }));
      await documents.put(HEARTBEAT.collection, HEARTBEAT.id, { at: new Date(Date.now() - 10 * 60_000).toISOString() });
      await mongo.close();
      await until(async () => (await health()) === 503);
      const { status, body } = await caller(boards, product.key).get('/health/alerts');
      expect([status, body]).toMatchObject([503, { code: 'alerts-late', errors: [{ given: { lag: 0, isLate: true } }] }]);
      await Promise.all(instances.map((instance) => instance.start()));
      await until(async () => (await health()) === 200);
      expect(await health()).toBe(200);
    }, 120_000);

    it('tells Kafka what its ledger holds, as docs/asyncapi.yaml says', async () => {
      const api = asyncApi();
      const topic = api.document.channels['alertsEvents']?.address ?? '';
      const { body } = await operator.get('/history?limit=1000');
      const history = (body['items'] as { ledger: string; no: number; index: number }[])
        .filter(({ ledger }) => ledger === `${product.tenant}/alerts`)
        .map(({ no, index }) => `${no}:${index}`);
      expect(history.length).toBeGreaterThan(40);
      const heard = new Set<string>();
      await readTopic(
        kafkaAt(servers!.kafka),
        topic,
        (message) => {
          const { headers, key } = message;
          if (key !== product.tenant) return false;
          held(api, topic, headers['ce_type'] ?? '', message);
          if (headers['ce_type'] !== 'head') heard.add(`${headers['commit']}:${headers['index']}`);
          return history.every((each) => heard.has(each));
        },
        WAIT_MS,
      );
      expect(history.filter((each) => !heard.has(each))).toEqual([]);
    }, 60_000);
  },
);
