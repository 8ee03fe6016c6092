import { rowsOf } from '@styrbord/steering/board';
import type { Scorecard, SeriesBreak } from '@styrbord/steering/scorecard';
import type { Why } from '@styrbord/steering/why';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

const unit = (id: string, parent: string | null, from: string | null = null) => ({
  id,
  name: { sv: id.toUpperCase() },
  kind: 'unit',
  parent,
  from,
});
const count = (of: string, period: string, value: number, measure = 'antal') => ({
  measure,
  unit: of,
  cell: 'T',
  period,
  value: String(value),
});
const target = (of: string, text: string) => ({ measure: 'antal', unit: of, text, period: '2022', decision: 'RS 1' });

/** `a` and `b` of `x` are merged to `ab` in May 2022, and `c` moves from `y` to `x` in July. */
const DOCUMENT = {
  format: 'styrbord/1',
  units: [
    unit('r', null),
    unit('x', 'r'),
    unit('y', 'r'),
    unit('a', 'x'),
    unit('b', 'x'),
    unit('c', 'y'),
    unit('d', 'y'),
    unit('ab', 'x', '2022-05-01'),
  ],
  measures: [
    { id: 'antal', name: { sv: 'Antal' }, kind: 'count', better: 'higher', cells: ['T'] },
    { id: 'fall', name: { sv: 'Fall' }, kind: 'count', better: 'lower', cells: ['T'], suppressBelow: 5 },
  ],
  plans: [
    {
      id: 'plan',
      unit: 'r',
      period: '2022',
      perspectives: [
        {
          id: 'p',
          name: { sv: 'P' },
          goals: [
            {
              id: 'g',
              name: { sv: 'G' },
              factors: [{ id: 'f', name: { sv: 'F' }, measures: [{ measure: 'antal' }, { measure: 'fall' }] }],
            },
          ],
        },
      ],
    },
  ],
  targets: [target('a', 'minst 5'), target('b', 'minst 6')],
  changes: [
    { kind: 'merge', units: ['a', 'b'], into: 'ab', on: '2022-05-01', decision: 'RS 2', bridge: 'sum' },
    { kind: 'move', unit: 'c', parent: 'x', on: '2022-07-01', decision: 'RS 3' },
  ],
  measurements: [
    ...['2022-04', '2022-06', '2022-08'].flatMap((period) => [
      count('c', period, 100),
      count('d', period, 1000),
      count('c', period, 20, 'fall'),
    ]),
    count('a', '2022-04', 3),
    count('b', '2022-04', 4),
    count('ab', '2022-06', 8),
    count('ab', '2022-08', 9),
  ],
};

