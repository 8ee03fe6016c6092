import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

const ROLES = ['viewer', 'reporter', 'controller', 'auditor', 'administrator', 'source'] as const;
type Role = (typeof ROLES)[number];

/** Own is where the key is bound; its parent and sibling are not its to see. */
const PLACES = { own: 'b', child: 'c', parent: 'a', sibling: 'd' } as const;

type Permission = 'read' | 'acknowledge' | 'record' | 'steer' | 'organise' | 'import';
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read', 'acknowledge'],
  reporter: ['read', 'acknowledge', 'record'],
  controller: ['read', 'acknowledge', 'record', 'steer', 'organise', 'import'],
  auditor: ['read'],
  administrator: ['read', 'acknowledge', 'record', 'steer', 'organise', 'import'],
  source: ['record'],
};

interface Route {
  readonly permission: Permission;
  readonly method: string;
  readonly path: (unit: string) => string;
  readonly body?: (unit: string) => unknown;
  /** What it is told that lies outside; `unit-unknown` unless said. */
  readonly unknown?: string;
  /** What must be done before it can be, by who may do everything. */
  readonly before?: (operator: Caller, unit: string) => Promise<void>;
}

const caseAt = (unit: string): string => `/alerts/target-missed~${unit}~k~2022-T1`;
const onCase = (what: string, body: () => unknown): Route => ({
  permission: 'acknowledge',
  method: 'POST',
  path: (unit) => `${caseAt(unit)}/${what}`,
  body,
  unknown: 'case-unknown',
});
const ruleAt = (unit: string): object => ({
  id: `regel-${unit}`,
  kind: 'worsening',
  name: `R${++turn}`,
  severity: 'note',
  scope: { unit },
});

/** A new episode: what has been closed is done with. */
async function breachedAnew(operator: Caller, unit: string): Promise<void> {
  for (const value of ['9', '1']) {
    const { body } = await operator.send('POST', '/measurements', { measure: 'k', unit, period: '2022-T1', value, reason: 'x' });
    await operator.get(`/alerts?minNo=${String(body['no'])}`);
  }
}

