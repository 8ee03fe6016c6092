import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@styrbord/sqlite/database';
import { unzipSync } from 'fflate';
import { caller, type Answer, type Caller } from '../api';
import { startProduct, type Product } from '../product';

const NAME = 'Åsa Ekdahl-Öström';
const BY = `@[${NAME}]`;
const KEY_NAME = 'Torkel Wikström-Lund';
const ERASED = '[raderad efter beslut RS 2026/17]';
const GROUND = 'gdpr-17-1-b-consent-withdrawn';
const CLI = 'scripts/styrbord.mjs';

/** Every way the bytes of a secret could lie in a file: as they are, and in base64 at any of three places. */
function shapesOf(secret: Buffer): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), secret]).toString('base64');
    // The ends depend on what stands beside.
    return text.slice(shift === 0 ? 0 : 4, text.length - 4);
  });
  const texts = [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')), secret.toString('hex')];
  return [secret, ...texts.map((text) => Buffer.from(text))];
}

const foundIn = (content: Uint8Array, secrets: readonly Buffer[]): boolean =>
  secrets.some((secret) => shapesOf(secret).some((shape) => Buffer.from(content).includes(shape)));

async function filesWith(folder: string, secrets: readonly Buffer[]): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found: string[] = [];
  for (const { parentPath, name } of names) if (foundIn(await readFile(join(parentPath, name)), secrets)) found.push(name);
  return found;
}