describe('the structure of a date', () => {
  let product: Product;
  let operator: Caller;
  let imported = 0;
  const keyed = async (role: string, units: readonly string[]): Promise<Caller> => {
    const { body } = await operator.send('POST', '/keys', { name: { sv: `${role} ${units.join()}` }, role, units });
    return caller(product, String(body['key']));
  };
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    const { status, body } = await operator.send('POST', '/documents', DOCUMENT);
    expect([status, body['refused']]).toEqual([200, []]);
    imported = Number(body['no']);
  }, 60_000);
  afterAll(() => product.stop());

  const valueOf = async (of: string, query: string, who = operator) => {
    const { status, body } = await who.get(`/scorecards/${of}?${query}&minNo=${imported}`);
    const scorecard = body as unknown as Scorecard;
    return status === 200 ? (rowsOf(scorecard.perspectives)[0]?.cells['T']?.outcome?.value ?? null) : `${status} ${String(body['code'])}`;
  };
  const seriesOf = async (of: string, query = '') => {
    const { body } = await operator.get(`/measures/antal/series?unit=${of}&cell=T${query}`);
    const { points, breaks } = body as unknown as { points: { period: string; value: string }[]; breaks: SeriesBreak[] };
    return {
      values: points.map(({ period, value }) => `${period} ${value}`),
      breaks: breaks.map(({ kind, bridged }) => `${kind}${bridged ? '' : ' broken'}`),
    };
  };

  it('reads any board in it: a moved unit counts where it stood that day, and nowhere else', async () => {
    expect(await valueOf('x', 'period=2022-04&structureAt=2022-06-30')).toBe('7');
    expect(await valueOf('x', 'period=2022-04&structureAt=2022-07-01')).toBe('107');
    expect(await valueOf('y', 'period=2022-08&structureAt=2022-06-30')).toBe('1100');
    expect(await valueOf('y', 'period=2022-08&structureAt=2022-07-01')).toBe('1000');
    for (const day of ['2021-01-01', '2022-05-01', '2023-01-01'])
      expect(await valueOf('r', `period=2022-04&structureAt=${day}`)).toBe('1107');
  });

  it('reads any series in it, with its breaks and their reasons', async () => {
    expect(await seriesOf('ab', '&structureAt=2022-12-31')).toEqual({ values: ['2022-04 7', '2022-06 8', '2022-08 9'], breaks: ['merge'] });
    expect(await seriesOf('ab')).toEqual({ values: ['2022-06 8', '2022-08 9'], breaks: ['merge broken'] });
    expect(await seriesOf('a', '&structureAt=2022-01-01')).toEqual({ values: ['2022-04 3'], breaks: ['merge broken'] });
  });

  it('tells why in it', async () => {
    const { body } = await operator.get('/scorecards/x/why?measure=antal&period=2022-04&structureAt=2022-07-01');
    const { inputs } = body as unknown as Why;
    expect(inputs.filter(({ role }) => role === 'unit').map(({ label, value }) => `${label.sv} ${value}`)).toEqual(['A 3', 'B 4', 'C 100']);
  });

  it('goes along in an exported document: nothing where it came from, the same in an empty product', async () => {
    const exportedFrom = async (who: Caller) => (await who.get(`/documents?unit=r&minNo=${await who.head()}`)).body;
    const document = await exportedFrom(operator);
    expect(document['changes']).toEqual([
      { kind: 'move', unit: 'c', parent: 'x', on: '2022-07-01', decision: 'RS 3' },
      { kind: 'merge', units: ['a', 'b'], into: 'ab', on: '2022-05-01', decision: 'RS 2', bridge: 'sum' },
    ]);
    const head = await operator.head();
    for (const sent of [DOCUMENT, document])
      expect((await operator.send('POST', '/documents', sent)).body).toMatchObject({ new: 0, corrections: 0, refused: [] });
    expect(await operator.head()).toBe(head);
    const other = await startProduct({ STYRBORD_DEMO: 'none' });
    try {
      const reader = caller(other, other.key);
      expect((await reader.send('POST', '/documents', document)).body).toMatchObject({ corrections: 0, refused: [] });
      expect(JSON.stringify(await exportedFrom(reader))).toBe(JSON.stringify(document));
      const boards = async (who: Caller) =>
        Promise.all(
          ['r', 'x', 'y', 'a', 'ab'].flatMap((of) =>
            ['', '&structureAt=2022-01-01', '&structureAt=2022-06-30', '&structureAt=2022-08-01'].map(async (day) => {
              const { perspectives, counts, structure } = (await who.get(`/scorecards/${of}?period=2022-04${day}`)).body;
              const isOwn = (member: string): boolean => ['no', 'recordedAt', 'origins'].includes(member);
              return JSON.stringify([of, day, perspectives, counts, structure], (member, value: unknown) => (isOwn(member) ? null : value));
            }),
          ),
        );
      expect(await boards(reader)).toEqual(await boards(operator));
    } finally {
      await other.stop();
    }
  }, 60_000);

  it('says on the board which date it is, what was reorganised, and that a unit is not there', async () => {
    const board = async (of: string, day: string) =>
      ((await operator.get(`/scorecards/${of}?period=2022-08&structureAt=${day}`)).body as unknown as Scorecard).structure;
    expect(await board('x', '2022-08-01')).toEqual({
      at: '2022-08-01',
      said: null,
      breaks: [
        expect.objectContaining({
          kind: 'move',
          from: '2022-07-01',
          bridged: true,
          said: expect.objectContaining({ sv: 'C flyttades från Y till X. Värdena är omräknade till strukturen 2022-08-01.' }),
        }),
      ],
    });
    expect((await board('ab', '2022-04-30'))?.said?.sv).toBe('AB fanns inte än 2022-04-30; enheten bildades 2022-05-01.');
    expect((await operator.get('/scorecards/x?period=2022-08')).body).not.toHaveProperty('structure');
    const { status, body } = await operator.get('/scorecards/x?period=2022-08&structureAt=2022-13-01');
    expect([status, body['errors']]).toEqual([400, [expect.objectContaining({ pointer: '/structureAt' })]]);
  });

  it('is apart from when it was known', async () => {
    const { body } = await operator.send('POST', '/units/changes', {
      kind: 'move',
      unit: 'd',
      parent: 'x',
      on: '2022-02-01',
      decision: 'RS 4',
    });
    await operator.get(`/scorecards/x?period=2022-04&minNo=${String(body['no'])}`);
    expect(await valueOf('x', 'period=2022-04&structureAt=2022-03-01')).toBe('1007');
    expect(await valueOf('x', `period=2022-04&structureAt=2022-03-01&knownAt=${imported}`)).toBe('7');
    expect(await valueOf('x', `period=2022-04&structureAt=2022-01-01`)).toBe('7');
    await operator.send('POST', '/units/changes', { kind: 'move', unit: 'd', parent: 'y', on: '2022-02-01', decision: 'RS 5' });
  });

  it('shows nobody a unit outside their subtree, nor small numbers', async () => {
    const viewer = await keyed('viewer', ['x']);
    expect(await valueOf('x', 'period=2022-08&structureAt=2022-08-01', viewer)).toBe('109');
    const ofY = await keyed('viewer', ['y']);
    expect(await valueOf('y', 'period=2022-08&structureAt=2022-08-01', ofY)).toBe('1000');
    expect(await valueOf('y', 'period=2022-08&structureAt=2022-06-30', ofY)).toBe('403 structure-beyond-subtree');
    const told = (await viewer.get('/measures/antal/series?unit=x&cell=T')).body['breaks'] as SeriesBreak[];
    expect(told.map(({ said }) => said.sv)).toEqual(['C flyttades från en annan enhet till X.']);
    expect((await ofY.get('/measures/antal/series?unit=y&cell=T&structureAt=2022-06-30')).body['code']).toBe('structure-beyond-subtree');
    const { body } = await viewer.get('/scorecards/x?period=2022-08&structureAt=2022-08-01');
    expect(rowsOf((body as unknown as Scorecard).perspectives)[1]?.verdict.reason).toBe('suppressed');
  });

  it('lists targets and rights of what was merged until there is a decision', async () => {
    const reporter = await keyed('reporter', ['a']);
    expect((await reporter.get('/units/changes')).status).toBe(200);
    const undecided = async () => {
      const { body } = await operator.get('/units/changes?unit=x');
      const [change] = body['items'] as {
        kind: string;
        undecided: {
          targets: { unit: { id: string }; targets: { unit: string; text: string }[] }[];
          rights: { unit: string; role: string }[];
        };
      }[];
      return {
        targets: change?.undecided.targets.map((each) => [each.unit.id, ...each.targets.map((of) => `${of.unit} ${of.text}`)]),
        rights: change?.undecided.rights.map(({ unit: of, role }) => `${of} ${role}`),
      };
    };
    expect(await undecided()).toEqual({ targets: [['ab', 'a minst 5', 'b minst 6']], rights: ['a reporter'] });
    await keyed('reporter', ['a', 'ab']);
    const { status, body } = await operator.send('PUT', '/targets', { ...target('ab', 'minst 10'), decision: 'RS 6' });
    expect(status).toBe(200);
    await operator.get(`/scorecards/x?period=2022-04&minNo=${String(body['no'])}`);
    expect(await undecided()).toEqual({ targets: [], rights: ['a reporter'] });
  });

  it('lets nobody lead units in a circle, on no date, by no way, and changes nothing then', async () => {
    const move = (of: string, parent: string, on: string) => ({ kind: 'move', unit: of, parent, on, decision: 'RS 7' });
    const units = [unit('k', 'r'), unit('l', 'r')];
    const document = { format: 'styrbord/1', units, changes: [move('l', 'k', '2022-01-01'), move('l', 'r', '2022-03-01')] };
    expect((await operator.send('POST', '/documents', document)).status).toBe(200);
    const head = async (): Promise<unknown> => ((await operator.get('/status')).body['ledgers'] as { no: number }[])[0]?.no;
    const unchanged = await head();
    const refusedTo = async (path: string, sent: object) => {
      const { status, body } = await operator.send('POST', path, sent);
      const [error] = (body['errors'] ?? body['refused']) as { code: string; pointer: string; detail: string }[];
      expect(await head()).toBe(unchanged);
      return [status, error?.code, error?.pointer, error?.detail];
    };
    const until = 'Enheten skulle hamna under sig själv (l) fram till 2022-03-01; ange det datumet eller ett senare.';
    const alone = (on: string) => ({ format: 'styrbord/1', changes: [move('k', 'l', on)] });
    expect(await refusedTo('/units/changes', move('k', 'l', '2022-02-01'))).toEqual([422, 'organisation-cyclic-until', '/parent', until]);
    expect(await refusedTo('/documents', alone('2021-12-01'))).toEqual([422, 'organisation-cyclic-until', '/changes/0/parent', until]);
    const anew = { format: 'styrbord/1', units: [unit('k', 'l', '2022-01-01')] };
    expect(await refusedTo('/documents?mode=valid', anew)).toEqual([422, 'organisation-cyclic-until', '/units/0/parent', until]);
    const split = { kind: 'split', unit: 'x', into: ['r', 'y'], on: '2022-09-01', decision: 'RS 8', bridge: 'none' };
    const before = 'Enheten r skulle ligga under sig själv tiden dessförinnan, då den räknas till x; ange en enhet som inte låg ovanför.';
    expect(await refusedTo('/documents', { format: 'styrbord/1', changes: [split] })).toEqual([
      422,
      'organisation-cyclic-before',
      '/changes/0/into/0',
      before,
    ]);
    expect((await operator.send('POST', '/units/changes', move('k', 'l', '2022-03-01'))).status).toBe(200);
    const { body } = await operator.send('POST', '/units/changes', move('l', 'k', '2021-01-01'));
    expect([body['code'], body['detail']]).toEqual([
      'organisation-cyclic',
      'Enheten skulle hamna under sig själv (k); ange en enhet som inte ligger under den.',
    ]);
  });
});
