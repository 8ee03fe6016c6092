import { setTimeout } from 'node:timers/promises';
import { caller, type Answer, type Caller } from '../api';
import { monthlyValues } from '../browser/monthly';
import { bounceOf, MailServer, unsubscribeOf } from '../mail-server';
import { freePort, startProduct, type Product } from '../product';

/** What earlier routes gave, for later ones to go on with. */
interface Made {
  key: string;
  erasure: string;
  other: string;
  /** The letter about the demo that was refused for good. */
  message: string;
  /** Of the one that was taken. */
  recipient: string;
  token: string;
  bounce: string;
  sample: { readonly from: number; readonly to: number; readonly items: readonly { readonly no: number; readonly index: number }[] };
}

interface Change {
  /** Path members and query; the route's own path where absent. */
  readonly path?: (made: Made) => string;
  readonly body?: (made: Made) => unknown;
  readonly by?: 'second' | 'recipient';
  /** What stands in the history afterwards, in the order recorded. */
  readonly events: readonly string[];
  readonly keep?: (made: Made, answer: Answer) => void;
}

const AT = { measure: 'budget', unit: 'nara', period: '2021-T1' };
/** With values enough for limits of their own. */
const SERIES = { measure: 'kontakt-samma-dag', unit: 'nara', cell: 'T' };
const NODE = { plan: 'nara-2022', unit: 'nara', period: '2022-T1', level: 'perspective', node: 'medborgare' };
/** Of the demo. */
const CASE = 'target-missed~nara~budget~2022-T1';
const NAME = 'Åsa Ekdahl';
const ERASURE = { ground: 'gdpr-17-1-d-unlawful', decision: 'RS 2026/17' };

