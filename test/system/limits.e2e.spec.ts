import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caller, type Caller } from '../api';
import { monthlyValues } from '../browser/monthly';
import { styrbord } from '../command-line';
import { startProduct, type Product } from '../product';

const PLACE = { measure: 'kontakt-samma-dag', unit: 'nara', cell: 'T', from: '2021-09' };

describe('new limits after a real change', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
    await operator.send('POST', '/measurements', { measurements: monthlyValues() });
  }, 60_000);
  afterAll(() => product.stop());

  const processOf = async (minNo: unknown, knownAt = '') => {
    const { body } = await operator.get(`/measures/${PLACE.measure}/series?unit=nara&minNo=${String(minNo)}${knownAt}`);
    return body['process'] as { proposal: unknown; renewals: unknown[]; segments: unknown[] };
  };

  it('are proposed, approved with a reason, told in history and why, and withdrawn again', async () => {
    const before = await operator.head();
    const proposal = { from: '2021-09', grounds: { side: 'above', points: 7, mean: '75.00' } };
    expect(await processOf(before)).toMatchObject({ proposal, renewals: [], segments: [{ start: '2020-09' }] });

    const approved = await operator.send('POST', '/limits', { ...PLACE, reason: 'Ny telefonväxel' });
    expect([approved.status, approved.body['result']]).toEqual([200, 'recorded']);
    expect(await processOf(approved.body['no'])).toMatchObject({
      proposal: null,
      renewals: [{ from: '2021-09', grounds: proposal.grounds, reason: 'Ny telefonväxel' }],
      segments: [{ start: '2020-09' }, { start: '2021-09' }],
    });
    expect(await processOf(approved.body['no'], `&knownAt=${before}`)).toMatchObject({ proposal, renewals: [] });
    const [entry] = (await operator.get('/history?type=limits-renewed')).body['items'] as { sentence: { sv: string }; reason: string }[];
    expect([entry?.reason, entry?.sentence.sv.endsWith('fick nya gränser från 2021-09: 7 värden i rad över medelvärdet.')]).toEqual([
      'Ny telefonväxel',
      true,
    ]);
    const why = await operator.get(`/scorecards/nara/why?measure=${PLACE.measure}&cell=T&period=2022-T1`);
    expect(JSON.stringify(why.body['process'])).toContain(
      'Nya gränser från 2021-09, godkända: Ny telefonväxel (7 värden i rad över medelvärdet 75,00)',
    );

    const again = await operator.send('POST', '/limits', { ...PLACE, reason: 'En gång till' });
    expect([again.status, again.body['result']]).toEqual([200, 'same']);
    const withdrawn = await operator.send('POST', '/limits/withdrawals', { ...PLACE, reason: 'Växeln togs bort' });
    expect(await processOf(withdrawn.body['no'])).toMatchObject({ proposal, renewals: [], segments: [{ start: '2020-09' }] });
    const none = await operator.send('POST', '/limits/withdrawals', { ...PLACE, reason: 'En gång till' });
    expect([none.status, none.body['code']]).toEqual([422, 'limits-not-renewed']);
  });

  it('go along in an exported document: into the same ledger without a change, into another with reason and all', async () => {
    for (const [from, reason] of [
      ['2022-02', 'Nytt arbetssätt'],
      ['2021-09', 'Ny telefonväxel'],
    ])
      expect((await operator.send('POST', '/limits', { ...PLACE, from, reason })).body['result']).toBe('recorded');
    const document = (await operator.get(`/documents?unit=region-norrbotten&minNo=${await operator.head()}`)).body;
    const limits = [
      { ...PLACE, from: '2021-09', reason: 'Ny telefonväxel' },
      { ...PLACE, from: '2022-02', reason: 'Nytt arbetssätt' },
    ];
    expect(document['limits']).toEqual(limits);
    const again = await operator.send('POST', '/documents', document);
    expect([again.status, again.body]).toMatchObject([200, { new: 0, corrections: 0, refused: [] }]);

    const other = await startProduct({ STYRBORD_DEMO: 'none' });
    const folder = await mkdtemp(join(tmpdir(), 'styrbord-limits-'));
    try {
      const environment = { STYRBORD_URL: other.url, STYRBORD_API_KEY: other.key };
      const [exported, imported] = [join(folder, 'one.json'), join(folder, 'other.json')];
      await writeFile(exported, JSON.stringify(document));
      const { code, out } = await styrbord(['import', exported, '--json'], environment);
      expect([code, JSON.parse(out)]).toMatchObject([0, { refused: [] }]);
      const reader = caller(other, other.key);
      const { body } = await reader.get(`/measures/${PLACE.measure}/series?unit=nara&minNo=${await reader.head()}`);
      const { renewals, segments } = body['process'] as { renewals: object[]; segments: object[] };
      expect(renewals).toMatchObject(limits.map(({ from, reason }) => ({ from, reason })));
      expect(segments).toMatchObject([{ start: '2020-09' }, { start: '2021-09' }, { start: '2022-02' }]);
      expect((await styrbord(['export', 'nara', '--out', imported], environment)).code).toBe(0);
      expect(JSON.parse(await readFile(imported, 'utf8'))).toMatchObject({ limits });
    } finally {
      await other.stop();
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
