import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { openMongo } from '@styrbord/mongo/mongo-connection';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { Identities } from '@styrbord/service/identities';
import { readConfig } from '@styrbord/service/config';
import { kafkaOf } from '@styrbord/kafka/kafka-connection';
import { styrbord } from '../command-line';
import { auditKeyIn, serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { commitsOfMongo } from '../stored-ledger';

const SECRET = 'distributed-tests-0123456789-0123456789';
const PASSWORD = 'ett långt lösenord att minnas';
const SEEN_WITHIN_MS = 20_000;
const servers = serversOf();
const run = Date.now().toString(36);
const [A, B] = [`a-${run}`, `b-${run}`];
/** As long as what is B's, and nowhere. */
const theirs = (id: string): string => `theirs-${id}`;
const nowhere = (id: string): string => `absent-${id}`;
const IN_B_ALONE = 'Endast hos B';

type Way = 'key' | 'session';
interface Asked {
  readonly status: number;
  readonly text: string;
}

const nodeOf = (named: (id: string) => string): object => ({
  plan: named('p'),
  unit: named('u'),
  period: '2022-T1',
  level: 'perspective',
  node: named('n'),
});

/** A whole body for each route that takes one, about things of this name. */
const BODIES: Readonly<Record<string, (named: (id: string) => string) => object>> = {
  'post /api/v1/measurements': (named) => ({ measure: named('m'), unit: named('u'), period: '2022-01', value: '1' }),
  'post /api/v1/measurements/corrections': (named) => ({
    measure: named('m'),
    unit: named('u'),
    period: '2022-01',
    value: '2',
    reason: 'x',
  }),
  'post /api/v1/measurements/withdrawals': (named) => ({ measure: named('m'), unit: named('u'), period: '2022-01', reason: 'x' }),
  'post /api/v1/measurements/disputes': (named) => ({ measure: named('m'), unit: named('u'), period: '2022-01', reason: 'x' }),
  'post /api/v1/documents': (named) => ({
    format: 'styrbord/1',
    measurements: [{ measure: named('m'), unit: named('u'), period: '2022-01', value: '1' }],
  }),
  'put /api/v1/plans/{id}': (named) => ({ unit: named('u'), period: '2022', perspectives: [] }),
  'put /api/v1/targets': (named) => ({ measure: named('m'), unit: named('u'), text: 'minst 1', period: '2022' }),
  'put /api/v1/units/{id}': (named) => ({ name: 'U', kind: 'unit', parent: named('v') }),
  'post /api/v1/units/changes': (named) => ({ kind: 'rename', unit: named('u'), name: 'N', on: '2023-01-01' }),
  'post /api/v1/absences': (named) => ({ measure: named('m'), unit: named('u'), from: '2023-01', reason: 'suppressed' }),
  'post /api/v1/comments': (named) => ({ measure: named('m'), unit: named('u'), period: '2022-01', text: 'x' }),
  'post /api/v1/limits': (named) => ({ measure: named('m'), unit: named('u'), cell: 'T', from: '2022-01', reason: 'x' }),
  'post /api/v1/limits/withdrawals': (named) => ({ measure: named('m'), unit: named('u'), cell: 'T', from: '2022-01', reason: 'x' }),
  'post /api/v1/laboratory/target': () => ({ text: 'öka', kind: 'count' }),
  'post /api/v1/laboratory/process-behaviour': () => ({ values: [1, 2, 1], better: 'higher' }),
  'post /api/v1/laboratory/history': (named) => ({ measure: named('m'), unit: named('u') }),
  'post /api/v1/laboratory/weights': (named) => ({ unit: named('u'), period: '2022-T1' }),
  'post /api/v1/judgements': (named) => ({ ...nodeOf(named), result: 'met', reason: 'x' }),
  'post /api/v1/judgements/withdrawals': (named) => ({ ...nodeOf(named), reason: 'x' }),
  'post /api/v1/subjects/erasures': (named) => ({ subject: `account:${named('u')}`, ground: 'gdpr-17-1-d-unlawful', decision: 'RS 1' }),
  'post /api/v1/subjects/erasures/{id}/approvals': () => ({}),
  'post /api/v1/subjects/erasures/{id}/withdrawals': () => ({ reason: 'x' }),
  'post /api/v1/history/sample/notes': () => ({ seed: 'a', count: 1, from: 1, to: 1, no: 1, index: 99, verdict: 'ok', text: 'x' }),
  'post /api/v1/audit/evidence': (named) => ({ unit: named('u'), period: '2022-01' }),
  'post /api/v1/keys': (named) => ({ name: 'k', role: 'viewer', units: [named('u')] }),
};

(servers ? describe : describe.skip)(
  servers ? 'two tenants of one product' : 'the tenant matrix: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () => {
    const { mongodb = '', kafka = '' } = servers ?? {};
    let product: DistributedProduct;
    let folder: string;
    const keys = new Map<string, string>();
    const cookies = new Map<string, string>();
    const cli = async (...args: string[]): Promise<Record<string, unknown>> => {
      const { code, out } = await styrbord(['tenant', ...args, '--mongodb', mongodb, '--json'], { STYRBORD_API_KEY: SECRET });
      return { ...(JSON.parse(out) as object), code };
    };
    beforeAll(async () => {
      if (!servers) return;
      for (const tenant of [A, B]) keys.set(tenant, String((await cli('create', tenant))['key']));
      folder = await mkdtemp(join(tmpdir(), 'styrbord-tenants-'));
      const key = await auditKeyIn(folder);
      const settings = { STYRBORD_TENANTS: 'many', STYRBORD_DEMO: 'none', STYRBORD_LOG: 'silent' };
      product = await startDistributed(servers, { audits: 1, settings: { ...settings, STYRBORD_AUDIT_KEYS: key } });
      for (const tenant of [A, B]) await give(tenant);
    }, 120_000);
    afterAll(async () => {
      for (const tenant of [A, B]) await cli('suspend', tenant);
      await product?.stop();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    /** Their own units, measures, an account and its session. */
    const give = async (tenant: string): Promise<void> => {
      const named = tenant === B ? theirs : (id: string): string => `ours-${id}`;
      const name = tenant === B ? IN_B_ALONE : 'Hos A';
      const unit = (id: string) => ({ id: named(id), name, kind: 'unit' });
      const measure = { id: named('m'), name, kind: 'count', unitOfMeasure: 'st' };
      const document = { format: 'styrbord/1', units: [unit('u'), unit('v')], measures: [measure] };
      expect(await ask(tenant, 'key', 'post', '/api/v1/documents', document)).toMatchObject({ status: 200 });
      const measurement = { measure: named('m'), unit: named('u'), period: '2022-01', value: '7' };
      expect(await ask(tenant, 'key', 'post', '/api/v1/measurements', measurement, { 'idempotency-key': 'same' })).toMatchObject({
        status: 200,
      });
      await putAccount(mongodb, { tenant, account: 'chef', demo: false });
      const { headers } = await fetch(`${product.of('steering')[0]?.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: `chef@${tenant}`, password: PASSWORD }),
      });
      cookies.set(tenant, headers.get('set-cookie')?.split(';')[0] ?? '');
      expect(cookies.get(tenant)).toContain(`styrbord=${tenant}.`);
    };
    const ask = async (
      tenant: string,
      way: Way,
      method: string,
      path: string,
      body?: object,
      more: Record<string, string> = {},
    ): Promise<Asked> => {
      const who: Record<string, string> =
        way === 'key' ? { authorization: `Bearer ${keys.get(tenant)}` } : { cookie: cookies.get(tenant) ?? '', origin: product.url };
      const type: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
      const answer = await fetch(product.url + path, {
        method: method.toUpperCase(),
        headers: { ...who, ...type, ...more },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(20_000),
      });
      return { status: answer.status, text: await firstOf(answer) };
    };
    const routes = async () => {
      const documents = await Promise.all(product.instances.map(async ({ url }) => (await fetch(`${url}/api/v1/openapi.json`)).json()));
      const all = new Map<string, { method: string; path: string; query: string[] }>();
      for (const { paths } of documents as { paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>> }[])
        for (const [path, methods] of Object.entries(paths))
          for (const [method, { parameters = [] }] of Object.entries(methods))
            all.set(`${method} ${path}`, { method, path, query: parameters.flatMap((one) => (one.in === 'query' ? [one.name] : [])) });
      return all;
    };
    const QUERY: Readonly<Record<string, (named: (id: string) => string) => string>> = {
      unit: (named) => named('u'),
      measure: (named) => named('m'),
      period: () => '2022-01',
    };

    it.each<Way>(['key', 'session'])(
      'every route by A’s %s on what is B’s answers as for what never was',
      async (way) => {
        const before = await commitsOfMongo(mongodb, B);
        const differing: unknown[] = [];
        let asked = 0;
        for (const [name, { method, path, query }] of await routes()) {
          if (/\/session|\/health|\/metrics/.test(path)) continue;
          expect([name, name in BODIES || method === 'get' || method === 'delete']).toEqual([name, true]);
          const about = async (named: (id: string) => string) => {
            const filled = path.replace('{unit}', named('u')).replace('{id}', named(path.includes('/measures/') ? 'm' : 'u'));
            const search = new URLSearchParams(query.flatMap((one): [string, string][] => (QUERY[one] ? [[one, QUERY[one](named)]] : [])));
            const answer = await ask(A, way, method, `${filled}?${search.toString()}`, BODIES[name]?.(named));
            return { ...answer, text: neutral(answer.text) };
          };
          const [on, off] = [await about(theirs), await about(nowhere)];
          asked++;
          // What A hands out meanwhile is A's own history, which grows.
          const isSame = on.status === off.status && (on.text === off.text || /\/(audit|history)\b/.test(path));
          if (!isSame || on.text.includes(IN_B_ALONE) || on.status >= 500) differing.push([name, on, off]);
        }
        expect(asked).toBeGreaterThan(35);
        expect(differing).toEqual([]);
        expect(await commitsOfMongo(mongodb, B)).toEqual(before);
        expect(JSON.stringify(await commitsOfMongo(mongodb, A))).not.toContain(IN_B_ALONE);
      },
      120_000,
    );

    it('B’s cursor, idempotency key, session and numbers are worth nothing to A', async () => {
      const page = JSON.parse((await ask(B, 'key', 'get', '/api/v1/units?limit=1')).text) as { next: string };
      const units = await ask(A, 'key', 'get', `/api/v1/units?cursor=${encodeURIComponent(page.next)}`);
      expect(units.text).not.toContain(IN_B_ALONE);
      const measurement = { measure: 'ours-m', unit: 'ours-u', period: '2022-02', value: '8' };
      const own = await ask(A, 'key', 'post', '/api/v1/measurements', measurement, { 'idempotency-key': 'of-a' });
      expect(JSON.parse(own.text)).toMatchObject({ ledger: `${A}/steering` });
      const reused = await ask(
        B,
        'key',
        'post',
        '/api/v1/measurements',
        { ...measurement, measure: theirs('m'), unit: theirs('u') },
        { 'idempotency-key': 'of-a' },
      );
      expect(JSON.parse(reused.text)).toMatchObject({ ledger: `${B}/steering` });
      const token = cookies.get(B)?.split('.')[1] ?? '';
      const forged = await fetch(`${product.url}/api/v1/units`, { headers: { cookie: `styrbord=${A}.${token}` } });
      expect(forged.status).toBe(401);
      const swapped = await fetch(`${product.url}/api/v1/units`, { headers: { authorization: `Bearer ${keys.get(B)?.replace(B, A)}` } });
      expect(swapped.status).toBe(401);
      expect(JSON.parse((await ask(A, 'key', 'get', '/api/v1/status')).text)).toMatchObject({
        ledgers: [{ ledger: `${A}/steering` }, { ledger: `${A}/audit` }, { ledger: `${A}/alerts` }],
      });
    }, 60_000);

    it('what A’s systems send to the inbox reaches nothing of B’s', async () => {
      const before = await commitsOfMongo(mongodb, B);
      const producer = kafkaOf({ brokers: [kafka], client: 'source' }).producer();
      await producer.connect();
      const value = JSON.stringify({ measure: theirs('m'), unit: theirs('u'), period: '2022-03', value: '9' });
      await producer.send({
        topic: 'styrbord.measurements.inbox',
        messages: [{ key: A, value, headers: { id: `from-a-${run}`, ledger: `${B}/steering` } }],
      });
      await producer.disconnect();
      await until(
        async () => (JSON.parse((await ask(A, 'key', 'get', '/api/v1/status')).text) as { inbox: { refused: number } }).inbox.refused === 1,
      );
      expect(await commitsOfMongo(mongodb, B)).toEqual(before);
      expect(JSON.parse((await ask(B, 'key', 'get', '/api/v1/status')).text)).toMatchObject({ inbox: { accepted: 0, refused: 0 } });
    }, 60_000);

    it('an account of a demo that was copied there opens nothing', async () => {
      await putAccount(mongodb, { tenant: A, account: 'forvaltare', demo: true });
      const signedIn = async (account: string): Promise<number> => {
        const answer = await fetch(`${product.of('steering')[0]?.url}/api/v1/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ account: `${account}@${A}`, password: PASSWORD }),
        });
        return answer.status;
      };
      expect([await signedIn('chef'), await signedIn('forvaltare')]).toEqual([200, 401]);
    });

    it('a suspended tenant is shut out and comes back whole; its ledgers can be exported meanwhile, and the file be verified', async () => {
      const before = await commitsOfMongo(mongodb, A);
      expect((await ask(A, 'key', 'get', '/api/v1/subjects/erasures')).status).toBe(200);
      expect(await cli('suspend', A)).toMatchObject({ code: 0 });
      const answers = () => Promise.all(product.instances.map(({ url }) => statusAt(url, keys.get(A) ?? '')));
      await until(async () => (await answers()).every((status) => status === 401));
      expect((await ask(B, 'key', 'get', '/api/v1/units')).status).toBe(200);
      const exported = await mkdtemp(join(tmpdir(), 'styrbord-export-'));
      const out = join(exported, 'a.ndjson');
      expect(await cli('export', A, '--out', out)).toMatchObject({ code: 0, commits: before.length, root: before.at(-1)?.root });
      const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
      const commits = lines.map((line) => JSON.parse(line) as Commit);
      expect(commits.slice(0, before.length)).toEqual(before);
      expect(new Set(commits.slice(before.length).map(({ ledger }) => ledger))).toEqual(new Set([`${A}/audit`]));
      expect((await styrbord(['verify', '--data', out])).out).toContain(`${A}/audit: ${commits.length - before.length} commits`);
      expect(await cli('export', A, '--out', out)).toMatchObject({ code: 1 });
      expect(await cli('export', 'nobody', '--out', `${out}2`)).toMatchObject({ code: 1 });
      await rm(exported, { recursive: true });
      expect(await cli('resume', A)).toMatchObject({ code: 0 });
      await until(async () => (await answers()).every((status) => status === 200));
      expect(await commitsOfMongo(mongodb, A)).toEqual(before);
    }, 90_000);
  },
);