let turn = 0;
const ROUTES: Readonly<Record<string, Route>> = {
  scorecard: { permission: 'read', method: 'GET', path: (unit) => `/scorecards/${unit}?period=2022-T1` },
  why: { permission: 'read', method: 'GET', path: (unit) => `/scorecards/${unit}/why?measure=m&period=2022-T1` },
  series: { permission: 'read', method: 'GET', path: (unit) => `/measures/m/series?unit=${unit}` },
  laboratory: { permission: 'read', method: 'POST', path: () => '/laboratory/history', body: (unit) => ({ measure: 'm', unit }) },
  weights: {
    permission: 'read',
    method: 'POST',
    path: () => '/laboratory/weights',
    body: (unit) => ({ unit, period: '2022-T1' }),
  },
  periods: { permission: 'read', method: 'GET', path: (unit) => `/periods?unit=${unit}` },
  export: { permission: 'read', method: 'GET', path: (unit) => `/documents?unit=${unit}` },
  measurement: {
    permission: 'record',
    method: 'POST',
    path: () => '/measurements',
    body: (unit) => ({ measure: 'm', unit, period: '2021-01', value: String(++turn), reason: 'x' }),
  },
  correction: {
    permission: 'record',
    method: 'POST',
    path: () => '/measurements/corrections',
    body: (unit) => ({ measure: 'm', unit, period: '2022-T1', value: String(++turn), reason: 'x' }),
  },
  dispute: {
    permission: 'record',
    method: 'POST',
    path: () => '/measurements/disputes',
    body: (unit) => ({ measure: 'm', unit, period: '2022-T1', reason: `x${++turn}` }),
  },
  withdrawal: {
    permission: 'record',
    method: 'POST',
    path: () => '/measurements/withdrawals',
    body: (unit) => ({ measure: 'w', unit, period: '2022-T1', reason: 'x' }),
    before: async (operator, unit) =>
      void (await operator.send('POST', '/measurements', { measure: 'w', unit, period: '2022-T1', value: '1' })),
  },
  absence: {
    permission: 'record',
    method: 'POST',
    path: () => '/absences',
    body: (unit) => ({ measure: 'm', unit, from: '2023-01', reason: 'suppressed', text: String(++turn) }),
  },
  comment: {
    permission: 'record',
    method: 'POST',
    path: () => '/comments',
    body: (unit) => ({ measure: 'm', unit, period: '2022-T1', text: String(++turn) }),
  },
  target: {
    permission: 'steer',
    method: 'PUT',
    path: () => '/targets',
    body: (unit) => ({ measure: 'm', unit, text: `minst ${++turn}`, period: '2022' }),
  },
  limits: {
    permission: 'steer',
    method: 'POST',
    path: () => '/limits',
    body: (unit) => ({ measure: 'm', unit, from: '2022-T2', reason: String(++turn) }),
  },
  judgement: {
    permission: 'steer',
    method: 'POST',
    path: () => '/judgements',
    body: (unit) => ({ plan: 'shared', unit, period: '2022-T1', level: 'goal', node: 'g', result: 'met', reason: String(++turn) }),
  },
  plan: {
    permission: 'steer',
    method: 'PUT',
    path: (unit) => `/plans/plan-${unit}`,
    body: (unit) => ({ unit, period: '2022', decision: `§${++turn}`, perspectives: [] }),
  },
  unit: {
    permission: 'organise',
    method: 'PUT',
    path: (unit) => `/units/${unit}-new-${++turn}`,
    body: (unit) => ({ name: 'Ny', kind: 'unit', parent: unit }),
  },
  change: {
    permission: 'organise',
    method: 'POST',
    path: () => '/units/changes',
    body: (unit) => ({ kind: 'rename', unit, name: `N${++turn}`, on: '2023-01-01' }),
  },
  alerts: { permission: 'read', method: 'GET', path: (unit) => `/alerts?unit=${unit}` },
  'counts of alerts': { permission: 'read', method: 'GET', path: (unit) => `/alerts/counts?unit=${unit}` },
  case: { permission: 'read', method: 'GET', path: caseAt, unknown: 'case-unknown' },
  notices: {
    permission: 'read',
    method: 'GET',
    path: (unit) => `/notices?case=target-missed~${unit}~k~2022-T1`,
    unknown: 'case-unknown',
  },
  'case comment': onCase('comments', () => ({ text: String(++turn) })),
  assignment: onCase('assignments', () => ({ to: `p-${++turn}` })),
  snooze: onCase('snoozes', () => ({ until: new Date(Date.now() + 86_400_000).toISOString() })),
  acknowledgement: onCase('acknowledgements', () => ({})),
  closing: { ...onCase('closings', () => ({ cause: 'x' })), before: breachedAnew },
  'alert rule': { permission: 'steer', method: 'PUT', path: () => '/alert-rules', body: ruleAt },
  chain: { permission: 'read', method: 'GET', path: (unit) => `/responsibilities/chain?unit=${unit}&measure=m` },
  responsibility: {
    permission: 'steer',
    method: 'PUT',
    path: () => '/responsibilities',
    body: (unit) => ({ unit, persons: [] }),
  },
  'own notices': {
    permission: 'read',
    method: 'PUT',
    path: () => '/notice-settings',
    body: (unit) => ({
      schedule: { zone: 'UTC', digest: { kind: 'daily', at: '07:30' } },
      subscriptions: [{ unit }],
      deputies: [],
    }),
  },
  'trial of a rule': { permission: 'steer', method: 'POST', path: () => '/alert-rules/trial', body: ruleAt },
  import: {
    permission: 'import',
    method: 'POST',
    path: () => '/documents',
    body: (unit) => ({ format: 'styrbord/1', comments: [{ measure: 'm', unit, period: '2022-T1', text: String(++turn) }] }),
  },
};

