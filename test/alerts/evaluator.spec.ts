import type { RuleGiven } from '@styrbord/alerting/rule';
import { AlertedProduct } from './alerted-product';

const index = (id: string, more: object = {}) => ({
  id,
  name: { sv: id },
  kind: 'index' as const,
  decimals: 1,
  better: 'higher' as const,
  ...more,
});
const unit = (id: string, parent: string | null) => ({ id, name: { sv: id }, kind: 'unit', parent });
const plan = (of: string, measures: readonly string[]) => ({
  id: `plan-${of}`,
  unit: of,
  period: '2022',
  perspectives: [
    {
      id: 'p',
      name: { sv: 'P' },
      goals: [
        { id: 'g', name: { sv: 'G' }, factors: [{ id: 'f', name: { sv: 'F' }, measures: measures.map((measure) => ({ measure })) }] },
      ],
    },
  ],
});
const LATE: RuleGiven = {
  id: 'sen',
  kind: 'report-missing',
  name: { sv: 'Sen' },
  scope: { unit: null, perspective: null, measure: null },
  severity: 'note',
  isOn: true,
  pendingPeriods: 0,
  band: null,
  due: { days: 5, count: 'calendar-days', graceDays: 0 },
};

describe('a report that is missing', () => {
  const asked = async (now: string): Promise<AlertedProduct> => {
    const product = await AlertedProduct.at(now);
    const measures = [index('m', { rhythm: 'month' })];
    await product.take({ units: [unit('u', null)], measures, plans: [plan('u', ['m'])] });
    await product.setRule(LATE);
    return product;
  };

  it('is late from the midnight in Stockholm after its last day, and no longer once it is there', async () => {
    const product = await asked('2022-01-10T08:00:00Z');
    await product.tick('2022-02-05T22:59:00.000Z');
    expect(product.ids).toEqual([]);
    await product.tick('2022-02-05T23:00:00.000Z');
    expect(product.ids).toEqual(['sen~u~m~2022-01']);
    expect(product.case('sen~u~m~2022-01')).toMatchObject({ state: 'breached', data: 'late', figures: { result: 'none', value: null } });
    expect(await product.notices('sen~u~m~2022-01')).toEqual(['send breached: first']);
    await product.take({ measurements: [{ measure: 'm', unit: 'u', cell: 'T', period: '2022-01', value: '3' }] });
    expect(product.case('sen~u~m~2022-01').state).toBe('resolved');
  });

  it('is asked for first of the period that ends after plan and measure were entered', async () => {
    const product = await asked('2022-03-10T08:00:00Z');
    await product.tick('2022-04-20T08:00:00.000Z');
    expect(product.ids).toEqual(['sen~u~m~2022-03']);
  });

  it('holds back what derives from it, until it is there', async () => {
    const product = await AlertedProduct.at('2022-01-10T08:00:00Z');
    const measures = [index('m', { kind: 'count', decimals: 0, better: 'lower', rhythm: 'month', overUnits: 'sum' })];
    const units = [unit('r', null), unit('u', 'r'), unit('v', 'r')];
    const targets = [{ measure: 'm', unit: 'r', text: 'högst 100', period: '2022' }];
    await product.take({ units, measures, targets, plans: [plan('u', ['m']), plan('v', ['m'])] });
    await product.setRule(LATE);
    await product.tick('2022-02-06T08:00:00.000Z');
    const total = 'target-missed~r~m~2022-01';
    const value = (at: string, figure: string) => ({
      measurements: [{ measure: 'm', unit: at, cell: 'T', period: '2022-01', value: figure }],
    });
    await product.take(value('u', '120'));
    expect(await product.notices(total)).toEqual(['hold breached: data-missing']);
    await product.take(value('v', '10'));
    expect(await product.notices(total)).toEqual(['hold breached: data-missing', 'send breached: first']);
  });

  it('is no longer missed where it is said not to be relevant', async () => {
    const product = await asked('2022-01-10T08:00:00Z');
    await product.tick('2022-02-20T08:00:00.000Z');
    await product.take({ absences: [{ measure: 'm', unit: 'u', from: '2022-01', reason: 'not-relevant-here' }] });
    expect(product.case('sen~u~m~2022-01').state).toBe('resolved');
  });
});

