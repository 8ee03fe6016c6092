import { caller } from '../api';
import { startProduct, type Product } from '../product';

interface Row {
  readonly id: string;
  readonly verdict: { readonly result: string; readonly reason: string | null; readonly prognosis: string | null };
  readonly disagreeing: readonly string[];
}

describe('Division Nära over HTTP', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  }, 60_000);
  afterAll(() => product.stop());

  it('3 met, 16 missed, 27 none; 19 of 21 judged; no row blank', async () => {
    const { status, body } = await caller(product, product.key).get('/scorecards/nara?period=2022-T1');
    expect(status).toBe(200);
    expect(body['counts']).toEqual({ met: 3, near: 0, missed: 16, none: 27 });
    expect(body['coverage']).toEqual({ judged: 19, of: 21, withoutTarget: 20, laterReport: 5 });
    const rows = rowsOf(body['perspectives']);
    expect(rows).toHaveLength(46);
    expect(rows.every(({ verdict }) => (verdict.result === 'none') === (verdict.reason !== null))).toBe(true);
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get('fallskador')?.verdict).toMatchObject({ result: 'missed', prognosis: 'irrevocably-missed' });
    expect(byId.get('aterinskrivningar')?.disagreeing).toEqual(['K', 'M']);
    expect(byId.get('triage-digitalen')?.verdict).toMatchObject({ result: 'met', prognosis: 'likely' });
  });

  it('division management’s inbox holds what its scorecard says is missed, and no more', async () => {
    const { body } = await caller(product, 'none').get('/session/accounts');
    const management = (body['items'] as { id: string; password: string }[]).find(({ id }) => id === 'divisionsledning');
    const cookie = await sessionOf(product, { account: management?.id, password: management?.password });
    const get = async (path: string): Promise<Record<string, unknown>> =>
      (await (await fetch(`${product.url}/api/v1${path}`, { headers: { cookie } })).json()) as Record<string, unknown>;
    const { perspectives, known } = await get('/scorecards/nara?period=2022-T1');
    const missed = rowsOf(perspectives).filter(({ verdict }) => verdict.result === 'missed');
    const { items } = await get(`/alerts?limit=100&minNo=${(known as { no: number }).no}`);
    const cases = items as { unit: string; period: string; measure: string; kind: string }[];
    expect(cases.map(({ measure }) => measure).toSorted()).toEqual(missed.map(({ id }) => id).toSorted());
    expect(new Set(cases.map(({ unit, period, kind }) => `${kind} ${unit} ${period}`))).toEqual(new Set(['target-missed nara 2022-T1']));
  });

  it('an export imported again changes nothing', async () => {
    const operator = caller(product, product.key);
    const head = await operator.head();
    const { body: document } = await operator.get('/documents?unit=region-norrbotten');
    const { body } = await operator.send('POST', '/documents', document);
    expect(body).toMatchObject({ new: 0, corrections: 0, refused: [] });
    expect(await operator.head()).toBe(head);
  });
});

describe('the demo’s accounts', () => {
  const SECOND = { account: 'dataskyddsombud', password: 'styrbord-dataskyddsombud' };
  const signIn = (product: Product) => caller(product, 'none').send('POST', '/session', SECOND);

  it('see their division, but for two administrators of everything', async () => {
    const product = await startProduct();
    const { body } = await caller(product, 'none').get('/session/accounts');
    const { items } = body as unknown as { items: readonly { id: string; role: string; unit: string | null }[] };
    const signedIn = await signIn(product);
    await product.stop();
    expect(items.map(({ id, role, unit }) => [id, role, unit])).toEqual([
      ['controller', 'controller', 'nara'],
      ['dataskyddsombud', 'administrator', null],
      ['divisionsledning', 'viewer', 'nara'],
      ['forvaltare', 'administrator', null],
      ['revisor', 'auditor', 'nara'],
    ]);
    expect(signedIn).toMatchObject({ status: 200, body: { account: { id: 'demo-dataskyddsombud', units: 'all' } } });
  });

  it('are nobody when their folder is served without the demo, nor are their keys or keys of those; the operator’s are', async () => {
    const demo = await startProduct();
    const cookie = await sessionOf(demo, SECOND);
    const granted = await keyFrom(demo, { cookie, origin: demo.url });
    const keys = {
      granted,
      'granted by that': await keyFrom(demo, { authorization: `Bearer ${granted}` }),
      'the operator’s': await keyFrom(demo, { authorization: `Bearer ${demo.key}` }),
    };
    const opens = async ({ url }: Product): Promise<Record<string, number>> => {
      const asked = Object.entries(keys).map(async ([whose, key]) => [whose, (await caller({ url }, key).get('/units')).status] as const);
      const session = await fetch(`${url}/api/v1/units`, { headers: { cookie } });
      return { ...Object.fromEntries(await Promise.all(asked)), session: session.status };
    };
    const during = await opens(demo);
    await demo.kill();
    const after = await startProduct({ STYRBORD_DATA: demo.folder, STYRBORD_DEMO: 'none' });
    const [then, signedIn] = [await opens(after), await signIn(after)];
    await after.stop();
    const again = await startProduct({ STYRBORD_DATA: demo.folder });
    const resumed = await opens(again);
    await again.stop();
    await demo.stop();
    const all = { granted: 200, 'granted by that': 200, 'the operator’s': 200, session: 200 };
    expect(during).toEqual(all);
    expect(then).toEqual({ granted: 401, 'granted by that': 401, 'the operator’s': 200, session: 401 });
    expect(signedIn.status).toBe(401);
    expect(resumed).toEqual(all);
  }, 120_000);

  const keyFrom = async ({ url }: Product, headers: Readonly<Record<string, string>>): Promise<string> => {
    const body = JSON.stringify({ name: 'Nyckel', role: 'administrator' });
    const answer = await fetch(`${url}/api/v1/keys`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
    return ((await answer.json()) as { key: string }).key;
  };

  it('are nobody without the demo', async () => {
    const product = await startProduct({ STYRBORD_DEMO: 'none' });
    const { body } = await caller(product, 'none').get('/session/accounts');
    const signedIn = await signIn(product);
    await product.stop();
    expect([body['items'], signedIn.status]).toEqual([[], 401]);
  });
});

async function sessionOf({ url }: Product, account: object): Promise<string> {
  const { headers } = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Measures wherever they stand in the tree; companions are not among them. */
function rowsOf(tree: unknown): Row[] {
  if (Array.isArray(tree)) return tree.flatMap(rowsOf);
  if (typeof tree !== 'object' || tree === null) return [];
  const { goals, factors, measures } = tree as { goals?: unknown; factors?: unknown; measures?: Row[] };
  return measures ?? [...rowsOf(goals), ...rowsOf(factors)];
}
