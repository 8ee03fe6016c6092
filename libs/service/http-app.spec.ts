import { Body, Controller, Get, Global, Module, Param, Post, Query, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import type { FastifyReply } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Access, Allow, CurrentPrincipal } from './access';
import { Command, type CommandContext } from './command-context';
import { readConfig } from './config';
import { DecimalValue, FreeText, Id, NameText, Optional, Parts } from './fields';
import { createHttpApp } from './http-app';
import { KeyController } from './key.controller';
import { Identities } from './identities';
import { LargeBody } from './large-body';
import { ProblemError } from './problem';
import { KnownQuery } from './queries';
import { Readiness } from './readiness';
import { MAY, type Principal, type Role } from './roles';
import { ACCESS_LOG, DOCUMENTS, ORGANISATION, type AccessGrant, type AccessLog, type OrganisationNow } from './tokens';

const OPERATOR_KEY = 'an-operator-key-of-more-than-32-characters';
const PARENTS: Readonly<Record<string, string | null>> = { region: null, nara: 'region', björknäs: 'nara', fjarran: 'region' };

const organisation: OrganisationNow = {
  exists: (unit) => unit in PARENTS,
  isWithin: (unit, roots) => roots.includes(unit) || (PARENTS[unit] ? organisation.isWithin(PARENTS[unit], roots) : false),
};

class Row {
  @Id()
  readonly measure: string;

  @Optional()
  @DecimalValue()
  readonly value?: string;
}

class WriteBody {
  @NameText()
  readonly name: { sv: string };

  @Parts(() => Row, { max: 3 })
  readonly rows: readonly Row[];

  @Optional()
  @FreeText(10)
  readonly note?: string | null;
}

@Controller('things')
class ThingController {
  constructor(private readonly access: Access) {}

  @Get(':unit')
  @Allow('read-scorecards')
  read(
    @Param('unit') unit: string,
    @Query() query: KnownQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): object {
    this.access.requireUnit(principal, unit);
    reply.header('etag', 'W/"7"');
    return { unit, ...query };
  }

  @Post()
  @Allow('steer')
  write(@Body() body: WriteBody, @Command() command: CommandContext): object {
    if (body.note === 'full') throw Object.assign(new Error('the store is full'), { name: 'StoreUnavailable', reason: 'full' });
    if (body.note === 'broken') throw new TypeError('secret detail');
    if (body.note === 'refused')
      throw ProblemError.refused({ refused: 'decimal-for-count', pointer: '/rows/0/value', given: '97,5', allowed: 'whole' });
    return { body, command };
  }

  @Post('large')
  @Allow('import')
  @LargeBody()
  large(@Body() body: WriteBody): object {
    return body;
  }
}

const grants: AccessGrant[] = [];
const accessLog: AccessLog = {
  granted: async (grant) => ({ ledger: 'local/steering', no: grants.push(grant) }),
  revoked: async () => ({ ledger: 'local/steering', no: 99 }),
};

@Global()
@Module({
  controllers: [ThingController, KeyController],
  providers: [
    { provide: DOCUMENTS, useFactory: () => new MemoryDocuments() },
    { provide: ORGANISATION, useValue: organisation },
    { provide: ACCESS_LOG, useValue: accessLog },
  ],
  exports: [DOCUMENTS, ORGANISATION, ACCESS_LOG],
})
class ThingModule {}