describe('a person named in texts', () => {
  let product: Product;
  let operator: Caller;
  let second: Caller;
  let viewer: Caller;
  let outside: string;
  let key: Buffer;
  let subject: string;
  let erasure: string;
  let oldPack: string;
  const secrets = (): Buffer[] => [...[NAME, NAME.normalize('NFD'), NAME.toLowerCase(), 'Ekdahl-'].map((name) => Buffer.from(name)), key];

  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    outside = await mkdtemp(join(tmpdir(), 'styrbord-erasure-'));
    operator = caller(product, product.key);
    const made = async (role: string): Promise<Caller> =>
      caller(product, String((await operator.send('POST', '/keys', { name: role, role })).body['key']));
    second = await made('administrator');
    viewer = await made('viewer');
    const measures = ['m', 'w'].map((id) => ({ id, name: id, kind: 'amount', unitOfMeasure: '', better: 'higher', overTime: 'last' }));
    const plan = {
      id: 'p',
      unit: 'u',
      period: '2022',
      perspectives: [
        {
          id: 'v',
          name: 'V',
          goals: [{ id: 'g', name: 'G', factors: [{ id: 'f', name: 'F', measures: measures.map(({ id }) => ({ measure: id })) }] }],
        },
      ],
    };
    await done('POST', '/documents', { format: 'styrbord/1', units: [{ id: 'u', name: 'U', kind: 'unit' }], measures, plans: [plan] });
  }, 60_000);
  afterAll(async () => {
    await product.stop();
    await rm(outside, { recursive: true, force: true });
  });

  async function done(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer['body']> {
    const answer = await operator.send(method, path, body, headers);
    expect([answer.status, answer.body]).toEqual([200, answer.body]);
    return answer.body;
  }

  const raw = async (method: string, path: string, body?: unknown): Promise<Buffer> => {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${product.key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  const pack = async (name: string, body: object): Promise<string> => {
    const file = join(outside, name);
    await writeFile(file, await raw('POST', '/audit/evidence', body));
    return file;
  };
  const backup = (): void => {
    const documents = openDatabase(product.folder, 'documents', { readonly: true });
    documents.prepare('VACUUM INTO ?').run(join(outside, 'documents.db'));
    documents.close();
  };
  const cli = (...args: string[]): string => execFileSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  const at = { measure: 'm', unit: 'u', period: '2022-T1' };
  const pages = [
    '/scorecards/u?period=2022-T1',
    '/scorecards/u/why?measure=m&period=2022-T1',
    '/history?limit=200',
    '/replay/u?period=2022-T1&at=2099-01-01T00:00:00Z',
    '/documents?unit=u',
  ];

  it('stands in every kind of free text, and is read by who may read the text', async () => {
    await done('POST', '/measurements', { ...at, value: '1', note: `enligt ${BY}`, source: `${BY}s lista` });
    await done('POST', '/measurements/corrections', { ...at, value: '2', reason: `${BY} räknade fel` });
    await done('POST', '/measurements/disputes', { ...at, reason: `${BY} tvivlar` });
    await done('POST', '/measurements', { ...at, measure: 'w', value: '1' });
    await done('POST', '/measurements/withdrawals', { ...at, measure: 'w', reason: `${BY} tog tillbaka det` });
    await done('POST', '/absences', {
      measure: 'w',
      unit: 'u',
      from: '2023-01',
      reason: 'followed-up-by-another',
      by: BY,
      text: `se ${BY}`,
    });
    await done('POST', '/documents', {
      format: 'styrbord/1',
      reason: `för ${BY}`,
      measurements: [
        { ...at, period: '2021', value: '1' },
        { ...at, value: '3' },
      ],
      disputes: [{ ...at, reason: `${BY} igen` }],
    });
    await done('POST', '/comments', { ...at, text: `${BY} skrev, och ${BY.toUpperCase()} med` });
    for (const path of pages)
      expect([path, JSON.stringify((await operator.get(path)).body)]).toEqual([path, expect.stringContaining(NAME)]);
    expect(JSON.stringify((await viewer.get(pages[0] ?? '')).body)).toContain(NAME);
    const { body } = await operator.get('/scorecards/u?period=2022-T1');
    expect(JSON.stringify(body)).toContain(`"comment":"${NAME} skrev, och ${NAME.toUpperCase()} med"`);
    const listed = (await operator.get('/subjects')).body['items'] as { subject: string; name: string; marks: number }[];
    expect(listed).toEqual([{ subject: expect.stringMatching(/^s-[0-9a-f]{24}$/), name: NAME, erased: null, marks: expect.any(Number) }]);
    expect(listed[0]?.marks).toBeGreaterThanOrEqual(11);
    subject = listed[0]?.subject ?? '';
  }, 60_000);

  it('is in no event, no file of the ledger, and no answer that is kept', async () => {
    const row = { ...at, period: '2020', value: '1', note: `@[${NAME}` };
    const { body } = await operator.send('POST', '/measurements?mode=valid', { measurements: [row, { ...row, period: '2019', note: BY }] });
    expect(JSON.stringify(body)).toContain('mark-malformed');
    const documents = openDatabase(product.folder, 'documents', { readonly: true });
    const stored = documents
      .prepare("SELECT body FROM documents WHERE collection = 'subjects' AND id = ?")
      .pluck()
      .get(`subject/${subject}`) as string;
    documents.close();
    key = Buffer.from((JSON.parse(stored) as { key: string }).key, 'base64url');
    expect(key).toHaveLength(32);
    expect(await filesWith(product.folder, secrets().slice(0, -1))).toEqual([]);
    expect(await filesWith(product.folder, [key])).not.toEqual([]);
  });

  it('is refused where it would be kept in clear, or is no mark', async () => {
    const head = await operator.head();
    const refused = async (method: string, path: string, body: object) => {
      const { status, body: told } = await operator.send(method, path, body);
      return [status, told['code'], (told['errors'] as { pointer: string }[])[0]?.pointer];
    };
    expect(await refused('PUT', '/targets', { measure: 'm', unit: 'u', text: `minst 1 ${BY}`, period: '2022' })).toEqual([
      422,
      'mark-misplaced',
      '/text',
    ]);
    expect(await refused('PUT', '/units/u', { name: BY, kind: 'unit' })).toEqual([422, 'mark-misplaced', '/name/sv']);
    expect(await refused('PUT', '/plans/p', { unit: 'u', period: '2022', decision: BY, perspectives: [] })).toEqual([
      422,
      'mark-misplaced',
      '/decision',
    ]);
    expect(await refused('POST', '/comments', { ...at, text: '@[' })).toEqual([422, 'mark-malformed', '/text']);
    expect(await refused('POST', '/comments', { ...at, text: `@[${'x'.repeat(101)}]` })).toEqual([422, 'mark-too-long', '/text']);
    expect(await refused('POST', '/comments', { ...at, text: `@[subject:${subject}:AAAA]` })).toEqual([422, 'mark-forged', '/text']);
    const entries = (await operator.get('/audit/entries?start=0&end=9')).body['items'] as string[];
    const kept = /@\[subject:[^\]]+\]/.exec(entries.map((entry) => Buffer.from(entry, 'base64').toString()).join(''))?.[0];
    expect(await refused('POST', '/comments', { ...at, text: `stulet: ${kept}` })).toEqual([422, 'mark-forged', '/text']);
    expect(await operator.head()).toBe(head);
  });

  it('changes nothing when an export is imported, or a comment is saved as it was shown', async () => {
    const exported = JSON.parse((await raw('GET', '/documents?unit=u')).toString()) as object;
    expect(JSON.stringify(exported)).toContain(BY);
    expect(await done('POST', '/documents', exported)).toMatchObject({ new: 0, corrections: 0, refused: [] });
    const shown = `${NAME} skrev, och ${NAME.toUpperCase()} med`;
    expect(await done('POST', '/comments', { ...at, text: shown })).toMatchObject({ result: 'same' });
    await done('POST', '/comments', { ...at, text: `${shown}, igen` });
    expect(await filesWith(product.folder, secrets().slice(0, -1))).toEqual([]);
  });

  it('asked twice with one key gives one answer, and another question none', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { ...at, period: '2021', text: `bara ${BY}` };
    const first = await done('POST', '/comments', body, headers);
    expect(await done('POST', '/comments', body, headers)).toEqual(first);
    expect((await operator.send('POST', '/comments', { ...body, text: 'bara @[Bo]' }, headers)).body['code']).toBe(
      'idempotency-key-reused',
    );
    expect(((await operator.get('/subjects')).body['items'] as object[]).length).toBe(1);
  });

  /** The first message of the live board. */
  const snapshot = async (): Promise<string> => {
    const over = new AbortController();
    const response = await fetch(`${product.url}/api/v1/scorecards/u/live?period=2022-T1`, {
      headers: { authorization: `Bearer ${product.key}` },
      signal: over.signal,
    });
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (text.includes('\n\n')) break;
    }
    over.abort();
    return text;
  };

  it('is forgotten only by two, with a ground and a decision', async () => {
    expect(await snapshot()).toContain(NAME);
    backup();
    oldPack = await pack('before.zip', { unit: 'u', period: '2022-T1' });
    const ask = (body: object) => operator.send('POST', '/subjects/erasures', body);
    expect((await ask({ name: NAME, ground: 'because', decision: 'x' })).body['code']).toBe('not-among-allowed');
    expect((await ask({ name: NAME, ground: GROUND, decision: ' ' })).body['code']).toBe('decision-required');
    expect((await ask({ name: 'Ingen Alls', ground: GROUND, decision: 'x' })).status).toBe(404);
    expect((await ask({ name: NAME, subject, ground: GROUND, decision: 'x' })).body['code']).toBe('subject-given-twice');
    const early = String((await done('POST', '/subjects/erasures', { name: NAME, ground: GROUND, decision: 'RS 2026/16' }))['erasure']);
    const withdraw = (reason: string) => second.send('POST', `/subjects/erasures/${early}/withdrawals`, { reason });
    expect((await withdraw(' ')).body['code']).toBe('withdrawal-reason-required');
    expect((await withdraw(`för ${BY}`)).body['code']).toBe('mark-misplaced');
    expect(await withdraw('Fel person')).toMatchObject({ status: 200, body: { erasure: early } });
    const late = await second.send('POST', `/subjects/erasures/${early}/approvals`);
    expect([late.status, late.body['code']]).toEqual([422, 'erasure-withdrawn']);
    expect((await operator.get('/history?type=erasure-withdrawn')).body['items']).toMatchObject([
      {
        reason: 'Fel person',
        decision: 'RS 2026/16',
        sentence: { sv: `Begäran om radering av ${subject} enligt beslut RS 2026/16 återtogs.` },
      },
    ]);
    const asked = await done(
      'POST',
      '/subjects/erasures',
      { name: NAME.toLowerCase(), ground: GROUND, decision: 'RS 2026/17' },
      { 'idempotency-key': 'forget' },
    );
    expect(asked).toMatchObject({ subject });
    erasure = String(asked['erasure']);
    expect((await ask({ subject, ground: GROUND, decision: 'x' })).body['code']).toBe('erasure-under-way');
    const own = await operator.send('POST', `/subjects/erasures/${erasure}/approvals`);
    expect([own.status, own.body['code']]).toEqual([422, 'second-approver-required']);
    expect((await second.send('POST', '/subjects/erasures/e-none/approvals')).status).toBe(404);
    expect(JSON.stringify((await operator.get('/scorecards/u?period=2022-T1')).body)).toContain(NAME);
  });

  it('is nowhere any more once the second has approved', async () => {
    const { etag } = await etagOf();
    const approved = await second.send('POST', `/subjects/erasures/${erasure}/approvals`, undefined, { 'idempotency-key': 'yes' });
    expect([approved.status, approved.body]).toEqual([200, expect.objectContaining({ erasure })]);
    expect(await filesWith(product.folder, secrets())).toEqual([]);
    expect((await etagOf(etag)).status).toBe(200);
    await pages.reduce(async (before, path) => {
      await before;
      const text = JSON.stringify((await operator.get(path)).body);
      expect([path, text.includes(NAME), text.includes(path.startsWith('/documents') ? `@[subject:${subject}:` : ERASED)]).toEqual([
        path,
        false,
        true,
      ]);
    }, Promise.resolve());
    expect((await second.send('GET', '/scorecards/u?period=2022-T1', undefined, { 'accept-language': 'en' })).body).toEqual(
      expect.anything(),
    );
    expect(await snapshot()).toContain(ERASED);
    const english = await second.send('GET', '/scorecards/u?period=2022-T1', undefined, { 'accept-language': 'en' });
    expect(JSON.stringify(english.body)).toContain('[erased by decision RS 2026/17]');
    for (const content of [
      await raw('GET', '/documents?unit=u'),
      ...Object.values(unzipSync(await readFile(await pack('after.zip', { unit: 'u', period: '2022-T1' })))),
    ])
      expect(foundIn(content, secrets())).toBe(false);
    expect((await operator.get('/subjects')).body['items']).toEqual([
      { subject, name: null, erased: { decision: 'RS 2026/17', at: expect.any(String) }, marks: expect.any(Number) },
    ]);
    expect((await operator.get('/subjects/erasures')).body['items']).toMatchObject([
      { decision: 'RS 2026/16', approvedBy: null, withdrawnBy: expect.stringMatching(/^k-/) },
      { id: erasure, subject, ground: GROUND, decision: 'RS 2026/17', requestedBy: 'operator' },
    ]);
    const told = (await operator.get('/history?type=erasure-approved')).body['items'] as { sentence: { sv: string }; decision: string }[];
    expect(told).toMatchObject([{ sentence: { sv: `${subject} raderades efter beslut RS 2026/17.` }, decision: 'RS 2026/17' }]);
  });

  const etagOf = async (etag?: string): Promise<{ status: number; etag: string }> => {
    const response = await fetch(`${product.url}/api/v1/scorecards/u?period=2022-T1`, {
      headers: { authorization: `Bearer ${product.key}`, ...(etag ? { 'if-none-match': etag } : {}) },
    });
    return { status: response.status, etag: response.headers.get('etag') ?? '' };
  };

  it('leaves every proof as good as it was', () => {
    const keys = join(product.folder, 'audit-key.pub');
    for (const file of [oldPack, join(outside, 'after.zip')]) expect(cli('verify', file, '--key', keys)).toContain('2022-T1');
    expect(cli('verify', '--data', product.folder)).not.toBe('');
  });

  it('gives the first answers again, names nobody by doing so, and imports its own export', async () => {
    const { body } = await operator.send('POST', '/comments', { ...at, period: '2021', text: `bara ${BY}` }, { 'idempotency-key': 'once' });
    expect(body).toMatchObject({ result: 'recorded' });
    expect(
      await done(
        'POST',
        '/subjects/erasures',
        { name: NAME.toLowerCase(), ground: GROUND, decision: 'RS 2026/17' },
        { 'idempotency-key': 'forget' },
      ),
    ).toMatchObject({ erasure });
    expect(
      (await second.send('POST', `/subjects/erasures/${erasure}/approvals`, undefined, { 'idempotency-key': 'yes' })).body,
    ).toMatchObject({ erasure });
    expect((await operator.send('POST', '/subjects/erasures', { subject, ground: GROUND, decision: 'x' })).body['code']).toBe(
      'subject-erased',
    );
    expect(await done('POST', '/documents', JSON.parse((await raw('GET', '/documents?unit=u')).toString()))).toMatchObject({
      new: 0,
      corrections: 0,
      refused: [],
    });
    expect(await filesWith(product.folder, secrets())).toEqual([]);
  });

  it('stays forgotten when the server starts again', async () => {
    const before = await raw('GET', '/scorecards/u?period=2022-T1');
    await product.restart();
    expect(JSON.parse((await raw('GET', '/scorecards/u?period=2022-T1')).toString())).toEqual(JSON.parse(before.toString()));
    expect(await filesWith(product.folder, secrets())).toEqual([]);
  }, 60_000);

  it('is erased again when a backup of before is brought back', async () => {
    await product.kill();
    for (const end of ['-wal', '-shm']) await rm(join(product.folder, `documents.db${end}`), { force: true });
    await copyFile(join(outside, 'documents.db'), join(product.folder, 'documents.db'));
    expect(await filesWith(product.folder, [key])).toEqual(['documents.db']);
    await product.restart();
    expect(await filesWith(product.folder, secrets())).toEqual([]);
    expect(JSON.stringify((await operator.get('/scorecards/u?period=2022-T1')).body)).toContain(ERASED);
  }, 60_000);

  it('who has a key or account is forgotten in the same way, and may nothing any more', async () => {
    const made = await done('POST', '/keys', { name: KEY_NAME, role: 'administrator' });
    const theirs = caller(product, String(made['key']));
    expect((await theirs.get('/subjects')).status).toBe(200);
    const actorName = async (): Promise<unknown> => {
      const { items } = (await operator.get(`/history?actor=${String(made['id'])}`)).body as { items: readonly { actorName: unknown }[] };
      return items[0]?.actorName;
    };
    expect(await actorName()).toMatchObject({ sv: KEY_NAME });
    expect(await filesWith(product.folder, [Buffer.from(KEY_NAME)])).not.toEqual([]);
    const asked = await done('POST', '/subjects/erasures', {
      subject: `account:${String(made['id'])}`,
      ground: GROUND,
      decision: 'RS 2026/18',
    });
    expect((await second.send('POST', `/subjects/erasures/${String(asked['erasure'])}/approvals`)).status).toBe(200);
    expect((await theirs.get('/subjects')).status).toBe(401);
    expect(await filesWith(product.folder, [Buffer.from(KEY_NAME)])).toEqual([]);
    expect(await actorName()).toEqual({ sv: '[raderad efter beslut RS 2026/18]', en: '[erased by decision RS 2026/18]' });
  });
});