async function statusAt(url: string, key: string): Promise<number> {
  const path = '/api/v1/session';
  return (await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })).status;
}

/** A stream has no end: its first bytes say what it is. */
async function firstOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.includes('event-stream')) return answer.text();
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

/** Without the name asked for, and without what every answer says anew. */
function neutral(text: string): string {
  return text
    .replaceAll(/(theirs|absent)-/g, '')
    .replaceAll(/"(at|recordedAt|createdAt)":"[^"]*"/g, '')
    .replaceAll(/"no":\d+/g, '')
    .replaceAll(/"(id|principal)":"k-[^"]*"|"key":"[^"]*"/g, '');
}

interface Put {
  readonly tenant: string;
  readonly account: string;
  readonly demo: boolean;
}

async function putAccount(mongodb: string, { tenant, account, demo }: Put): Promise<void> {
  const mongo = await openMongo(mongodb);
  const documents = new MongoDocuments(await mongo.tenant(tenant, { documents: true }));
  const identities = new Identities(documents, readConfig({ STYRBORD_TENANT: tenant, STYRBORD_DEMO: 'none' }), Date.now);
  await identities.putAccount({
    account,
    name: { sv: 'Chef', en: 'Head' },
    role: 'administrator',
    units: 'all',
    password: PASSWORD,
    demo,
  });
  await mongo.close();
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + SEEN_WITHIN_MS; !(await isSo()); await setTimeout(100))
    if (Date.now() > end) throw new Error('not in time');
}