/** Every route that changes something or hands something out, in an order in which each can be done. */
const CHANGES: Readonly<Record<string, Change>> = {
  'POST /measurements': { body: () => ({ ...AT, value: '-16' }), events: ['measurement-recorded'] },
  'POST /measurements/corrections': { body: () => ({ ...AT, value: '-15', reason: 'x' }), events: ['measurement-corrected'] },
  'POST /measurements/disputes': { body: () => ({ ...AT, reason: 'x' }), events: ['measurement-disputed'] },
  'POST /measurements/withdrawals': { body: () => ({ ...AT, reason: 'x' }), events: ['measurement-withdrawn'] },
  'POST /documents': {
    body: () => ({ format: 'styrbord/1', units: [{ id: 'hc', name: 'HC', kind: 'unit', parent: 'nara' }] }),
    events: ['unit-established'],
  },
  'PUT /units/{id}': {
    path: () => '/units/ny',
    body: () => ({ name: 'Ny', kind: 'unit', parent: 'nara' }),
    events: ['unit-established'],
  },
  'POST /units/changes': { body: () => ({ kind: 'close', unit: 'ny', on: '2023-01-01' }), events: ['unit-closed'] },
  'PUT /plans/{id}': {
    path: () => '/plans/ny',
    body: () => ({ unit: 'hc', period: '2023', perspectives: [] }),
    events: ['plan-updated'],
  },
  'PUT /targets': { body: () => ({ measure: 'budget', unit: 'hc', text: 'minst 1 mnkr', period: '2022' }), events: ['target-set'] },
  'POST /absences': {
    body: () => ({ measure: 'budget', unit: 'hc', from: '2023-01', reason: 'suppressed' }),
    events: ['absence-recorded'],
  },
  'POST /comments': { body: () => ({ ...AT, text: `@[${NAME}] och @[Bo Ek] skrev` }), events: ['comment-written'] },
  'POST /judgements': { body: () => ({ ...NODE, result: 'near', reason: 'x' }), events: ['judgement-signed'] },
  'POST /judgements/withdrawals': { body: () => ({ ...NODE, reason: 'x' }), events: ['judgement-withdrawn'] },
  'POST /keys': {
    body: () => ({ name: 'x', role: 'viewer' }),
    events: ['access-granted'],
    keep: (made, { body }) => (made.key = String(body['id'])),
  },
  'DELETE /keys/{id}': { path: ({ key }) => `/keys/${key}`, events: ['access-revoked'] },
  'POST /subjects/erasures': {
    body: () => ({ name: NAME, ...ERASURE }),
    events: ['erasure-requested'],
    keep: (made, { body }) => (made.erasure = String(body['erasure'])),
  },
  'POST /subjects/erasures/{id}/withdrawals': {
    path: ({ other }) => `/subjects/erasures/${other}/withdrawals`,
    body: () => ({ reason: 'x' }),
    events: ['erasure-withdrawn'],
  },
  'POST /subjects/erasures/{id}/approvals': {
    path: ({ erasure }) => `/subjects/erasures/${erasure}/approvals`,
    by: 'second',
    events: ['erasure-approved'],
  },
  'POST /limits': { body: () => ({ ...SERIES, from: '2021-09', reason: 'x' }), events: ['limits-renewed'] },
  'POST /limits/withdrawals': { body: () => ({ ...SERIES, from: '2021-09', reason: 'x' }), events: ['limits-withdrawn'] },
  'POST /history/sample/notes': {
    body: ({ sample: { from, to, items } }) => {
      const [{ no, index } = { no: 0, index: 0 }] = items;
      return { seed: 'a', count: 1, from, to, no, index, verdict: 'ok', text: 'x' };
    },
    events: ['sample-note-written'],
  },
  'POST /alerts/{case}/comments': { path: () => `/alerts/${CASE}/comments`, body: () => ({ text: 'x' }), events: ['case-commented'] },
  'POST /alerts/{case}/assignments': { path: () => `/alerts/${CASE}/assignments`, body: () => ({ to: 'p-1' }), events: ['case-assigned'] },
  'POST /alerts/{case}/snoozes': {
    path: () => `/alerts/${CASE}/snoozes`,
    body: () => ({ until: new Date(Date.now() + 86_400_000).toISOString() }),
    events: ['case-snoozed'],
  },
  'POST /alerts/{case}/acknowledgements': {
    path: () => `/alerts/${CASE}/acknowledgements`,
    body: () => ({}),
    events: ['case-acknowledged'],
  },
  'POST /alerts/{case}/closings': { path: () => `/alerts/${CASE}/closings`, body: () => ({ cause: 'x' }), events: ['case-closed'] },
  'POST /deliveries/{message}/resends': { path: ({ message }) => `/deliveries/${message}/resends`, events: ['message-requeued'] },
  'POST /deliveries/{token}/bounces': {
    path: ({ bounce }) => `/deliveries/${bounce}/bounces`,
    body: () => ({ status: '5.1.1' }),
    by: 'recipient',
    events: ['message-bounced'],
  },
  'POST /unsubscriptions/{token}': {
    path: ({ token }) => `/unsubscriptions/${token}`,
    body: () => ({ 'List-Unsubscribe': 'One-Click' }),
    by: 'recipient',
    events: ['recipient-left'],
  },
  'POST /alert-recipients/{recipient}/returns': {
    path: ({ recipient }) => `/alert-recipients/${recipient}/returns`,
    events: ['recipient-returned'],
  },
  'PUT /responsibilities': {
    body: () => ({ unit: 'nara', measure: 'budget', persons: ['demo-controller'] }),
    events: ['responsible-set'],
  },
  'PUT /notice-settings': {
    body: () => ({
      schedule: { zone: 'Europe/Stockholm', digest: { kind: 'daily', at: '07:30' } },
      mail: 'anna@example.se',
      subscriptions: [],
      deputies: [],
    }),
    by: 'second',
    events: ['notice-settings-set'],
  },
  'PUT /alert-rules': {
    body: () => ({ id: 'egen', kind: 'worsening', name: 'Egen', severity: 'note', isOn: false }),
    events: ['alert-rule-set'],
  },
  'POST /audit/evidence': { body: () => ({ unit: 'nara', period: '2022-T1' }), events: ['evidence-pack-made'] },
  'GET /audit/entries': { path: () => '/audit/entries?start=0&end=2', events: ['entries-read'] },
  'GET /documents': { path: () => '/documents?unit=nara', events: ['export-made'] },
  'GET /subjects': { events: ['subject-data-read'] },
  'GET /subjects/erasures': { events: ['subject-data-read'] },
};

/** Routes that are no GET and yet leave no event, and why. */
const NOTHING: Readonly<Record<string, { readonly why: string; readonly body?: unknown }>> = {
  'POST /laboratory/target': { why: 'tries a text out, and stores nothing', body: { text: 'öka', kind: 'count' } },
  'POST /laboratory/process-behaviour': {
    why: 'tries values out, and stores nothing',
    body: { values: [1, 2, 1], better: 'higher' },
  },
  'POST /laboratory/history': {
    why: 'tries a supposition on what is recorded, and stores nothing',
    body: { measure: 'budget', unit: 'nara', target: 'minst 0' },
  },
  'POST /laboratory/weights': {
    why: 'tries weights on what is recorded, and stores nothing',
    body: { unit: 'nara', period: '2022-T1' },
  },
  'POST /alert-rules/trial': {
    why: 'tries a rule out, and stores nothing',
    body: { id: 'egen', kind: 'worsening', name: 'Egen', severity: 'note' },
  },
  'POST /session': {
    why: 'a session is a document; who signed in is in the log of security',
    body: { account: 'controller', password: 'styrbord-controller' },
  },
  'DELETE /session': { why: 'the same' },
};

interface Entry {
  readonly ledger: string;
  readonly no: number;
  readonly type: string;
  readonly actor: string;
  readonly request: string;
}

