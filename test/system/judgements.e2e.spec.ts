import type { Scorecard } from '@styrbord/steering/scorecard';
import type { WeighedPart } from '@styrbord/steering/supposed-weights';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

const node = (id: string, weight: string | null) => ({ id, name: { sv: id }, weight });
const perspective = (id: string, weight: string, measure: string) => ({
  ...node(id, weight),
  goals: [{ ...node(`${id}-g`, null), factors: [{ ...node(`${id}-f`, null), measures: [{ measure }] }] }],
});
const share = (id: string) => ({ id, name: { sv: id }, kind: 'share', better: 'higher', cells: ['T'] });
const value = (measure: string, numerator: number) => ({ measure, unit: 'u', cell: 'T', period: '2022-T1', numerator, denominator: 100 });

const DOCUMENT = {
  format: 'styrbord/1',
  units: [{ id: 'u', name: { sv: 'U' }, kind: 'unit' }],
  measures: [share('a'), share('b'), share('c')],
  plans: [
    {
      id: 'plan',
      unit: 'u',
      period: '2022',
      perspectives: [perspective('x', '3', 'a'), perspective('y', '1', 'b'), perspective('z', '1', 'c')],
    },
  ],
  targets: ['a', 'b', 'c'].map((measure) => ({ measure, unit: 'u', text: '50 %', period: '2022' })),
  measurements: [value('a', 60), value('b', 40)],
};
const PLACE = { plan: 'plan', unit: 'u', period: '2022-T1', level: 'goal', node: 'x-g' };

describe('weights and signed judgements', () => {
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    product = await startProduct({ STYRBORD_DEMO: 'none' });
    operator = caller(product, product.key);
    expect((await operator.send('POST', '/documents', DOCUMENT)).status).toBe(200);
  }, 60_000);
  afterAll(() => product.stop());

  const board = async (query = '') =>
    (await operator.get(`/scorecards/u?period=2022-T1&minNo=${await operator.head()}${query}`)).body as unknown as Scorecard;
  const judgedIn = ({ perspectives }: Scorecard) => perspectives[0]?.goals[0]?.judgement;

  it('say what the board comes to by the plan’s weights, over what is judged', async () => {
    const { weighed, counts, perspectives } = await board();
    expect([counts.met, counts.missed, perspectives.map(({ weight }) => weight)]).toEqual([1, 1, ['3', '1', '1']]);
    expect([weighed?.reached, weighed?.present]).toEqual(['75', '80']);
    expect(weighed?.said.sv).toContain('z bedöms inte, så vikterna är omräknade på de 80 % som bedöms');
  });

  it('are tried otherwise in the laboratory, on boards as they are or were known, and nothing is stored', async () => {
    const before = await operator.head();
    const tried = async (weights: readonly object[] | null, more = {}) => {
      const { status, body } = await operator.send('POST', '/laboratory/weights', { unit: 'u', period: '2022-T1', weights, ...more });
      if (status !== 200) return [status, body['errors']];
      const periods = body['periods'] as { period: string; parts: WeighedPart[] }[];
      return periods.map(({ period, parts: [whole] }) => [period, whole?.really.weighed?.reached, whole?.supposed.weighed?.reached]);
    };
    const EVEN = [{ level: 'perspective', node: 'x', weight: 1 }];
    expect(await tried(null)).toEqual([['2022-T1', '75', '75']]);
    expect(await tried(EVEN)).toEqual([['2022-T1', '75', '50']]);
    expect(await tried(EVEN, { period: '2022-T2' })).toEqual([
      ['2022-T2', null, null],
      ['2022-T1', '75', '50'],
    ]);
    expect(await operator.head()).toBe(before);
    const { body } = await operator.send('POST', '/measurements', { ...value('c', 90), period: '2022-T1' });
    await operator.get(`/scorecards/u?period=2022-T1&minNo=${String(body['no'])}`);
    expect(await tried(EVEN)).toEqual([['2022-T1', '80', '67']]);
    expect(await tried(EVEN, { knownAt: String(before) })).toEqual([['2022-T1', '75', '50']]);
    const place = { measure: 'c', unit: 'u', cell: 'T', period: '2022-T1', reason: 'Fel' };
    expect((await operator.send('POST', '/measurements/withdrawals', place)).status).toBe(200);
    expect(await tried([{ level: 'goal', node: 'x', weight: '1' }])).toEqual([
      422,
      [expect.objectContaining({ code: 'node-unknown', pointer: '/weights/0/node', given: 'x', allowed: ['x-g', 'y-g', 'z-g'] })],
    ]);
    const heavy = await operator.send('POST', '/laboratory/weights', {
      unit: 'u',
      period: '2022-T1',
      weights: [{ ...EVEN[0], weight: 'mycket' }],
    });
    expect([heavy.status, heavy.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/weights/0/weight' })]]);
  });

  it('are figures, or the plan is refused', async () => {
    const perspectives = [perspective('x', 'mycket', 'a')];
    const { status, body } = await operator.send('PUT', '/plans/heavy', { unit: 'u', period: '2023', decision: '§ 2', perspectives });
    expect([status, body['errors']]).toEqual([
      422,
      [expect.objectContaining({ code: 'not-a-value', pointer: '/perspectives/0/weight', given: 'mycket' })],
    ]);
  });

  it('stand beside the counts, as they were known, in the history with their reason, and are withdrawn again', async () => {
    const before = await operator.head();
    const { counts } = await board();
    expect((await operator.send('POST', '/judgements', { ...PLACE, result: 'missed', reason: 'Målet mättes på fel enheter' })).status).toBe(
      200,
    );
    const signed = await board();
    expect(judgedIn(signed)).toMatchObject({ result: 'missed', reason: 'Målet mättes på fel enheter', no: before + 1, plan: 'plan' });
    expect(signed.counts).toEqual(counts);
    expect(judgedIn(await board(`&knownAt=${before}`))).toBeUndefined();
    const { body } = await operator.get('/history?unit=u&type=judgement-signed');
    expect((body['items'] as object[])[0]).toMatchObject({
      reason: 'Målet mättes på fel enheter',
      sentence: { sv: 'x-g vid U, 2022-T1: en person bedömde att målet inte nås.' },
    });
    expect((await operator.send('POST', '/judgements/withdrawals', { ...PLACE, reason: 'Enheterna var rätt' })).status).toBe(200);
    expect(judgedIn(await board())).toBeUndefined();
    expect(judgedIn(await board(`&knownAt=${before + 1}`))?.result).toBe('missed');
  });

  it('are refused in words: another node, no reason', async () => {
    const { status, body } = await operator.send('POST', '/judgements', { ...PLACE, node: 'borta', result: 'met', reason: 'x' });
    expect([status, body['code']]).toEqual([422, 'node-unknown']);
    expect((await operator.send('POST', '/judgements', { ...PLACE, result: 'met', reason: ' ' })).body['code']).toBe(
      'judgement-reason-required',
    );
  });
});
