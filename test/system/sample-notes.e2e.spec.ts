import { caller, type Answer, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Note {
  readonly no: number;
  readonly verdict: string;
  readonly text: string;
  readonly actor: string;
}

interface Drawn {
  readonly seed: string;
  readonly from: number;
  readonly to: number;
  readonly items: readonly { readonly no: number; readonly index: number; readonly units: string[]; readonly notes: readonly Note[] }[];
}

describe('an auditor’s notes on a sample', () => {
  let product: Product;
  let operator: Caller;
  let auditor: Caller;
  let narrow: Caller;
  let controller: Caller;
  let sample: Drawn;
  const grow = (): Promise<Answer> =>
    operator.send('POST', '/comments', { measure: 'budget', unit: 'nara', period: '2022-T1', text: crypto.randomUUID() });
  const draw = async (by: Caller, query: string): Promise<Drawn> => {
    const { status, body } = await by.get(`/history/sample?${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body as unknown as Drawn;
  };
  const note = (more: object = {}): object => {
    const { seed, from, to, items } = sample;
    const [{ no, index } = { no: 0, index: 0 }] = items;
    return { seed, count: 10, from, to, no, index, verdict: 'finding', text: 'Skälet saknar underlag.', ...more };
  };
  const notesOf = ({ items }: Drawn): readonly (readonly Note[])[] => items.map(({ notes }) => notes);

  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
    const made = async (role: string, units?: readonly string[]): Promise<Caller> =>
      caller(product, String((await operator.send('POST', '/keys', { name: role, role, ...(units ? { units } : {}) })).body['key']));
    [auditor, controller] = [await made('auditor'), await made('controller')];
    await operator.send('PUT', '/units/annan', { name: 'Annan', kind: 'unit', parent: 'nara' });
    await operator.get(`/units?minNo=${await operator.head()}`);
    narrow = await made('auditor', ['annan']);
    sample = await draw(auditor, 'seed=revision&count=10');
  }, 60_000);
  afterAll(() => product.stop());

  it('is read with the change, whoever draws the sample again, however the ledger has grown', async () => {
    const { status, body } = await auditor.send('POST', '/history/sample/notes', note());
    expect([status, body]).toEqual([200, { ledger: 'local/audit', no: 1 }]);
    await auditor.send('POST', '/history/sample/notes', note({ verdict: 'ok', text: 'Underlaget finns.' }));
    await grow();
    const again = await draw(operator, `seed=revision&count=10&to=${sample.to}`);
    expect(again).toMatchObject({ seed: 'revision', from: 1, to: sample.to });
    expect(again.items.map(({ no, index }) => [no, index])).toEqual(sample.items.map(({ no, index }) => [no, index]));
    expect(notesOf(again)[0]).toMatchObject([
      { no: 1, verdict: 'finding', text: 'Skälet saknar underlag.', actor: expect.stringMatching(/^k-/) },
      { no: 2, verdict: 'ok', text: 'Underlaget finns.' },
    ]);
    expect(notesOf(again).slice(1).flat()).toEqual([]);
    expect(notesOf(await draw(operator, `seed=revision&count=20&to=${sample.to}`)).flat()).toHaveLength(2);
    expect(notesOf(await draw(operator, `seed=annat&count=500&to=${sample.to}`)).flat()).toEqual([]);
  });

  it('is an event: the history says who noted what on which change, and the sample it came from', async () => {
    const { body } = await operator.get('/history?type=sample-note-written');
    const [{ no, index } = { no: 0, index: 0 }] = sample.items;
    expect((body['items'] as object[])[1]).toMatchObject({
      ledger: 'local/audit',
      sentence: { sv: `Granskningen skrev om ${no}:${index}: iakttagelse.` },
      after: { seed: 'revision', count: 10, from: 1, to: sample.to, no, index, verdict: 'finding' },
      actor: expect.stringMatching(/^k-/),
    });
  });

  it('is done once for a key, and the key does nothing else', async () => {
    const key = { 'idempotency-key': 'note' };
    const first = await auditor.send('POST', '/history/sample/notes', note({ verdict: 'question' }), key);
    expect(await auditor.send('POST', '/history/sample/notes', note({ verdict: 'question' }), key)).toEqual(first);
    const other = await auditor.send('POST', '/history/sample/notes', note({ verdict: 'ok' }), key);
    expect(other.body['code']).toBe('idempotency-key-reused');
  });

  it.each([
    ['a change that the sample does not draw', { seed: 'annat', count: 1 }, 422, 'change-not-drawn'],
    ['a change that is not there', { no: 999_999 }, 404, 'event-unknown'],
    ['a sample of commits to come', { to: 999_999 }, 422, 'range-unfit'],
    ['a text that names somebody', { text: 'enligt @[Åsa Ekdahl]' }, 422, 'mark-misplaced'],
    ['a seed that names somebody', { seed: '@[Åsa Ekdahl]' }, 422, 'mark-misplaced'],
    ['no text', { text: ' ' }, 422, 'required'],
    ['another verdict', { verdict: 'fine' }, 422, 'not-among-allowed'],
  ])('is refused on %s', async (_, more, status, code) => {
    const answer = await auditor.send('POST', '/history/sample/notes', note(more));
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('is written by auditors, not by who is audited, and on what they see', async () => {
    const refused = await controller.send('POST', '/history/sample/notes', note());
    expect([refused.status, refused.body['code']]).toEqual([403, 'not-allowed-to']);
    const ofNara = sample.items.find(({ units }) => units.includes('nara'));
    const { no, index } = ofNara ?? { no: 0, index: 0 };
    const unseen = await narrow.send('POST', '/history/sample/notes', note({ no, index }));
    expect([unseen.status, unseen.body['code']]).toEqual([404, 'event-unknown']);
    expect((await narrow.get('/history?type=sample-note-written')).body['items']).toEqual([]);
  });
});
