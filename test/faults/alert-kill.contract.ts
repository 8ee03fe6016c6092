import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { idOf, MailServer } from '../mail-server';
import { freePort } from '../product';
import { WebhookSink } from '../webhook-sink';
import { isLong, SEED, seeded } from './seeded';

const [KILLS, NOTICES] = isLong ? [500, 5_000] : [5, 60];
const AT_ONCE = 10;
const MEASURES = 50;
const [UPTIME_MS, PAUSE_MS] = [500, 120];
const SETTLED_MS = isLong ? 600_000 : 60_000;
/** Long enough for whatever else would come. */
const PEACE_MS = 3_000;
const RECIPIENTS = 2;
const BEGUN_MS = 60_000;
const TOLD_EVERY = 50;

/** A product of which whoever tells can be killed. */
export interface Mortal {
  readonly url: string;
  readonly key: string;
  /** SIGKILL, at once and without a word. */
  readonly kill: () => Promise<void>;
  /** Begins again when it was killed. */
  readonly restart: () => Promise<void>;
  readonly isUp: () => Promise<boolean>;
  /** While it is down: what it may lose without a word being told twice. */
  readonly loseDocuments: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Entry {
  readonly no: number;
  readonly index: number;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Of what no answer comes while the one that answers is killed: it is asked again. */
export const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/health/live`).then(
    () => true,
    () => false,
  );

/** `start` on settings that name a mail server and a webhook. */
export function alertKillContract(on: string, start: (settings: Readonly<Record<string, string>>) => Promise<Mortal>): void {
  describe(`SIGKILL while notices are told, on ${on} (${KILLS} kills, seed ${SEED})`, () => {
    const random = seeded(SEED);
    const post = new MailServer();
    const sink = new WebhookSink();
    let folder: string;
    let product: Mortal;
    let operator: Caller;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'styrbord-kill-'));
      const file = join(folder, 'webhooks.json');
      await writeFile(file, JSON.stringify({ webhooks: [{ id: 'krok', url: await sink.open() }] }));
      const port = await post.open(await freePort());
      product = await start({
        STYRBORD_MAIL_TO: 'controller@example.se',
        STYRBORD_MAIL_FROM: 'styrbord@example.se',
        STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
        STYRBORD_WEBHOOKS: file,
        STYRBORD_OUTBOUND_INSIDE: '127.0.0.1',
      });
      operator = caller(product, product.key);
      const measures = Array.from({ length: MEASURES }, (_, at) => ({
        id: `m${at}`,
        name: `m${at}`,
        kind: 'index',
        unitOfMeasure: '',
        better: 'higher',
      }));
      const years = Array.from({ length: 30 }, (_, at) => String(1990 + at));
      const targets = years.flatMap((period) => measures.map(({ id }) => ({ measure: id, unit: 'u', text: 'minst 90', period })));
      const units = [{ id: 'u', name: 'U', kind: 'unit' }];
      const document = { format: 'styrbord/1', units, measures, targets };
      // Services that have just begun know each other after a moment.
      for (const end = Date.now() + BEGUN_MS; (await operator.send('POST', '/documents', document)).status !== 200 && Date.now() < end;)
        await setTimeout(500);
    }, 120_000);
    afterAll(async () => {
      await product?.stop();
      await post.close();
      sink.close();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    /** Breaches, some at a time: each of a measure and month of its own. */
    function* breaches(): Generator<object[]> {
      for (let month = 0; month < 360; month++)
        for (let measure = 0; measure < MEASURES; measure += AT_ONCE) {
          const period = `${1990 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
          yield Array.from({ length: AT_ONCE }, (_, at) => ({ measure: `m${measure + at}`, unit: 'u', period, value: '1' }));
        }
    }

    async function history(type: string): Promise<Entry[]> {
      const entries: Entry[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await operator.get(`/history?type=${type}&limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`);
        entries.push(...(body['items'] as Entry[]));
        cursor = body['next'] as string | null;
      }
      return entries;
    }

