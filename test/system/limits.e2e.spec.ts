import { caller, type Caller } from '../api';
import { monthlyValues } from '../browser/monthly';
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
});