describe('the history is complete', () => {
  let product: Product;
  let operator: Caller;
  let second: Caller;
  let secondId: string;
  let post: MailServer;
  const made: Made = {
    key: '',
    erasure: '',
    other: '',
    message: '',
    recipient: '',
    token: '',
    bounce: '',
    sample: { from: 0, to: 0, items: [] },
  };
  beforeAll(async () => {
    post = new MailServer();
    [post.refuses, post.refused, post.refusal] = [true, 'controller@example.se', 550];
    const port = await post.open(await freePort());
    product = await startProduct({
      STYRBORD_MAIL_TO: 'controller@example.se,chef@example.se',
      STYRBORD_MAIL_FROM: 'styrbord@example.se',
      STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
    });
    operator = caller(product, product.key);
    const given = async (state: string): Promise<{ message: string; recipient: string }[]> =>
      (await operator.get(`/deliveries?state=${state}`)).body['items'] as { message: string; recipient: string }[];
    for (const state of ['dead', 'sent'])
      for (let tries = 0; tries < 100 && (await given(state)).length === 0; tries++) await setTimeout(100);
    made.message = (await given('dead'))[0]?.message ?? '';
    made.recipient = (await given('sent'))[0]?.recipient ?? '';
    made.bounce = bounceOf(post.arrived[0]!).split('/').at(-2) ?? '';
    made.token = unsubscribeOf(post.arrived[0]!).split('/').at(-1) ?? '';
    // Nothing becomes of any letter from here on.
    post.fault = 'is silent';
    const { body } = await operator.send('POST', '/keys', { name: 'second', role: 'administrator' });
    [second, secondId] = [caller(product, String(body['key'])), String(body['id'])];
    await operator.send('POST', '/measurements', { measurements: monthlyValues() });
    made.sample = (await operator.get('/history/sample?seed=a&count=1')).body as unknown as Made['sample'];
    const asked = await operator.send('POST', '/subjects/erasures', { subject: `account:${secondId}`, ...ERASURE });
    made.other = String(asked.body['erasure']);
  }, 60_000);
  afterAll(async () => {
    await post.close();
    await product.stop();
  });

  const heads = async (): Promise<ReadonlyMap<string, number>> => {
    const { body } = await operator.get('/status');
    return new Map((body['ledgers'] as { ledger: string; no: number }[]).map(({ ledger, no }) => [ledger, no]));
  };
  const added = async (before: ReadonlyMap<string, number>): Promise<Entry[]> => {
    const { body } = await operator.get('/history?limit=50');
    return (body['items'] as Entry[]).filter(({ ledger, no }) => no > (before.get(ledger) ?? 0)).toReversed();
  };

  it('for every route of the OpenAPI document that is no plain read: none can come without being listed here', async () => {
    const { body } = await operator.get('/openapi.json');
    const routes = Object.entries(body['paths'] as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        route: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
        operation,
      })),
    );
    const needed = routes.filter(({ route, operation }) => !route.startsWith('GET') || handsOutAFile(operation)).map(({ route }) => route);
    expect(needed.filter((route) => !(route in CHANGES) && !(route in NOTHING))).toEqual([]);
    const there = new Set(routes.map(({ route }) => route));
    expect([...Object.keys(CHANGES), ...Object.keys(NOTHING)].filter((route) => !there.has(route))).toEqual([]);
  });

  it.each(Object.entries(CHANGES))('%s', async (route, { path, body, by, events, keep }) => {
    const [method = '', itsPath = ''] = route.split(' ');
    const before = await heads();
    const key = crypto.randomUUID();
    const who = by === 'second' ? second : operator;
    const isCommand = method !== 'GET' && route !== 'POST /audit/evidence';
    const headers: Record<string, string> = isCommand ? { 'idempotency-key': key } : {};
    const answer = await who.send(method, path?.(made) ?? itsPath, body?.(made), headers);
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    const told = await added(before);
    expect(told.map(({ type }) => type)).toEqual(events);
    for (const { actor, request } of told) {
      expect(actor).toBe({ second: secondId, recipient: made.recipient, operator: 'operator' }[by ?? 'operator']);
      // Whoever has a letter's token alone has no keys of their own.
      if (isCommand && by !== 'recipient') expect(request).toBe(key);
    }
    keep?.(made, answer);
  });

  it.each(Object.entries(NOTHING))('%s leaves nothing', async (route, { body }) => {
    const [method = '', path = ''] = route.split(' ');
    const before = await heads();
    expect((await operator.send(method, path, body)).status).toBeLessThan(300);
    expect(await heads()).toEqual(before);
  });
});

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}

/** An answer to keep, rather than to show: neither plain JSON nor text nor a stream. */
function handsOutAFile({ responses }: Operation): boolean {
  return Object.keys(responses['200']?.content ?? {}).some((type) => !/^(application\/json|text\/)/.test(type));
}
