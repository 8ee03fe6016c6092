import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKey, type NoteKey } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { caller } from '../api';
import { verified } from '../audit/audited-ledger';
import { auditKeyIn, serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { seeded, SEED } from '../faults/seeded';
import { generatedOrders, GROUND } from './orders';

interface Entry {
  readonly no: number;
  readonly index: number;
  readonly type: string;
  readonly reason: string | null;
}

const servers = serversOf();

(servers ? describe : describe.skip)(
  servers ? 'audit as a service of its own' : 'audit as a service: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () => {
    let product: DistributedProduct;
    let folder: string;
    beforeAll(async () => {
      if (!servers) return;
      folder = await mkdtemp(join(tmpdir(), 'styrbord-audit-'));
      const key = await auditKeyIn(folder);
      const settings = { STYRBORD_AUDIT_KEYS: key, STYRBORD_AUDIT_NAME: 'audit.example.se', STYRBORD_AUDIT_FOLDER: folder };
      product = await startDistributed(servers, { each: 2, audits: 2, settings });
    }, 120_000);
    afterAll(async () => {
      await product?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('shows every change that steering made, and proves the board that boards serves', async () => {
      const operator = caller(product, product.key);
      await operator.send('POST', '/documents', GROUND, { 'idempotency-key': 'ground' });
      let no = 0;
      for (const { key, method, path, body } of generatedOrders(seeded(SEED), 40)) {
        const answer = await operator.send(method, path, body, { 'idempotency-key': key });
        if (answer.status === 200) no = Math.max(no, (answer.body as { no: number }).no);
      }
      const { body: board } = await operator.get(`/scorecards/nara?period=2022-T1&minNo=${no}`);
      const { body: replayed } = await operator.get(`/replay/nara?period=2022-T1&at=${no}&minNo=${no}`);
      expect(replayed).toEqual(board);
      const { body: history } = await operator.get(`/history?limit=1&minNo=${no}`);
      expect(history).toMatchObject({ items: [{ no, ledger: `${product.tenant}/steering` }] });
      const { body: keys } = await operator.get('/audit/keys');
      const key = parseKey(sha256, (keys as { items: { key: string }[] }).items[0]?.key ?? '') as NoteKey;
      const pack = await fetch(`${product.url}/api/v1/audit/evidence`, {
        method: 'POST',
        headers: { authorization: `Bearer ${product.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ unit: 'nara', period: '2022-T1', to: String(no) }),
      });
      const verdict = await verified(new Uint8Array(await pack.arrayBuffer()), [key]);
      expect(verdict).toMatchObject({ result: 'good', signedBy: ['audit.example.se'] });
    }, 120_000);

    it('records what every service hands out, many at once, in one ledger without gap', async () => {
      const operator = caller(product, product.key);
      const recorded = async (): Promise<Entry[]> => (await operator.get('/history?ledger=audit&limit=1000')).body['items'] as Entry[];
      const before = (await recorded()).length;
      const asked = Array.from({ length: 12 }, (_, at) => [
        operator.get(`/documents?unit=nara&reason=${at}`),
        operator.get(`/subjects?reason=${at}`),
        operator.send('POST', '/audit/evidence', { unit: 'nara', period: '2022-T1', reason: String(at) }),
      ]).flat();
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
      const entries = (await recorded()).slice(0, -before || undefined);
      const types = ['evidence-pack-made', 'export-made', 'subject-data-read'];
      for (const type of types) expect(new Set(entries.filter((entry) => entry.type === type).map(({ reason }) => reason)).size).toBe(12);
      expect(entries).toHaveLength(asked.length);
      const places = entries.map(({ no, index }) => `${no}:${index}`);
      expect(new Set(places).size).toBe(asked.length);
      const { body } = await operator.get(`/audit/checkpoint?ledger=audit&covers=${entries[0]?.no}`);
      expect(String(body['text']).split('\n').slice(0, 2)).toEqual([
        `audit.example.se/${product.tenant}/audit`,
        String(before + asked.length),
      ]);
    }, 120_000);

    it('keeps an auditor’s note where the other instance reads it', async () => {
      const operator = caller(product, product.key);
      const { body } = await operator.get('/history/sample?seed=revision&count=3');
      const { from, to, items } = body as { from: number; to: number; items: { no: number; index: number }[] };
      const [{ no, index } = { no: 0, index: 0 }] = items;
      const note = { seed: 'revision', count: 3, from, to, no, index, verdict: 'finding', text: 'Skälet saknar underlag.' };
      const written = await operator.send('POST', '/history/sample/notes', note);
      expect(written.body).toMatchObject({ ledger: `${product.tenant}/audit` });
      for (let instance = 0; instance < 2; instance++) {
        const again = await operator.get(`/history/sample?seed=revision&count=3&to=${to}`);
        expect((again.body['items'] as { notes: object[] }[])[0]?.notes).toMatchObject([{ verdict: 'finding' }]);
      }
    }, 60_000);
  },
);