describe('an app from the outside', () => {
  let app: NestFastifyApplication;
  let webFolder: string;
  let now = Date.parse('2022-05-16T08:00:00Z');

  beforeAll(async () => {
    webFolder = mkdtempSync(join(tmpdir(), 'styrbord-web-'));
    mkdirSync(join(webFolder, 'assets'));
    writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Styrbord</title>');
    writeFileSync(join(webFolder, 'assets/main-AbC.js'), 'export {};');
    const config = readConfig({ STYRBORD_API_KEY: OPERATOR_KEY, STYRBORD_LOG: 'silent' });
    const texts = [
      { 'decimal-for-count': { sv: '{given} för ett antal; bara hela tal.', en: '{given} given for a count; whole numbers only.' } },
    ];
    app = await createHttpApp(ThingModule, { config, texts, clock: () => now, webFolder });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await app.get(Identities).putAccount({
      account: 'controller',
      name: { sv: 'Controller' },
      role: 'controller',
      units: ['nara'],
      password: 'styr-mot-malen',
      demo: true,
    });
  });

  afterAll(async () => {
    await app.close();
    rmSync(webFolder, { recursive: true });
  });

  const operator = { authorization: `Bearer ${OPERATOR_KEY}` };
  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Record<string, string> = operator, payload?: string | object) =>
    app.inject({ method, url, headers: payload === undefined ? headers : { 'content-type': 'application/json', ...headers }, payload });
  const write = (payload: string | object, headers: Record<string, string> = {}) =>
    ask('POST', '/api/v1/things', { ...operator, ...headers }, payload);
  const keyFor = async (role: Role, units?: readonly string[]) =>
    (await ask('POST', '/api/v1/keys', operator, { name: `En ${role}`, role, ...(units ? { units } : {}) })).json<{
      id: string;
      key: string;
    }>();

  it('takes a good command under the id it was given', async () => {
    const answer = await write({ name: 'Nära', rows: [{ measure: 'triage', value: 14.7 }] }, { 'idempotency-key': 'once' });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({
      body: { name: { sv: 'Nära' }, rows: [{ value: '14.7' }] },
      command: { id: 'operator/once', keyed: true, actor: 'operator' },
    });
  });

  it('knows a command by what it asks for, however it is written', async () => {
    const fingerprint = async (body: string) => (await write(body)).json<{ command: { fingerprint: string } }>().command.fingerprint;
    expect(await fingerprint('{"name":"N","rows":[]}')).toBe(await fingerprint(' { "rows": [], "name": "N" } '));
    expect(await fingerprint('{"name":"N","rows":[]}')).not.toBe(await fingerprint('{"name":"M","rows":[]}'));
  });

  it.each([
    ['not JSON', '{', 400, 'body-not-json', undefined],
    ['nothing', '', 400, 'body-required', undefined],
    ['a list', '[]', 400, 'body-required', undefined],
    ['a text', '"x"', 400, 'body-required', undefined],
    ['half a character', '{"name":"\\ud800","rows":[]}', 400, 'lone-surrogate', '/name'],
    ['half a character as a name', '{"\\udc00":1}', 400, 'lone-surrogate', ''],
    ['a number past all', '{"rows":[{"value":1e400}]}', 400, 'number-not-finite', '/rows/0/value'],
    ['minus zero', '{"rows":[{"value":-0}]}', 400, 'minus-zero', '/rows/0/value'],
    ['a number that was rounded', '{"rows":[{"value":9007199254740993}]}', 400, 'number-not-exact', '/rows/0/value'],
    ['a prototype', '{"__proto__":{"admin":true}}', 400, 'forbidden-member', '/__proto__'],
    ['a constructor', '{"constructor":{"prototype":{}}}', 400, 'forbidden-member', '/constructor'],
    ['30 levels', `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`, 400, 'nested-too-deep', undefined],
    ['an unknown member', '{"name":"N","rows":[],"no/such":1}', 422, 'unknown-member', '/no~1such'],
    ['an unknown member inside', '{"name":"N","rows":[{"measure":"m","x":1}]}', 422, 'unknown-member', '/rows/0/x'],
    ['nothing where something is needed', '{"rows":[]}', 422, 'required', '/name'],
    ['an operator for a value', '{"name":"N","rows":[{"measure":"m","value":{"$gt":""}}]}', 422, 'not-a-value', '/rows/0/value'],
    ['an operator for a list', '{"name":"N","rows":{"$gt":""}}', 422, 'not-a-list', '/rows'],
    ['an operator for a name', '{"name":{"$gt":""},"rows":[]}', 422, 'not-a-name', '/name'],
    ['a list for an object', '{"name":"N","rows":[[]]}', 422, 'not-an-object', '/rows'],
    ['null for an object', '{"name":"N","rows":[null]}', 422, 'not-an-object', '/rows'],
    ['too many', '{"name":"N","rows":[{"measure":"a"},{"measure":"b"},{"measure":"c"},{"measure":"d"}]}', 422, 'too-many', '/rows'],
    ['a bad id', '{"name":"N","rows":[{"measure":"../etc"}]}', 422, 'id-malformed', '/rows/0/measure'],
    ['a long text', '{"name":"N","rows":[],"note":"longer than ten"}', 422, 'too-long', '/note'],
    ['what the domain refuses', '{"name":"N","rows":[],"note":"refused"}', 422, 'decimal-for-count', '/rows/0/value'],
  ])('refuses %s', async (_, body, status, code, pointer) => {
    const answer = await write(body);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code, type: `urn:styrbord:problem:${code}` });
    expect(answer.statusCode).toBe(status);
    if (pointer !== undefined) expect(answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe(pointer);
  });

  it('says a refusal in the language asked for, with what was given', async () => {
    const body = { name: 'N', rows: [], note: 'refused' };
    expect((await write(body)).json()).toMatchObject({ title: '97,5 för ett antal; bara hela tal.' });
    const english = await write(body, { 'accept-language': 'sv;q=0.5, en-GB' });
    expect(english.json()).toMatchObject({
      title: '97,5 given for a count; whole numbers only.',
      errors: [{ given: '97,5', allowed: 'whole' }],
    });
  });

  it('names each member that is missing or unknown', async () => {
    expect((await write('{"no/such":1,"rows":[{}]}')).json()).toMatchObject({
      detail: 'no/such är okänd här. name saknas. measure saknas.',
    });
  });

  it('takes null for absent', async () => {
    expect((await write({ name: 'N', rows: [{ measure: 'm', value: null }], note: null })).statusCode).toBe(201);
  });

  it('refuses bytes that are no UTF-8, other content types and compressed bodies', async () => {
    const bytes = await app.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...operator, 'content-type': 'application/json' },
      payload: Buffer.from([0x22, 0xff, 0x22]),
    });
    expect(bytes.json()).toMatchObject({ status: 400, code: 'body-not-utf-8' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/xml']) {
      expect((await write('a=1', { 'content-type': type })).json()).toMatchObject({ status: 415, code: 'content-type-unsupported' });
    }
    expect((await write('{}', { 'content-encoding': 'gzip' })).json()).toMatchObject({ status: 415, code: 'content-encoding-unsupported' });
  });

  it('refuses 200 kB, takes it on a route made for it, and there from nobody unknown', async () => {
    const body = { name: 'N', rows: [], note: 'x'.repeat(200_000) };
    expect((await write(body)).json()).toMatchObject({ status: 413, code: 'body-too-large' });
    expect((await ask('POST', '/api/v1/things/large', operator, body)).json()).toMatchObject({ status: 422, code: 'too-long' });
    expect((await ask('POST', '/api/v1/things/large', {}, body)).json()).toMatchObject({ status: 401 });
  });

  it('answers what it does not know with 404 and a problem', async () => {
    for (const url of ['/api/v1/nothing', '/api/nothing', '/health/nothing', '/assets/nothing.js']) {
      expect((await ask('GET', url)).json()).toMatchObject({ status: 404, code: 'route-unknown' });
    }
    expect((await ask('POST', '/api/v1/nothing')).json()).toMatchObject({ status: 404, code: 'route-unknown' });
    expect((await ask('GET', '/api/v1/things/%ff')).json()).toMatchObject({ status: 400, code: 'request-malformed' });
  });

  it('says 503 and when to come back for a full disk, and nothing about an error of ours', async () => {
    const full = await write({ name: 'N', rows: [], note: 'full' });
    expect([full.statusCode, full.headers['retry-after'], full.json<{ code: string }>().code]).toEqual([503, '1', 'store-full']);
    const broken = await write({ name: 'N', rows: [], note: 'broken' });
    expect(broken.json()).toMatchObject({ status: 500, code: 'internal-error' });
    expect(broken.body).not.toMatch(/secret|TypeError|at /);
  });

  it('refuses a query that repeats itself, is unknown, or makes no sense', async () => {
    expect((await ask('GET', '/api/v1/things/nara?knownAt=1&knownAt=2')).json()).toMatchObject({ status: 400, code: 'repeated-query-key' });
    expect((await ask('GET', '/api/v1/things/nara?who=1')).json()).toMatchObject({ status: 400, code: 'unknown-member' });
    expect((await ask('GET', '/api/v1/things/nara?minNo=-1')).json()).toMatchObject({ status: 400, code: 'not-a-whole-number' });
    expect((await ask('GET', '/api/v1/things/nara?knownAt=yesterday')).json()).toMatchObject({ status: 400, code: 'malformed' });
    expect((await ask('GET', '/api/v1/things/nara?knownAt=2022-05-16T10:00:00+02:00')).statusCode).toBe(200);
    expect((await ask('GET', '/api/v1/things/nara?who=1')).json()).toMatchObject({ detail: 'who är okänd här.' });
    expect((await ask('GET', '/api/v1/things/nara?minNo=7&knownAt=2022-05-16T08:00:00Z')).json()).toEqual({
      unit: 'nara',
      minNo: 7,
      knownAt: '2022-05-16T08:00:00Z',
    });
  });

  it('answers 304 to who has it already', async () => {
    const fresh = await ask('GET', '/api/v1/things/nara');
    expect([fresh.headers.etag, fresh.headers['cache-control']]).toEqual(['W/"7"', 'private, no-cache']);
    const again = await ask('GET', '/api/v1/things/nara', { ...operator, 'if-none-match': '"7"' });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await ask('GET', '/api/v1/things/nara', { ...operator, 'if-none-match': '"6"' })).statusCode).toBe(200);
    const head = await app.inject({ method: 'HEAD', url: '/api/v1/things/nara', headers: { ...operator, 'if-none-match': '"7"' } });
    expect([head.statusCode, head.body]).toEqual([304, '']);
  });

  it('lets every read be asked about again, and no write', async () => {
    const first = await ask('GET', '/api/v1/session');
    expect(first.headers['cache-control']).toBe('no-store');
    const again = await ask('GET', '/api/v1/session', { ...operator, 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await keyFor('viewer');
    const before = await ask('GET', '/api/v1/keys');
    await keyFor('viewer');
    expect((await ask('GET', '/api/v1/keys', { ...operator, 'if-none-match': String(before.headers.etag) })).statusCode).toBe(200);
    const written = await write({ name: 'N', rows: [] }, { 'if-none-match': '*' });
    expect([written.statusCode, written.headers.etag]).toEqual([201, undefined]);
  });

  it('refuses an Idempotency-Key that is none', async () => {
    for (const key of ['', 'å', 'x'.repeat(256)]) {
      expect((await write({ name: 'N', rows: [] }, { 'idempotency-key': key })).json()).toMatchObject({
        status: 400,
        code: 'idempotency-key-malformed',
      });
    }
    expect((await write({ name: 'N', rows: [] })).json()).toMatchObject({ command: { keyed: false } });
  });

  it('asks who it is, what they may, and where', async () => {
    expect((await ask('GET', '/api/v1/things/nara', {})).json()).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect((await ask('GET', '/api/v1/things/nara', { authorization: 'Bearer sbk_local_wrong' })).statusCode).toBe(401);
    expect((await ask('GET', '/api/v1/things/nara', { authorization: 'Basic YTpi' })).statusCode).toBe(401);
    const { key } = await keyFor('viewer', ['nara']);
    const viewer = { authorization: `Bearer ${key}` };
    for (const unit of ['nara', encodeURIComponent('björknäs')])
      expect((await ask('GET', `/api/v1/things/${unit}`, viewer)).statusCode).toBe(200);
    for (const unit of ['region', 'fjarran', 'nowhere']) {
      expect((await ask('GET', `/api/v1/things/${unit}`, viewer)).json()).toMatchObject({ status: 404, code: 'unit-unknown' });
    }
    expect((await ask('POST', '/api/v1/things', viewer, { name: 'N', rows: [] })).json()).toMatchObject({
      status: 403,
      code: 'not-allowed-to',
    });
    expect((await ask('GET', '/api/v1/keys', viewer)).statusCode).toBe(403);
  });

  it('refuses a key of another tenant', async () => {
    const { key } = await keyFor('viewer');
    expect(
      (await ask('GET', '/api/v1/things/nara', { authorization: `Bearer ${key.replace('sbk_local_', 'sbk_other_')}` })).statusCode,
    ).toBe(401);
  });

  it('shows a key once, however often its creation is asked for, and ends it for good', async () => {
    const headers = { ...operator, 'idempotency-key': 'make-a-key' };
    const first = (await ask('POST', '/api/v1/keys', headers, { name: 'Källa', role: 'source', units: ['nara'] })).json<{
      id: string;
      key: string;
    }>();
    const again = (await ask('POST', '/api/v1/keys', headers, { name: 'Källa', role: 'source', units: ['nara'] })).json<{
      id: string;
      key: string | null;
    }>();
    expect([again.id, again.key]).toEqual([first.id, null]);
    expect(first.key).toMatch(/^sbk_local_[\w-]{43}$/);
    expect(grants.at(-1)).toEqual({ principal: first.id, kind: 'key', role: 'source', units: ['nara'] });
    const list = await ask('GET', '/api/v1/keys');
    expect(list.body).not.toContain(first.key);
    expect(list.json<{ items: { id: string }[] }>().items.map(({ id }) => id)).toContain(first.id);
    const end = { ...operator, 'idempotency-key': 'end-it' };
    for (let time = 0; time < 2; time++)
      expect((await ask('DELETE', `/api/v1/keys/${first.id}`, end)).json()).toEqual({ ledger: 'local/steering', no: 99 });
    expect((await ask('DELETE', `/api/v1/keys/${first.id}`)).json()).toMatchObject({ status: 404, code: 'key-unknown' });
    expect((await ask('GET', '/api/v1/session', { authorization: `Bearer ${first.key}` })).statusCode).toBe(401);
  });

  it('lets nobody grant more than they have', async () => {
    const { key } = await keyFor('administrator', ['nara']);
    const local = { authorization: `Bearer ${key}` };
    expect((await ask('POST', '/api/v1/keys', local, { name: 'X', role: 'viewer' })).json()).toMatchObject({
      status: 403,
      code: 'grant-wider-than-own',
    });
    expect((await ask('POST', '/api/v1/keys', local, { name: 'X', role: 'viewer', units: ['nara', 'region'] })).json()).toMatchObject({
      status: 404,
      code: 'unit-unknown',
    });
    const own = await keyFor('viewer', ['region']);
    expect((await ask('DELETE', `/api/v1/keys/${own.id}`, local)).statusCode).toBe(404);
    expect((await ask('GET', '/api/v1/keys', local)).body).not.toContain(own.id);
  });

  describe('with a session', () => {
    const own = { origin: 'http://localhost:80', host: 'localhost:80', 'sec-fetch-site': 'same-origin' };
    const signIn = async (password = 'styr-mot-malen', headers: Record<string, string> = own) =>
      ask('POST', '/api/v1/session', headers, { account: 'controller', password });
    const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>) => String(answer.headers['set-cookie']).split(';')[0] ?? '';

    it('tells everybody the demo’s accounts', async () => {
      expect((await ask('GET', '/api/v1/session/accounts', {})).json()).toEqual({
        items: [{ id: 'controller', name: { sv: 'Controller' }, role: 'controller', password: 'styr-mot-malen', unit: 'nara' }],
        next: null,
      });
    });

    it('signs in with a cookie no script can read, new each time', async () => {
      const first = await signIn();
      expect(first.json()).toEqual({
        account: { id: 'demo-controller', name: { sv: 'Controller' }, role: 'controller', units: ['nara'], may: MAY.controller },
      });
      expect(first.headers['set-cookie']).toMatch(/^styrbord=local\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const second = await signIn('styr-mot-malen', { ...own, cookie: cookieOf(first) });
      expect(cookieOf(second)).not.toBe(cookieOf(first));
      expect((await ask('GET', '/api/v1/session', { cookie: cookieOf(first) })).statusCode).toBe(401);
      expect((await ask('GET', '/api/v1/session', { cookie: cookieOf(second) })).statusCode).toBe(200);
    });

    it('takes writes by cookie from its own pages only', async () => {
      const cookie = cookieOf(await signIn());
      const post = (headers: Record<string, string>) =>
        ask('POST', '/api/v1/things', { host: 'localhost:80', cookie, ...headers }, { name: 'N', rows: [] });
      expect((await post(own)).statusCode).toBe(201);
      expect((await post({ origin: 'http://localhost:80' })).statusCode).toBe(201);
      for (const headers of [
        {},
        { origin: 'http://evil.example' },
        { origin: 'null' },
        { ...own, 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        expect((await post(headers as Record<string, string>)).json()).toMatchObject({ status: 403, code: 'other-origin' });
      }
      expect((await signIn('styr-mot-malen', { ...own, origin: 'http://evil.example' })).json()).toMatchObject({
        status: 403,
        code: 'other-origin',
      });
    });

    it('ends by signing out, by 30 minutes of nothing, and after 10 hours of anything', async () => {
      const session = (cookie: string) => ask('GET', '/api/v1/session', { cookie });
      const out = cookieOf(await signIn());
      expect((await ask('DELETE', '/api/v1/session', { ...own, cookie: out })).statusCode).toBe(204);
      expect((await session(out)).statusCode).toBe(401);
      const idle = cookieOf(await signIn());
      now += 29 * 60_000;
      expect((await session(idle)).statusCode).toBe(200);
      now += 29 * 60_000;
      expect((await session(idle)).statusCode).toBe(200);
      now += 30 * 60_000;
      expect((await session(idle)).statusCode).toBe(401);
      const long = cookieOf(await signIn());
      for (let minutes = 0; minutes < 580; minutes += 20) {
        now += 20 * 60_000;
        expect((await session(long)).statusCode).toBe(200);
      }
      now += 20 * 60_000;
      expect((await session(long)).statusCode).toBe(401);
    });

    it('tires of wrong passwords, and says for how long', async () => {
      const codes: number[] = [];
      for (let time = 0; time < 12; time++) codes.push((await signIn('fel')).statusCode);
      expect(codes).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
      const held = await signIn();
      expect([held.statusCode, held.headers['retry-after']]).toEqual([429, '6']);
      now += 60_000;
      expect((await signIn()).statusCode).toBe(200);
    });
  });

  it('holds a key that asks too much, and never the operator’s', async () => {
    const { key } = await keyFor('viewer');
    const ask601 = async (authorization: string) => {
      let last = 0;
      for (let time = 0; time <= 600; time++) last = (await ask('GET', '/api/v1/session', { authorization })).statusCode;
      return last;
    };
    expect(await ask601(`Bearer ${key}`)).toBe(429);
    expect(await ask601(operator.authorization)).toBe(200);
  });

  it('is live at once, and ready when everything is', async () => {
    let caughtUp = false;
    app.get(Readiness).register('views', () => caughtUp || 'at commit 3 of 9');
    expect((await ask('GET', '/health/live', {})).json()).toEqual({ status: 'live' });
    const waiting = await ask('GET', '/health/ready', {});
    expect([waiting.statusCode, waiting.headers['retry-after']]).toEqual([503, '1']);
    expect(waiting.json()).toMatchObject({ code: 'not-ready', detail: 'views: at commit 3 of 9' });
    caughtUp = true;
    expect((await ask('GET', '/health/ready', {})).statusCode).toBe(200);
  });

  it('counts requests by route, not by address', async () => {
    const metrics = (await ask('GET', '/metrics', {})).body;
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/api/v1/things/:unit",status="200"}');
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
    expect(metrics).not.toContain('fjarran');
  });

  it('serves the pages: hashed files for ever, every other address the app itself', async () => {
    const page = await ask('GET', '/board/nara', {});
    expect([page.statusCode, page.headers['cache-control'], page.headers['content-type']]).toEqual([
      200,
      'no-cache',
      'text/html; charset=utf-8',
    ]);
    expect((await ask('GET', '/', {})).body).toContain('<title>Styrbord</title>');
    expect((await ask('GET', '/assets/main-AbC.js', {})).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask('GET', '/../package.json', {})).statusCode).toBe(404);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("worker-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers['strict-transport-security']).toBeUndefined();
  });

  it('describes every route', async () => {
    const { paths } = (await ask('GET', '/api/v1/openapi.json', {})).json<{
      paths: Record<string, Record<string, { security: object[]; parameters: { name: string }[] }>>;
    }>();
    expect(Object.keys(paths).toSorted()).toEqual([
      '/api/v1/keys',
      '/api/v1/keys/{id}',
      '/api/v1/session',
      '/api/v1/session/accounts',
      '/api/v1/things',
      '/api/v1/things/large',
      '/api/v1/things/{unit}',
      '/health/live',
      '/health/ready',
      '/metrics',
    ]);
    expect(paths['/api/v1/session']?.['post']?.security).toEqual([]);
    expect(paths['/api/v1/things']?.['post']?.parameters.map(({ name }) => name)).toContain('Idempotency-Key');
    expect((await ask('GET', '/api/docs', {})).body).toContain('swagger-ui');
  });
});