describe('units above and below', () => {
  const values = (of: Readonly<Record<string, string>>, reason?: string) => ({
    measurements: Object.entries(of).map(([at, value]) => ({ measure: 'm', unit: at, cell: 'T', period: '2022-T1', value })),
    ...(reason === undefined ? {} : { reason }),
  });
  const above = 'target-missed~r~m~2022-T1';
  const below = 'target-missed~u~m~2022-T1';
  const missed = async (): Promise<AlertedProduct> => {
    const product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
    const targets = [{ measure: 'm', unit: 'r', text: 'minst 90', period: '2022' }];
    await product.take({ units: [unit('r', null), unit('u', 'r'), unit('v', 'r')], measures: [index('m')], targets });
    await product.take(values({ r: '80', u: '70', v: '95' }));
    return product;
  };

  it('the one above is held back while the one below tells, and told when that is over', async () => {
    const product = await missed();
    expect(product.ids).toEqual([above, below]);
    expect(await product.notices(above)).toEqual(['hold breached: children-tell']);
    expect(await product.notices(below)).toEqual(['send breached: first']);
    product.now = '2022-05-17T08:00:00.000Z';
    await product.take(values({ u: '96' }, 'Rättad'));
    expect(await product.notices(below)).toEqual(['send breached: first', 'send resolved-by-correction: corrected']);
    expect(await product.notices(above)).toEqual(['hold breached: children-tell', 'send breached: first']);
  });

  it('a target that is moved is looked at with everything it is of', async () => {
    const product = await missed();
    product.now = '2022-05-17T08:00:00.000Z';
    await product.take({ targets: [{ measure: 'm', unit: 'r', text: 'minst 75', period: '2022' }] });
    expect([product.case(above).state, product.case(below).state]).toEqual(['resolved', 'breached']);
    expect(product.case(above).byCorrection).toBe(false);
  });
});

describe('a value that is made of others', () => {
  const value = (measure: string, at: string, figure: string) => ({ measure, unit: at, cell: 'T', period: '2022-T1', value: figure });
  const target = (measure: string, at = 'r') => ({ measure, unit: at, text: 'högst 100', period: '2022' });
  const units = [unit('r', null), unit('u', 'r'), unit('v', 'r')];
  const count = { kind: 'count', better: 'lower', decimals: 0 };

  it('is judged as a total of units that have no breach by themselves, and as they are corrected', async () => {
    const product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
    await product.take({ units, measures: [index('m', count)], targets: [target('m')] });
    await product.take({ measurements: [value('m', 'u', '60'), value('m', 'v', '50')] });
    expect(product.ids).toEqual(['target-missed~r~m~2022-T1']);
    expect(product.case('target-missed~r~m~2022-T1')).toMatchObject({ state: 'breached', figures: { value: '110', target: '100' } });
    product.now = '2022-05-17T08:00:00.000Z';
    await product.take({ measurements: [value('m', 'v', '40')], reason: 'Rättad' });
    expect(product.case('target-missed~r~m~2022-T1').state).toBe('resolved');
  });

  it('is judged as what a formula makes, when an operand is recorded or the formula changes', async () => {
    const product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
    const derived = (formula: string) => ({ measures: [index('d', { ...count, formula })] });
    await product.take({
      units,
      measures: [index('a', count), index('b', count), ...derived('sum(a, b)').measures],
      targets: [target('d'), target('d', 'u')],
    });
    await product.take({ measurements: [value('a', 'u', '60'), value('b', 'u', '50')] });
    const [own, above] = ['target-missed~u~d~2022-T1', 'target-missed~r~d~2022-T1'];
    expect(product.ids).toEqual([above, own]);
    expect(product.case(own)).toMatchObject({ state: 'breached', figures: { value: '110' } });
    expect(await product.notices(above)).toEqual(['hold breached: children-tell']);
    product.now = '2022-05-17T08:00:00.000Z';
    await product.take(derived('a - b'));
    expect([product.case(own).state, product.case(above).state]).toEqual(['resolved', 'resolved']);
  });

  it('is judged anew where a unit comes, and where it was', async () => {
    const product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
    await product.take({ units: [...units, unit('w', 'v')], measures: [index('m', count)], targets: [target('m')] });
    await product.take({ measurements: [value('m', 'u', '60'), value('m', 'w', '50')] });
    expect(product.ids).toEqual(['target-missed~r~m~2022-T1']);
    await product.take({ changes: [{ kind: 'move', unit: 'w', parent: null, on: '2022-05-17' }] });
    expect(product.case('target-missed~r~m~2022-T1').state).toBe('resolved');
  });
});

it('what waited while it was snoozed is told by the clock, once', async () => {
  const product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
  const targets = [{ measure: 'm', unit: 'u', text: 'minst 90', period: '2022' }];
  await product.take({ units: [unit('u', null)], measures: [index('m', { rhythm: 'month' })], targets });
  await product.setRule({ ...LATE, id: 'tva', kind: 'target-missed', due: null, pendingPeriods: 1 });
  const value = (period: string, figure: string) => ({ measurements: [{ measure: 'm', unit: 'u', cell: 'T', period, value: figure }] });
  await product.take(value('2022-02', '80'));
  const id = 'tva~u~m~2022-02';
  await product.handle(id, { type: 'SnoozeCase', until: '2022-05-20T08:00:00.000Z' });
  // The month before, reported late, makes it two in a row.
  await product.take(value('2022-01', '80'));
  expect(await product.notices(id)).toEqual(['hold breached: snoozed']);
  await product.tick('2022-05-20T07:59:00.000Z');
  expect(await product.notices(id)).toEqual(['hold breached: snoozed']);
  await product.tick('2022-05-20T08:01:00.000Z');
  await product.tick('2022-05-20T08:02:00.000Z');
  expect(await product.notices(id)).toEqual(['hold breached: snoozed', 'send breached: first']);
});
