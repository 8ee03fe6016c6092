import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBase64 } from '@styrbord/proof/base64';
import { parseCheckpoint, type Checkpoint } from '@styrbord/proof/checkpoint';
import { leafHash, verifyInclusion } from '@styrbord/proof/merkle';
import { parseNote } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { openDatabase } from '@styrbord/sqlite/database';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Entry {
  readonly ledger: string;
  readonly no: number;
  readonly index: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly sentence: { readonly sv: string };
  readonly after: unknown;
  readonly reason: string | null;
  readonly actor: string;
  readonly request: string;
}

const NAME = 'Åsa Ekdahl-Öström';
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

describe('what is handed out is in the history', () => {
  let product: Product;
  let operator: Caller;
  let auditor: Caller;
  let outside: string;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    outside = await mkdtemp(join(tmpdir(), 'styrbord-disclosures-'));
    operator = caller(product, product.key);
    const measures = [{ id: 'm', name: 'm', kind: 'amount', unitOfMeasure: '', better: 'higher', overTime: 'last' }];
    const units = ['u', 'w'].map((id) => ({ id, name: id.toUpperCase(), kind: 'unit' }));
    const measurements = units.map(({ id }) => ({ measure: 'm', unit: id, period: '2022-T1', value: '471147114711' }));
    const document = { format: 'styrbord/1', units, measures, measurements };
    expect((await operator.send('POST', '/documents', document)).body).toMatchObject({ refused: [] });
    await operator.send('POST', '/comments', { measure: 'm', unit: 'u', period: '2022-T1', text: `@[${NAME}] skrev` });
    const made = await operator.send('POST', '/keys', { name: 'Revisor', role: 'auditor', units: ['u'] });
    auditor = caller(product, String(made.body['key']));
  }, 60_000);
  afterAll(async () => {
    await product.stop();
    await rm(outside, { recursive: true, force: true });
  });

  const found = async (query: string, by: Caller = operator): Promise<readonly Entry[]> => {
    const { status, body } = await by.get(`/history?limit=1000&${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body['items'] as Entry[];
  };
  const cli = (...args: string[]): string => execFileSync(process.execPath, ['scripts/styrbord.mjs', ...args], { encoding: 'utf8' });
  const pack = async (body: object): Promise<string> => {
    const response = await fetch(`${product.url}/api/v1/audit/evidence`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    const file = join(outside, `${(await readdir(outside)).length}.zip`);
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    return file;
  };

  it('an export, with what it is of and why', async () => {
    const no = await operator.head();
    expect((await operator.get(`/documents?unit=u&period=2022-T1&reason=Bokslut&minNo=${no}`)).body['format']).toBe('styrbord/1');
    expect(await found('type=export-made')).toEqual([
      expect.objectContaining({
        ledger: 'local/audit',
        no: 1,
        index: 0,
        after: { unit: 'u', period: '2022-T1', known: no },
        sentence: { sv: `U, 2022-T1, exporterades, känt vid ${no}.`, en: expect.any(String) },
        reason: 'Bokslut',
        actor: 'operator',
        source: 'http',
        request: expect.stringMatching(UUID),
        units: ['u'],
      }),
    ]);
  });

  it('an evidence pack, of a board or of everything', async () => {
    const to = await operator.head();
    // Commits are numbers in answers, and may be so here.
    await pack({ unit: 'u', period: '2022-T1', measures: ['m'], from: 1, to, reason: 'Granskning 2022' });
    await pack({});
    const [whole, board] = await found('type=evidence-pack-made');
    expect(board).toMatchObject({
      after: { ledger: 'local/steering', unit: 'u', period: '2022-T1', measures: ['m'], from: 1, to },
      measure: 'm',
      reason: 'Granskning 2022',
    });
    expect(whole).toMatchObject({ after: { unit: null, period: null, measures: null, from: 0, to }, reason: null });
  });

  it('but not of a measure that is none', async () => {
    const refused = await operator.send('POST', '/audit/evidence', { unit: 'u', period: '2022-T1', measures: ['m', 'nothing'] });
    expect([refused.status, refused.body['errors']]).toMatchObject([
      422,
      [{ code: 'measure-unknown', pointer: '/measures/1', given: 'nothing' }],
    ]);
  });

  it('stored events, which are everybody’s, with their places; not where the range is refused', async () => {
    const { status, body } = await operator.get('/audit/entries?start=1&end=3&reason=Egen%20kopia');
    expect([status, (body['items'] as unknown[]).length]).toEqual([200, 2]);
    expect((await operator.get('/audit/entries?start=3&end=1')).status).toBe(422);
    expect((await auditor.get('/audit/entries?start=0&end=1')).status).toBe(403);
    expect(await found('type=entries-read')).toMatchObject([
      { ledger: 'local/audit', after: { ledger: 'local/steering', start: 1, end: 3 }, reason: 'Egen kopia', units: [] },
    ]);
    expect(await found('type=entries-read', auditor)).toEqual([]);
  });

  it('names of subjects, and what is known of erasures', async () => {
    const listed = (await operator.get('/subjects?reason=RS%202026%2F17')).body['items'] as { subject: string; name: string }[];
    expect(listed).toMatchObject([{ name: NAME }]);
    await operator.get('/subjects/erasures');
    expect((await found('type=subject-data-read')).map(({ after, reason }) => ({ after, reason }))).toEqual([
      { after: { what: 'erasures', subjects: [] }, reason: null },
      { after: { what: 'names', subjects: [listed[0]?.subject] }, reason: 'RS 2026/17' },
    ]);
  });

  it('without the contents, and without a name even where one is given', async () => {
    const refused = await operator.get(`/documents?unit=u&reason=${encodeURIComponent(`för @[${NAME}]`)}`);
    expect([refused.status, refused.body['code']]).toEqual([422, 'mark-misplaced']);
    for (const file of (await readdir(product.folder)).filter((name) => name.startsWith('audit.db')))
      for (const secret of [NAME, '471147114711', 'skrev'])
        expect([file, secret, (await readFile(join(product.folder, file))).includes(secret)]).toEqual([file, secret, false]);
  });

  it('by person, unit, measure and ledger, and only to who may see it', async () => {
    const all = await found('ledger=audit');
    expect(all.map(({ type }) => type)).toEqual([
      'subject-data-read',
      'subject-data-read',
      'entries-read',
      'evidence-pack-made',
      'evidence-pack-made',
      'export-made',
    ]);
    await auditor.get('/documents?unit=u');
    await operator.get('/documents?unit=w');
    const me = (await found('unit=u&type=export-made'))[0]?.actor ?? '';
    expect(me).toMatch(/^k-/);
    expect((await found(`actor=${me}&type=export-made`)).map(({ after }) => (after as { unit: string }).unit)).toEqual(['u']);
    expect((await found('measure=m&ledger=audit')).map(({ type }) => type)).toEqual(['evidence-pack-made']);
    expect((await found('ledger=audit', auditor)).map(({ type, after }) => [type, (after as { unit: string }).unit])).toEqual([
      ['export-made', 'u'],
      ['evidence-pack-made', 'u'],
      ['export-made', 'u'],
    ]);
    expect((await auditor.get('/history/5/0?ledger=audit')).status).toBe(404);
    expect((await operator.get('/history/5/0?ledger=audit')).body['type']).toBe('subject-data-read');
  });

  it('beside every other change, page by page, newest first, each once', async () => {
    const whole = await found('');
    const pages: Entry[] = [];
    let cursor = '';
    do {
      const { body } = await operator.get(`/history?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(...(body['items'] as Entry[]));
      cursor = (body['next'] as string | null) ?? '';
    } while (cursor !== '');
    expect(pages).toEqual(whole);
    const times = whole.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(whole.map(({ ledger }) => ledger)).size).toBe(2);
    const [newest] = whole;
    expect((await found(`to=${whole.find(({ type }) => type === 'access-granted')?.no}`)).some(({ type }) => type === 'export-made')).toBe(
      false,
    );
    expect((await found(`from=${newest?.recordedAt}`))[0]).toEqual(newest);
  });

  it('signed and proved like the other ledger', async () => {
    const leaf = (await operator.get('/history/1/0/leaf?ledger=audit')).body as { leaf: number; bytes: string };
    const note = (await operator.get('/audit/checkpoint?ledger=audit')).body['text'] as string;
    const { origin, events } = parseCheckpoint(parseNote(note)?.text ?? '') as Checkpoint;
    expect(origin).toMatch(/\/local\/audit$/);
    const { body } = await operator.get(`/audit/inclusion?ledger=audit&index=${leaf.leaf}&size=${events.size}`);
    const hash = leafHash(sha256, fromBase64(leaf.bytes) as Uint8Array);
    const proof = (body['proof'] as string[]).map((text) => fromBase64(text) as Uint8Array);
    expect(verifyInclusion(sha256, { leaf: hash, index: leaf.leaf, ...events, proof })).toBe(true);
    const keys = join(product.folder, 'audit-key.pub');
    expect(cli('verify', await pack({ ledger: 'audit', reason: 'Hela' }), '--key', keys)).toContain('local/audit');
    expect(cli('verify', '--data', product.folder, '--key', keys)).toContain('audit ledger');
    const refused = await operator.send('POST', '/audit/evidence', { ledger: 'audit', unit: 'u', period: '2022-T1' });
    expect([refused.status, refused.body['code']]).toEqual([422, 'whole-ledger-only']);
  });

  it('or is not handed out: where it cannot be recorded, the answer is 503', async () => {
    const before = (await found('ledger=audit')).length;
    const other = openDatabase(product.folder, 'audit');
    other.exec('BEGIN IMMEDIATE');
    try {
      for (const [method, path, body] of [
        ['GET', '/documents?unit=u'],
        ['GET', '/subjects'],
        ['GET', '/audit/entries?start=0&end=2'],
        ['POST', '/audit/evidence', { unit: 'u', period: '2022-T1' }],
      ] as const) {
        const answer = await operator.send(method, path, body);
        expect([path, answer.status, answer.body['code']]).toEqual([path, 503, 'store-locked']);
        expect(JSON.stringify(answer.body)).not.toContain('471147114711');
        expect(JSON.stringify(answer.body)).not.toContain(NAME);
      }
      expect((await operator.get('/scorecards/u?period=2022-T1')).status).toBe(200);
    } finally {
      other.exec('ROLLBACK');
      other.close();
    }
    expect((await operator.get('/documents?unit=u')).status).toBe(200);
    expect(await found('ledger=audit')).toHaveLength(before + 1);
  }, 120_000);
});
