import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Act {
  readonly actor: string;
  readonly actorName: { readonly sv: string } | null;
}

const PLACE = { measure: 'sjukfranvaro', unit: 'nara', cell: 'T', period: '2022-T1' };

describe('who did it, by name', () => {
  let product: Product;
  let operator: Caller;
  let controller: Caller;
  let auditor: Caller;
  let no: number;
  let ids: Readonly<Record<'controller' | 'auditor', string>>;
  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
    const keyOf = async (name: string, role: string): Promise<readonly [Caller, string]> => {
      const { body } = await operator.send('POST', '/keys', { name, role, units: ['nara'] });
      return [caller(product, String(body['key'])), String(body['id'])];
    };
    const [[first, firstId], [second, secondId]] = [
      await keyOf('Kerstin Controller', 'controller'),
      await keyOf('Rolf Revisor', 'auditor'),
    ];
    [controller, auditor, ids] = [first, second, { controller: firstId, auditor: secondId }];
    const correction = { ...PLACE, value: '9.9', reason: 'Ny körning' };
    no = Number((await controller.send('POST', '/measurements/corrections', correction)).body['no']);
  }, 60_000);
  afterAll(() => product.stop());

  const kerstin = (): object => ({ actor: ids.controller, actorName: { sv: 'Kerstin Controller' } });

  it('in the history, and of one change', async () => {
    const { items } = (await auditor.get(`/history?minNo=${no}&measure=sjukfranvaro`)).body as { items: readonly Act[] };
    expect(items[0]).toMatchObject(kerstin());
    expect((await auditor.get(`/history/${no}/0`)).body).toMatchObject(kerstin());
  });

  it('where two moments differ', async () => {
    const { rows } = (await auditor.get(`/replay/nara/diff?period=2022-T1&from=1&to=${no}`)).body as { rows: readonly { events: Act[] }[] };
    expect(rows).toMatchObject([{ events: [kerstin()] }]);
  });

  it('of a change that was drawn, and of who noted on it', async () => {
    const drawn = `seed=frö&count=1&from=${no}&to=${no}`;
    const note = { seed: 'frö', count: 1, from: no, to: no, no, index: 0, verdict: 'ok', text: 'Underlaget finns.' };
    expect((await auditor.send('POST', '/history/sample/notes', note)).status).toBe(200);
    expect((await auditor.get(`/history/sample?${drawn}`)).body['items']).toMatchObject([
      { ...kerstin(), notes: [{ actor: ids.auditor, actorName: { sv: 'Rolf Revisor' } }] },
    ]);
  });

  it('in why a light is what it is, to those who may read the audit and to no other', async () => {
    const asked = `/scorecards/nara/why?measure=sjukfranvaro&cell=T&period=2022-T1&minNo=${no}`;
    const eventOf = async (reader: Caller): Promise<Act | undefined> => {
      const { inputs } = (await reader.get(asked)).body as { inputs: readonly { role: string; event: Act }[] };
      return inputs.find(({ role }) => role === 'outcome')?.event;
    };
    expect(await eventOf(auditor)).toMatchObject(kerstin());
    const { body } = await operator.send('POST', '/keys', { name: 'Läsare av tavlan', role: 'viewer', units: ['nara'] });
    expect(await eventOf(caller(product, String(body['key'])))).toMatchObject({ actor: ids.controller, actorName: null });
  });

  it('but the pseudonym alone where no name is known, as of the product itself', async () => {
    expect((await auditor.get('/history/1/60')).body).toMatchObject({ actor: 'styrbord', actorName: null });
  });

  it('and to nobody who may not read what was done', async () => {
    const { body } = await operator.send('POST', '/keys', { name: 'Läsare', role: 'viewer', units: ['nara'] });
    expect((await caller(product, String(body['key'])).get(`/history/${no}/0`)).status).toBe(403);
  });
});
