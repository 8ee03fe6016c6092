import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Operation {
  readonly method: string;
  readonly path: string;
}

/** Of the demo. */
const CASE = 'target-missed~nara~budget~2022-T1';

const RULE = {
  id: 'egen',
  kind: 'target-missed',
  name: 'Egen',
  scope: { unit: 'nara' },
  severity: 'note',
  isOn: true,
  pendingPeriods: 1,
  band: { width: '0.5', unit: 'measure' },
};

/** A good body of each write route: what every bad one is made from. */
const GOOD: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /api/v1/measurements': { measure: 'budget', unit: 'nara', period: '2022-T1', value: '-16' },
  'POST /api/v1/measurements/corrections': { measure: 'budget', unit: 'nara', period: '2022-T1', value: '-15', reason: 'x' },
  'POST /api/v1/measurements/withdrawals': { measure: 'budget', unit: 'nara', period: '2022-T1', reason: 'x' },
  'POST /api/v1/measurements/disputes': { measure: 'budget', unit: 'nara', period: '2022-T1', reason: 'x' },
  'POST /api/v1/documents': { format: 'styrbord/1', units: [{ id: 'hc', name: 'HC', kind: 'unit', parent: 'nara' }] },
  'PUT /api/v1/plans/{id}': { unit: 'nara', period: '2023', perspectives: [] },
  'PUT /api/v1/targets': { measure: 'budget', unit: 'nara', text: 'minst 1 mnkr', period: '2022' },
  'PUT /api/v1/units/{id}': { name: 'Ny', kind: 'unit', parent: 'nara' },
  'POST /api/v1/units/changes': { kind: 'close', unit: 'nara', on: '2023-01-01' },
  'POST /api/v1/absences': { measure: 'budget', unit: 'nara', from: '2023-01', reason: 'suppressed' },
  'POST /api/v1/limits': { measure: 'budget', unit: 'nara', from: '2022-T1', reason: 'x' },
  'POST /api/v1/limits/withdrawals': { measure: 'budget', unit: 'nara', from: '2022-T1', reason: 'x' },
  'POST /api/v1/judgements': {
    plan: 'nara-2022',
    unit: 'nara',
    period: '2022-T1',
    level: 'perspective',
    node: 'medborgare',
    result: 'met',
    reason: 'x',
  },
  'POST /api/v1/judgements/withdrawals': {
    plan: 'nara-2022',
    unit: 'nara',
    period: '2022-T1',
    level: 'perspective',
    node: 'medborgare',
    reason: 'x',
  },
  'POST /api/v1/comments': { measure: 'budget', unit: 'nara', period: '2022-T1', text: 'x' },
  'POST /api/v1/laboratory/target': { text: 'öka', kind: 'count' },
  'POST /api/v1/laboratory/process-behaviour': { values: [1, '2.5', null, 3], better: 'higher', target: 2, segments: [2], screen: true },
  'POST /api/v1/laboratory/history': { measure: 'budget', unit: 'nara', baselinePoints: 12, screen: true },
  'POST /api/v1/laboratory/weights': {
    unit: 'nara',
    period: '2022-T1',
    weights: [{ level: 'perspective', node: 'ekonomi', weight: '2' }],
  },
  'POST /api/v1/keys': { name: 'x', role: 'viewer' },
  'POST /api/v1/subjects/erasures': {
    subject: `s-${'0'.repeat(24)}`,
    ground: 'gdpr-17-1-a-no-longer-necessary',
    decision: 'RS 2026/17',
  },
  'POST /api/v1/subjects/erasures/{id}/approvals': {},
  'POST /api/v1/subjects/erasures/{id}/withdrawals': { reason: 'x' },
  'POST /api/v1/history/sample/notes': { seed: 'a', count: 5, from: 1, to: 2, no: 1, index: 0, verdict: 'ok', text: 'x' },
  'POST /api/v1/alerts/{case}/acknowledgements': { until: '2030-01-01T00:00:00Z', comment: 'x' },
  'POST /api/v1/alerts/{case}/snoozes': { until: '2030-01-01T00:00:00Z' },
  'POST /api/v1/alerts/{case}/assignments': { to: 'p-1' },
  'POST /api/v1/alerts/{case}/comments': { text: 'x' },
  'POST /api/v1/alerts/{case}/closings': { cause: 'x' },
  'PUT /api/v1/alert-rules': RULE,
  'PUT /api/v1/notice-settings': {
    schedule: { zone: 'Europe/Stockholm', digest: { kind: 'weekly', at: '07:30', weekday: 1 }, quiet: { from: '20:00', to: '07:00' } },
    mail: 'anna@example.se',
    subscriptions: [{ unit: 'nara', measure: 'budget' }],
    deputies: [{ person: 'demo-controller', from: '2030-01-01', to: '2030-01-02' }],
  },
  'PUT /api/v1/responsibilities': { unit: 'nara', measure: 'budget', persons: ['demo-controller'] },
  'POST /api/v1/deliveries/{message}/resends': {},
  'POST /api/v1/deliveries/{token}/bounces': { status: '5.1.1' },
  'POST /api/v1/alert-recipients/{recipient}/returns': {},
  'POST /api/v1/unsubscriptions/{token}': { 'List-Unsubscribe': 'One-Click' },
  'POST /api/v1/alert-rules/trial': { ...RULE, months: 24 },
  'POST /api/v1/audit/evidence': { unit: 'nara', period: '2022-T1' },
  'POST /api/v1/session': { account: 'controller', password: 'wrong' },
};