    /** Everything evaluated, and nothing on its way. */
    async function settled(): Promise<void> {
      const head = await operator.head();
      for (const end = Date.now() + SETTLED_MS; Date.now() < end; await setTimeout(200)) {
        const evaluated = await operator.get(`/alerts?limit=1&minNo=${head}`);
        const { body } = await operator.get('/deliveries?state=waiting&limit=1');
        if (evaluated.status !== 200 || (body['items'] as unknown[]).length > 0) continue;
        const told = (await history('message-sent')).reduce((sum, { after }) => sum + (after['notices'] as string[]).length, 0);
        if (told >= RECIPIENTS * (await history('notice-decided')).length) return;
      }
    }

    it(
      'none is lost, none doubled beyond its name, none without its fact, and none told again when documents are lost',
      async () => {
        const left = breaches();
        let [kills, recorded] = [0, 0];
        while (kills < KILLS || recorded < NOTICES) {
          const life = { isOver: false };
          const dying = setTimeout(random() * UPTIME_MS).then(async () => {
            life.isOver = true;
            await product.kill();
          });
          while (!life.isOver) {
            const measurements = left.next().value as object[];
            const key = { 'idempotency-key': `${recorded}` };
            const answered = await operator.send('POST', '/measurements', { measurements }, key).catch(() => null);
            if (answered?.status !== 200) {
              // Not known to be done: it is asked again once somebody is there.
              await dying;
              await product.restart();
              expect((await operator.send('POST', '/measurements', { measurements }, key)).status).toBe(200);
            }
            recorded += AT_ONCE;
            await setTimeout(random() * PAUSE_MS);
          }
          await dying;
          kills++;
          if (kills % TOLD_EVERY === 0) process.stderr.write(`alerts on ${on}: ${kills} kills, ${recorded} notices\n`);
          if (!(await product.isUp())) await product.restart();
        }
        await settled();

        const decided = (await history('notice-decided')).filter(({ after }) => after['decision'] === 'send');
        const notices = decided.map(({ no, index }) => `${no}:${index}`).toSorted();
        expect(new Set(decided.map(({ after }) => `${String(after['measure'])} ${String(after['period'])}`)).size).toBe(recorded);
        expect(notices).toHaveLength(recorded);

        const sent = await history('message-sent');
        const factOf = new Map(sent.map(({ after }) => [String(after['message']), after['notices'] as readonly string[]]));
        const toldBy = (channel: string): string[] =>
          sent.filter(({ after }) => after['channel'] === channel).flatMap(({ after }) => after['notices'] as string[]);
        for (const channel of ['mail', 'webhook']) expect(toldBy(channel).toSorted()).toEqual(notices);

        const letters = post.arrived.map((letter) => idOf(letter).slice(1, -'@example.se>'.length));
        const posts = sink.posted.map(({ headers }) => String(headers['webhook-id']));
        expect([...new Set([...letters, ...posts])].toSorted()).toEqual([...factOf.keys()].toSorted());
        for (const { headers, body } of sink.posted) {
          const { data } = JSON.parse(body) as { data: { notices: { notice: string }[] } };
          expect(data.notices.map(({ notice }) => notice)).toEqual(factOf.get(String(headers['webhook-id'])));
        }
        const doubled = letters.length + posts.length - factOf.size;
        process.stderr.write(
          `alerts on ${on}: seed ${SEED}, ${kills} kills, ${notices.length} notices to ${RECIPIENTS} recipients in ${factOf.size} messages, ${doubled} of them handed over twice under one name\n`,
        );

        const before = [post.arrived.length, sink.posted.length];
        await product.kill();
        await product.loseDocuments();
        await product.restart();
        await settled();
        await setTimeout(PEACE_MS);
        expect([post.arrived.length, sink.posted.length]).toEqual(before);
      },
      isLong ? 7_200_000 : 180_000,
    );
  });
}