describe('every route × role × own, child, parent, sibling unit', () => {
  let product: Product;
  let operator: Caller;
  const keys = new Map<Role, Caller>();
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    const unit = (id: string, parent: string | null): object => ({ id, name: id, kind: 'unit', parent });
    const units = [unit('a', null), unit('b', 'a'), unit('c', 'b'), unit('d', 'a')];
    const measures = ['m', 'w', 'k'].map((id) => ({ id, name: id, kind: 'amount', unitOfMeasure: '', better: 'higher', overTime: 'last' }));
    const measurements = units.flatMap((one) =>
      measures.flatMap(({ id }) =>
        ['2022-T1', '2022-T2'].map((period) => ({ measure: id, unit: (one as { id: string }).id, period, value: '1' })),
      ),
    );
    const targets = units.map((one) => ({ measure: 'k', unit: (one as { id: string }).id, text: 'minst 5', period: '2022' }));
    const goals = [{ id: 'g', name: 'G', factors: [] }];
    const plans = [{ id: 'shared', unit: 'a', period: '2022', perspectives: [{ id: 'p', name: 'P', goals }] }];
    const { status, body } = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      units,
      measures,
      plans,
      targets,
      measurements,
    });
    expect([status, body]).toEqual([200, expect.objectContaining({ refused: [] })]);
    await operator.get(`/alerts?minNo=${String(body['no'])}`);
    for (const role of ROLES) {
      const made = await operator.send('POST', '/keys', { name: role, role, units: ['b'] });
      keys.set(role, caller(product, String(made.body['key'])));
    }
  }, 60_000);
  afterAll(() => product.stop());

  const cells = Object.keys(ROUTES).flatMap((route) =>
    ROLES.flatMap((role) => Object.keys(PLACES).map((place) => [route, role, place] as const)),
  );
  it.each(cells)('%s by a %s at the %s unit', async (name, role, place) => {
    const { permission, method, path, body, unknown = 'unit-unknown', before: prepare } = ROUTES[name] as Route;
    const unit = PLACES[place as keyof typeof PLACES];
    const head = await operator.head();
    await prepare?.(operator, unit);
    const before = await operator.head();
    const { status, body: answer } = await (keys.get(role) as Caller).send(method, path(unit), body?.(unit));
    const inside = place === 'own' || place === 'child';
    const expected = !MAY[role].includes(permission) ? 403 : inside ? 200 : 404;
    expect([status, answer['code'] ?? null]).toEqual([expected, expected === 200 ? null : expected === 403 ? 'not-allowed-to' : unknown]);
    if (expected !== 200) expect(await operator.head()).toBe(Math.max(head, before));
  });

  it.each(ROLES)('erasing is for an administrator of everything, not for a %s of a unit', async (role) => {
    const code = role === 'administrator' ? 'needs-whole-organisation' : 'not-allowed-to';
    const asked = { subject: `s-${'0'.repeat(24)}`, ground: 'gdpr-17-1-d-unlawful', decision: 'RS 2026/17' };
    for (const [method, path, body] of [
      ['GET', '/subjects'],
      ['GET', '/subjects/erasures'],
      ['POST', '/subjects/erasures', asked],
      ['POST', '/subjects/erasures/e-1/approvals'],
      ['POST', '/subjects/erasures/e-1/withdrawals', { reason: 'x' }],
    ] as const) {
      const { status, body: answer } = await (keys.get(role) as Caller).send(method, path, body);
      expect([path, status, answer['code']]).toEqual([path, 403, code]);
      expect([path, (await operator.send(method, path, body)).status]).toEqual([path, method === 'GET' ? 200 : 404]);
    }
  });

  it.each(ROLES)('noting on a sample is for auditors and administrators: %s', async (role) => {
    const mayNote = role === 'auditor' || role === 'administrator';
    const note = { seed: 'a', count: 1, from: 1, to: 1, no: 1, index: 99, verdict: 'ok', text: 'x' };
    const { status, body } = await (keys.get(role) as Caller).send('POST', '/history/sample/notes', note);
    expect([status, body['code']]).toEqual(mayNote ? [404, 'event-unknown'] : [403, 'not-allowed-to']);
  });

  it.each(ROLES)('the laboratory is for who reads scorecards: a %s', async (role) => {
    const { status, body } = await (keys.get(role) as Caller).send('POST', '/laboratory/process-behaviour', {
      values: [1, 2, 1],
      better: 'higher',
    });
    const expected = MAY[role].includes('read') ? [200, undefined] : [403, 'not-allowed-to'];
    expect([status, body['code']]).toEqual(expected);
  });

  it('without a key every route of the OpenAPI document is 401, but for what is public', async () => {
    const { body } = await operator.get('/openapi.json');
    const open: string[] = [];
    for (const [path, methods] of Object.entries(body['paths'] as Record<string, object>)) {
      for (const method of Object.keys(methods)) {
        const response = await fetch(product.url + path.replace(/\{[^}]+\}/g, 'a'), {
          method: method.toUpperCase(),
          headers: { 'content-type': 'application/json' },
          body: method === 'get' || method === 'delete' ? undefined : '{}',
        });
        if (response.status !== 401) open.push(`${method} ${path}`);
      }
    }
    expect(open.toSorted()).toEqual([
      'delete /api/v1/session',
      'get /api/v1/audit/keys',
      'get /api/v1/session/accounts',
      // What they do takes a token that is signed.
      'get /api/v1/unsubscriptions/{token}',
      'get /health/alerts',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'post /api/v1/deliveries/{token}/bounces',
      'post /api/v1/session',
      'post /api/v1/unsubscriptions/{token}',
    ]);
  });

  it('cases and rules of units one does not see are in no list, and rules for everybody are set by who sees everybody', async () => {
    const controller = keys.get('controller') as Caller;
    const listed = async (by: Caller, path: string, unitOf: (item: never) => string): Promise<string[]> =>
      [...new Set(((await by.get(path)).body['items'] as never[]).map(unitOf))].toSorted();
    expect(await listed(operator, '/alerts', ({ unit }: { unit: string }) => unit)).toEqual(['a', 'b', 'c', 'd']);
    expect(await listed(controller, '/alerts', ({ unit }: { unit: string }) => unit)).toEqual(['b', 'c']);
    const unitOf = ({ case: id }: { case: string }): string => id.split('~')[1] ?? '';
    expect(await listed(operator, '/notices?limit=1000', unitOf)).toEqual(['a', 'b', 'c', 'd']);
    expect(await listed(controller, '/notices?limit=1000', unitOf)).toEqual(['b', 'c']);
    await operator.send('PUT', '/alert-rules', ruleAt('d'));
    const own = await listed(controller, '/alert-rules', ({ scope: { unit } }: { scope: { unit: string | null } }) => unit ?? 'everywhere');
    expect(own).toEqual(['b', 'c', 'everywhere']);
    // One of a unit above holds for theirs.
    await operator.send('PUT', '/alert-rules', ruleAt('a'));
    const held = await listed(
      controller,
      '/alert-rules',
      ({ scope: { unit } }: { scope: { unit: string | null } }) => unit ?? 'everywhere',
    );
    expect(held).toEqual(['a', 'b', 'c', 'everywhere']);
    const counted = async (by: Caller): Promise<unknown> => (await by.get('/alerts/counts')).body['to-handle'];
    const all = (await operator.get('/alerts?tray=to-handle')).body['items'] as { unit: string }[];
    expect([await counted(operator), await counted(controller)]).toEqual([
      all.length,
      all.filter(({ unit }) => unit === 'b' || unit === 'c').length,
    ]);
    const everywhere = { id: 'alla', kind: 'worsening', name: 'Alla', severity: 'note' };
    expect((await controller.send('PUT', '/alert-rules', everywhere)).body['code']).toBe('needs-whole-organisation');
    // Nor can one that holds elsewhere be taken over by setting it anew for oneself.
    expect((await controller.send('PUT', '/alert-rules', { ...ruleAt('d'), scope: { unit: 'b' } })).status).toBe(404);
    expect((await operator.send('PUT', '/alert-rules', everywhere)).status).toBe(200);
  });

  it('units one does not see are in no list', async () => {
    const { body } = await (keys.get('viewer') as Caller).get('/units');
    expect((body['items'] as { id: string }[]).map(({ id }) => id).filter((id) => ['a', 'b', 'c', 'd'].includes(id))).toEqual(['b', 'c']);
  });
});