const BAD_VALUES: readonly unknown[] = [
  { $gt: '' },
  [],
  [[]],
  [1],
  {},
  12345.5,
  true,
  '\u0000'.repeat(60_000),
  'x'.repeat(60_000),
  '../../etc',
  { sv: 1 },
  -1e308,
];

const BAD_TEXTS = (good: string): string[] => [
  '',
  '{',
  '[]',
  'null',
  '1',
  '"text"',
  'true',
  '[{}]',
  '{"a":1,}',
  '\ufeff{',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  `{"a":${'['.repeat(30)}${']'.repeat(30)}}`,
  '{"a":'.repeat(30) + '1' + '}'.repeat(30),
  '{"value":1e400}',
  '{"value":-0}',
  '{"value":"\\ud800"}',
  '{"value":12345678901234567890}',
  `${good.slice(0, -1)},"unheard-of":1}`,
  `${good.slice(0, -1)},"__proto__":1}`,
  `${good.slice(0, -1)},"note":"${'x'.repeat(200_000)}"}`,
  `{"a":"${'x'.repeat(200_000)}"}`,
];

describe('bad bodies', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
  }, 60_000);
  afterAll(() => product.stop());

  const ledgers = async (): Promise<unknown> => (await operator.get('/status')).body['ledgers'];

  it('get a 4xx with a code on every write route of the OpenAPI document, and move nothing', async () => {
    const operations = writes((await operator.get('/openapi.json')).body);
    expect(
      operations.map(({ method, path }) => `${method} ${path}`).filter((route) => !(route in GOOD) && !route.startsWith('DELETE')),
    ).toEqual([]);
    const heads = await ledgers();
    const told: string[] = [];
    for (const { method, path } of operations.filter((operation) => operation.method !== 'DELETE')) {
      const good = GOOD[`${method} ${path}`] ?? {};
      const bodies = badBodies(good);
      expect(bodies.length).toBeGreaterThanOrEqual(50);
      for (const [at, body] of bodies.entries()) {
        const { status, body: answer } = await operator.send(method, path.replace('{id}', 'new-id').replace('{case}', CASE), body);
        const isRefusal = status >= 400 && status < 500 && typeof answer['code'] === 'string';
        if (!isRefusal) told.push(`${method} ${path} #${at} ${body.slice(0, 120)}: ${status} ${JSON.stringify(answer).slice(0, 120)}`);
      }
    }
    expect(told).toEqual([]);
    expect(await ledgers()).toEqual(heads);
  }, 120_000);
});

function writes(document: Readonly<Record<string, unknown>>): Operation[] {
  const paths = document['paths'] as Record<string, Record<string, unknown>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
}

/** Every member replaced by what it is not, every required member left out, and bodies that are none. */
function badBodies(good: Readonly<Record<string, unknown>>): string[] {
  const text = JSON.stringify(good);
  const members = Object.keys(good);
  const replaced = members.flatMap((member) =>
    BAD_VALUES.filter((value) => !isFine(member, value)).map((value) => JSON.stringify({ ...good, [member]: value })),
  );
  const unknown = Array.from({ length: 30 }, (_, at) => JSON.stringify({ ...good, [`unknown-${at}`]: at }));
  return [...BAD_TEXTS(text), ...replaced, ...unknown];
}

/** What some members may well be. */
function isFine(member: string, value: unknown): boolean {
  if (['perspectives', 'units', 'persons', 'subscriptions', 'deputies'].includes(member)) return Array.isArray(value) && value.length === 0;
  if (member === 'values' || member === 'segments') return Array.isArray(value) && value.every((each) => each === 1);
  if (member === 'target') return value === 12345.5;
  if (member === 'screen') return value === true;
  if (member === 'value') return typeof value === 'number' && value > -1e300;
  if (member === 'isOn') return value === true;
  if (member === 'scope') return typeof value === 'object' && !Array.isArray(value) && Object.keys(value as object).length === 0;
  if (member === 'name') return typeof value === 'string' && value.length < 500;
  return (
    typeof value === 'string' &&
    ['text', 'reason', 'password', 'account', 'comment', 'to', 'cause'].includes(member) &&
    value.length < 1_000
  );
}
