import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@styrbord/sqlite/database';
import { caller, type Answer, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Listed {
  readonly id: string;
  readonly measure: string;
  readonly period: string;
  readonly state: string;
  readonly handling: string;
  readonly episode: number;
}

const caseOf = (measure: string, period = '2022-04', unit = 'u', rule = 'target-missed'): string => [rule, unit, measure, period].join('~');

describe('alerts', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    const units = [
      { id: 'r', name: 'Regionen', kind: 'region' },
      { id: 'u', name: 'Enheten', kind: 'unit', parent: 'r' },
    ];
    const measures = ['svar', 'lika', 'rattad', 'band', 'taget', 'sving', 'tyst'].map((measure) => ({
      id: measure,
      name: measure,
      kind: 'index',
      unitOfMeasure: '',
      decimals: 1,
      better: 'higher',
    }));
    const targets = measures.map((measure) => ({
      measure: measure.id,
      unit: 'r',
      text: 'minst 90',
      period: '2022',
      from: '2010',
      to: '2030',
    }));
    const { status, body } = await operator.send('POST', '/documents', { format: 'styrbord/1', units, measures });
    expect([status, body['refused']]).toEqual([200, []]);
    for (const year of Array.from({ length: 9 }, (_, at) => 2014 + at))
      for (const { measure, text } of targets) await operator.send('PUT', '/targets', { measure, unit: 'r', text, period: String(year) });
  }, 60_000);
  afterAll(() => product.stop());

  const record = async (measure: string, value: string, more: object = {}): Promise<number> => {
    const { status, body } = await operator.send('POST', '/measurements', { measure, unit: 'u', period: '2022-04', value, ...more });
    expect([status, body]).toEqual([200, expect.anything()]);
    return Number(body['no']);
  };
  const read = async (one: string, minNo: number): Promise<Answer['body']> => (await operator.get(`/alerts/${one}?minNo=${minNo}`)).body;
  const notices = async (one: string): Promise<string[]> =>
    ((await operator.get(`/notices?case=${one}`)).body['items'] as { decision: string; notice: string; because: string }[]).map(
      ({ decision, notice, because }) => `${decision} ${notice}: ${because}`,
    );
  const list = async (query: string): Promise<Listed[]> => (await operator.get(`/alerts?limit=1000&${query}`)).body['items'] as Listed[];
  const alertsHead = async (): Promise<number> =>
    ((await operator.get('/status')).body['ledgers'] as { ledger: string; no: number }[]).find(({ ledger }) => ledger === 'local/alerts')
      ?.no ?? 0;

  it('a missed target opens a case, equality with it none', async () => {
    await record('lika', '90');
    const no = await record('svar', '89.9');
    expect(await read(caseOf('svar'), no)).toMatchObject({
      rule: 'target-missed',
      measure: 'svar',
      unit: 'u',
      cell: 'T',
      period: '2022-04',
      severity: 'warning',
      state: 'breached',
      handling: 'open',
      value: '89.9',
      target: '90',
      targetText: 'minst 90',
      retroactive: false,
      cause: { type: 'measurement-recorded', actor: 'operator', no },
      told: [{ person: null, why: 'nobody-responsible' }],
    });
    expect(await notices(caseOf('svar'))).toEqual(['send breached: first']);
    expect((await list(`minNo=${no}`)).map(({ measure }) => measure)).toEqual(['svar']);
    for (const none of [caseOf('lika'), caseOf('svar', 'constructor'), caseOf('svar', '__proto__'), 'x', 'a~b~c~d~e'])
      expect([none, (await operator.get(`/alerts/${none}`)).body['code']]).toEqual([none, 'case-unknown']);
  });

  it('a correction resolves it, told with old and new to those who were told, and a withdrawal does not', async () => {
    const at = { measure: 'rattad', unit: 'u', period: '2022-04' };
    // Each is waited for: a miss that is corrected before anybody looked is told to nobody.
    await read(caseOf('rattad'), await record('rattad', '50'));
    const corrected = await operator.send('POST', '/measurements/corrections', { ...at, value: '95', reason: 'Fel fil' });
    const found = await read(caseOf('rattad'), Number(corrected.body['no']));
    expect(found).toMatchObject({ state: 'resolved', byCorrection: true, value: '95', cause: { reason: 'Fel fil', actor: 'operator' } });
    expect(await notices(caseOf('rattad'))).toEqual(['send breached: first', 'send resolved-by-correction: corrected']);
    const again = await operator.send('POST', '/measurements/corrections', { ...at, value: '40', reason: 'Rätt från början' });
    await read(caseOf('rattad'), Number(again.body['no']));
    const { body } = await operator.send('POST', '/measurements/withdrawals', { ...at, reason: 'Fel mått' });
    expect(await read(caseOf('rattad'), Number(body['no']))).toMatchObject({
      state: 'breached',
      episode: 2,
      retroactive: true,
      data: 'missing',
      value: '40',
    });
  });

  it('the list asks for state and unit, the severest and oldest first, page by page', async () => {
    const no = await operator.head();
    expect((await list(`minNo=${no}&state=open&unit=r`)).map(({ measure }) => measure)).toEqual(['svar', 'rattad']);
    expect(await list('state=resolved')).toEqual([]);
    expect((await list('unit=u')).length).toBe(2);
    const first = await operator.get('/alerts?limit=1');
    const second = await operator.get(`/alerts?limit=1&cursor=${String(first.body['next'])}`);
    expect([...(first.body['items'] as Listed[]), ...(second.body['items'] as Listed[])].map(({ measure }) => measure)).toEqual([
      'svar',
      'rattad',
    ]);
    expect(second.body['next']).toBeNull();
    expect((await operator.get('/alerts?state=x')).status).toBe(400);
    expect((await list('severity=warning&measure=svar&period=2022-04')).map(({ measure }) => measure)).toEqual(['svar']);
    expect(await list('severity=severe')).toEqual([]);
    expect(await list('period=2022-05')).toEqual([]);
    expect(await list('unit=r&below=false')).toEqual([]);
    expect((await list('unit=u&below=false')).length).toBe(2);
    expect((await operator.get('/alerts?unit=borta')).status).toBe(404);
  });

  it('what people do is in the case’s story, and the same key again changes nothing', async () => {
    const path = `/alerts/${caseOf('svar')}`;
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const acknowledged = await operator.send(
      'POST',
      `${path}/acknowledgements`,
      { until, comment: 'Vi ser på det' },
      { 'idempotency-key': 'kvittens' },
    );
    expect(acknowledged).toMatchObject({ status: 200, body: { ledger: 'local/alerts' } });
    const again = await operator.send(
      'POST',
      `${path}/acknowledgements`,
      { until, comment: 'Vi ser på det' },
      { 'idempotency-key': 'kvittens' },
    );
    expect(again.body).toEqual(acknowledged.body);
    const reused = await operator.send('POST', `${path}/acknowledgements`, { comment: 'Annat' }, { 'idempotency-key': 'kvittens' });
    expect([reused.status, reused.body['code']]).toEqual([422, 'idempotency-key-reused']);
    expect((await operator.send('POST', `${path}/assignments`, { to: 'p-1' })).status).toBe(200);
    const found = await read(caseOf('svar'), 0);
    expect(found).toMatchObject({ handling: 'acknowledged', acknowledged: { by: 'operator', until }, assignee: 'p-1' });
    expect(found['people']).toEqual([{ person: 'operator', name: expect.anything() }]);
    expect((await list('assignee=p-1&tray=handled')).map(({ measure }) => measure)).toEqual(['svar']);
    expect((await operator.get('/alerts/counts?unit=r')).body).toEqual({
      'to-handle': 1,
      handled: 1,
      pending: 0,
      over: 0,
      severe: 0,
      mine: 0,
    });
    await operator.send('POST', `${path}/assignments`, { to: 'operator' });
    expect((await operator.get('/alerts/counts')).body).toMatchObject({ mine: 1 });
    await operator.send('POST', `${path}/assignments`, { to: 'p-1' });
    expect((found['story'] as { type: string }[]).map(({ type }) => type)).toEqual([
      'case-opened',
      'notice-decided',
      'case-acknowledged',
      'case-assigned',
    ]);
    expect((found['story'] as { text: string | null }[])[2]?.text).toBe('Vi ser på det');
  });

  it.each([
    ['time-passed', 'snoozes', { until: '2022-01-01T00:00:00Z' }],
    ['text-required', 'comments', { text: ' ' }],
    ['mark-misplaced', 'comments', { text: '@[Anna Andersson]' }],
  ])('is refused, and changes nothing: %s', async (code, what, body) => {
    const before = await alertsHead();
    const answer = await operator.send('POST', `/alerts/${caseOf('svar')}/${what}`, body);
    expect([answer.status, answer.body['code']]).toEqual([422, code]);
    expect(await alertsHead()).toBe(before);
  });

  it('a closed case is not acknowledged', async () => {
    const path = `/alerts/${caseOf('svar')}`;
    expect((await operator.send('POST', `${path}/closings`, { cause: 'Känt' })).status).toBe(200);
    const answer = await operator.send('POST', `${path}/acknowledgements`, {});
    expect([answer.status, answer.body['code']]).toEqual([422, 'case-closed']);
  });

  it('a series that swings by 0.1 round its target for 100 months is told of at most three times, in the order it comes', async () => {
    const months = Array.from({ length: 100 }, (_, at) => `${2014 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);
    let no = 0;
    for (const [at, period] of months.entries()) no = await record('sving', at % 2 === 0 ? '89.9' : '90.1', { period });
    const cases = (await list(`minNo=${no}`)).filter(({ measure }) => measure === 'sving');
    expect(cases).toHaveLength(50);
    const told = (await Promise.all(cases.map((one) => notices(one.id)))).flat();
    expect(told.filter((one) => one.startsWith('send')).toSorted()).toEqual(['send breached: first', 'send flapping: flapping']);
    expect(told).toHaveLength(50);
  }, 60_000);

  it('a rule is tried on history, set, holds at once, and is over where it is switched off', async () => {
    for (const [period, value] of [
      ['2022-01', '80'],
      ['2022-02', '81'],
      ['2022-03', '95'],
      ['2022-04', '82'],
    ] as const)
      await record('band', value, { period });
    const rule = {
      id: 'tva',
      kind: 'target-missed',
      name: 'Två i rad',
      severity: 'severe',
      pendingPeriods: 1,
      scope: { unit: 'r', measure: 'band' },
    };
    const tried = await operator.send('POST', '/alert-rules/trial', { ...rule, months: 120 });
    expect(tried.body).toMatchObject({
      sent: 1,
      notices: [{ unit: 'u', measure: 'band', period: '2022-02', notice: 'breached', value: '81', target: '90' }],
    });
    expect((await operator.send('PUT', '/alert-rules', rule)).status).toBe(200);
    const mine = async (): Promise<string[]> =>
      (await list(''))
        .filter((one) => one.id.startsWith('tva'))
        .map(({ period, state }) => `${period} ${state}`)
        .toSorted();
    await eventually(async () => (await mine()).length === 3);
    expect(await mine()).toEqual(['2022-01 pending', '2022-02 breached', '2022-04 pending']);
    expect((await list('')).at(0)?.id).toMatch(/^tva/);
    await operator.send('PUT', '/alert-rules', { ...rule, isOn: false });
    await eventually(async () => (await mine()).every((one) => one.endsWith('resolved')));
    expect(await notices(caseOf('band', '2022-02', 'u', 'tva'))).toEqual(['send breached: first', 'hold resolved: not-watched']);
  });

  it('notices of all cases are listed the newest first, page by page, and by what became of them', async () => {
    interface Told {
      readonly id: string;
      readonly decision: string;
    }
    const all = (await operator.get('/notices?limit=1000')).body['items'] as Told[];
    const placed = all.map(({ id }) => id.split(':').map(Number) as [number, number]);
    expect(placed).toEqual(placed.toSorted((a, b) => b[0] - a[0] || b[1] - a[1]));
    const paged: Told[] = [];
    for (let cursor = ''; ;) {
      const { items, next } = (await operator.get(`/notices?limit=7${cursor}`)).body as { items: Told[]; next: string | null };
      paged.push(...items);
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(paged).toEqual(all);
    const held = (await operator.get('/notices?limit=1000&fate=held')).body['items'] as Told[];
    expect(held).toEqual(all.filter(({ decision }) => decision === 'hold'));
    expect(held.length).toBeGreaterThan(40);
    const waiting = (await operator.get('/notices?limit=1000&fate=waiting')).body['items'] as Told[];
    expect(waiting.length + held.length).toBe(all.length);
    expect((await operator.get('/notices?fate=dead')).body['items']).toEqual([]);
    expect((await operator.get('/notices?cursor=eA')).body['code']).toBe('cursor-malformed');
  });

  it.each([
    ['measure-unknown', { scope: { measure: 'borta' } }],
    ['band-unfit', { kind: 'cells-disagree', band: { width: '1', unit: 'percent' } }],
    ['due-time-missing', { kind: 'report-missing' }],
  ])('a rule is refused: %s', async (code, more) => {
    const before = await alertsHead();
    const rule = { id: 'dalig', kind: 'target-missed', name: 'Dålig', severity: 'note', ...more };
    const answer = await operator.send('PUT', '/alert-rules', rule);
    expect([answer.status >= 400 && answer.status < 500, answer.body['code']]).toEqual([true, code]);
    expect(await alertsHead()).toBe(before);
  });

  it('a report is missed once its days have passed: not of what had ended before it was asked for', async () => {
    const year = new Date().getFullYear();
    const measures = [{ measure: 'tyst' }];
    const perspectives = [{ id: 'p', name: 'P', goals: [{ id: 'g', name: 'G', factors: [{ id: 'f', name: 'F', measures }] }] }];
    await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      measures: [{ id: 'tyst', name: 'tyst', kind: 'index', unitOfMeasure: '', decimals: 1, better: 'higher', rhythm: 'month' }],
      reason: 'x',
    });
    await operator.send('PUT', '/plans/p', { unit: 'u', period: String(year), perspectives });
    const due = { days: 0, count: 'calendar-days', graceDays: 0 };
    const rule = { id: 'sen', kind: 'report-missing', name: 'Sen', severity: 'note', scope: { measure: 'tyst' }, due };
    expect((await operator.send('PUT', '/alert-rules', rule)).status).toBe(200);
    await read(caseOf('svar'), await operator.head());
    expect((await list('')).filter((one) => one.id.startsWith('sen'))).toEqual([]);
  });

  it('of a measure with small numbers it is for those alone who may read them', async () => {
    const few = { id: 'fall', name: 'Fall', kind: 'count', unitOfMeasure: 'st', better: 'lower', suppressBelow: 5 };
    const target = { measure: 'fall', unit: 'u', text: 'högst 2', period: '2022-04' };
    const defined = await operator.send('POST', '/documents', { format: 'styrbord/1', measures: [few], reason: 'x' });
    const set = await operator.send('PUT', '/targets', target);
    expect([defined.status, set.status]).toEqual([200, 200]);
    const no = await record('fall', '4');
    expect(await read(caseOf('fall'), no)).toMatchObject({ value: '4', state: 'breached' });
    const readerAs = async (role: string): Promise<Caller> => {
      const { body } = await operator.send('POST', '/keys', { name: role, role, units: ['r'] });
      return caller(product, String(body['key']));
    };
    const asked = ['/alerts?limit=1000', '/notices?limit=1000', `/alerts/${caseOf('fall')}`, '/alerts/counts'];
    const told = async (reader: Caller): Promise<string[]> =>
      Promise.all(asked.map(async (url) => JSON.stringify((await reader.get(url)).body)));
    const [list1, notices1, case1, counts1] = await told(await readerAs('viewer'));
    const [list2, notices2, case2, counts2] = await told(await readerAs('reporter'));
    expect([list1, notices1].map((text) => text?.includes('~fall~'))).toEqual([false, false]);
    expect([list2, notices2].map((text) => text?.includes('~fall~'))).toEqual([true, true]);
    expect([case1, case2].map((text) => text?.includes('case-unknown'))).toEqual([true, false]);
    expect(counts1).not.toBe(counts2);
  });

  it('evaluated again from the first commit, it finds what it has found: nothing is told again', async () => {
    const cases = await list('');
    const before = await alertsHead();
    await product.kill();
    const documents = openDatabase(product.folder, 'documents');
    documents.exec(`DELETE FROM documents WHERE collection = 'alerts'`);
    documents.close();
    await rm(join(product.folder, 'writer.lock'), { force: true });
    await product.restart();
    await read(caseOf('svar'), await operator.head());
    expect(await list('')).toEqual(cases);
    expect(await alertsHead()).toBe(before);
  }, 60_000);
});

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it never came to hold');
}
