import { STANDARD_RULES, type RuleGiven } from '@styrbord/alerting/rule';
import { AlertedProduct } from './alerted-product';

const unit = (id: string, parent: string | null, from?: string) => ({ id, name: { sv: id }, kind: 'unit', parent, ...(from && { from }) });
const value = (of: string, figure: string, period = '2022-T1') => ({ measure: 'm', unit: of, cell: 'T', period, value: figure });
const target = (of: string) => ({ measure: 'm', unit: of, text: 'minst 90', period: '2022' });
const merge = (on: string, bridge = 'sum') => ({
  changes: [{ kind: 'merge', units: ['a', 'b'], into: 'ab', on, decision: 'RS 2', bridge }],
});
const at = (of: string, period = '2022-T1') => `target-missed~${of}~m~${period}`;
const [MISSED] = STANDARD_RULES.flatMap((rule) => (rule.kind === 'target-missed' ? [{ ...rule, due: null }] : []));

describe('cases of units that have become others', () => {
  let product: AlertedProduct;
  beforeEach(async () => {
    product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
    await product.take({
      units: [
        unit('r', null),
        unit('a', 'r'),
        unit('b', 'r'),
        unit('c', 'r'),
        unit('ab', 'r', '2022-05-01'),
        unit('d', 'r'),
        unit('e', 'r'),
      ],
      measures: [{ id: 'm', name: { sv: 'm' }, kind: 'index', decimals: 1, better: 'higher' }],
      targets: ['a', 'b', 'c'].map(target),
    });
    await product.person('chef-a', 'all');
    await product.person('chef-b', 'all');
    await product.answers('a', ['chef-a']);
    await product.answers('b', ['chef-b']);
  });

  const correct = (of: string, figure: string) => product.take({ measurements: [value(of, figure)], reason: 'Rättad' });

  it('are carried over to it: the old says where it went, the new where it came from, and nobody is told again', async () => {
    await product.take({ measurements: [value('a', '70'), value('b', '95')] });
    await product.handle(at('a'), { type: 'AssignCase', to: 'chef-a' });
    await product.take(merge('2022-05-01'));
    expect(product.case(at('a'))).toMatchObject({ state: 'resolved', wentTo: ['ab'] });
    expect(product.case(at('ab'))).toMatchObject({
      state: 'breached',
      from: ['a'],
      openedAt: product.case(at('a')).openedAt,
      told: [{ person: 'chef-a', why: 'responsible' }],
      figures: { value: '70' },
      handling: { assignee: 'chef-a' },
    });
    expect(await product.notices(at('ab'))).toEqual([]);
    expect(await product.notices(at('a'))).toEqual(['send breached: first']);
  });

  it('of several are one, told of to everybody who had been told of either', async () => {
    await product.take({ measurements: [value('a', '70'), value('b', '60')] });
    await product.take(merge('2022-05-01'));
    expect(product.case(at('ab'))).toMatchObject({
      from: ['a', 'b'],
      figures: { value: '70' },
      told: [{ person: 'chef-a' }, { person: 'chef-b' }],
    });
    await correct('a', '96');
    expect(product.case(at('ab'))).toMatchObject({ state: 'breached', figures: { value: '60' } });
    await correct('b', '97');
    expect(product.case(at('ab'))).toMatchObject({ state: 'resolved', byCorrection: true });
    const [, resolved] = await product.inbox.notices(product.case(at('ab')));
    expect(resolved).toMatchObject({ notice: 'resolved-by-correction', to: [{ person: 'chef-a' }, { person: 'chef-b' }] });
  });

  it('of one that was split are of each that it became', async () => {
    await product.take({ measurements: [value('c', '70')] });
    await product.take({ changes: [{ kind: 'split', unit: 'c', into: ['d', 'e'], on: '2022-05-01', decision: 'RS 2', bridge: 'none' }] });
    for (const each of ['d', 'e']) expect(product.case(at(each))).toMatchObject({ state: 'breached', from: ['c'] });
    expect(product.case(at('c')).wentTo).toEqual(['d', 'e']);
    await correct('c', '96');
    expect(['d', 'e'].map((each) => product.case(at(each)).state)).toEqual(['resolved', 'resolved']);
  });

  it('stay where the unit goes on beside what was split from it', async () => {
    await product.take({ measurements: [value('c', '70')] });
    await product.take({ changes: [{ kind: 'split', unit: 'c', into: ['c', 'd'], on: '2022-05-01', decision: 'RS 2', bridge: 'none' }] });
    expect(product.ids).toEqual([at('c')]);
    expect(product.case(at('c')).state).toBe('breached');
  });

  it('stay where the unit was closed the day something was split from it: it has become nothing', async () => {
    await product.take({ measurements: [value('c', '70')] });
    const split = { kind: 'split', unit: 'c', into: ['c', 'd'], on: '2022-05-01', decision: 'RS 2', bridge: 'none' };
    await product.take({ changes: [split, { kind: 'close', unit: 'c', on: '2022-05-01', decision: 'RS 2' }] });
    expect(product.ids).toEqual([at('c')]);
    expect(product.case(at('c')).state).toBe('breached');
  });

  it('wait for the day', async () => {
    await product.take({ measurements: [value('a', '70')] });
    await product.take(merge('2022-06-01'));
    await product.tick('2022-05-31T21:59:00.000Z');
    expect(product.case(at('a')).state).toBe('breached');
    await product.tick('2022-05-31T22:00:00.000Z');
    expect(product.case(at('a'))).toMatchObject({ state: 'resolved', wentTo: ['ab'] });
    expect(product.case(at('ab'))).toMatchObject({ state: 'breached', from: ['a'] });
  });

  it('go on where the next became of it, and remember all they came from', async () => {
    await product.take({ measurements: [value('a', '70')] });
    await product.take(merge('2022-05-01'));
    await product.take({ changes: [{ kind: 'merge', units: ['ab', 'c'], into: 'd', on: '2022-05-10', decision: 'RS 3', bridge: 'sum' }] });
    expect(product.case(at('ab'))).toMatchObject({ state: 'resolved', wentTo: ['d'] });
    expect(product.case(at('d'))).toMatchObject({ state: 'breached', from: ['ab', 'a'] });
    await correct('a', '96');
    expect(product.case(at('d'))).toMatchObject({ state: 'resolved', byCorrection: true });
  });

  it('that a correction reveals afterwards are opened where the unit went', async () => {
    await product.take({ measurements: [value('a', '95')] });
    await product.take(merge('2022-05-01'));
    await correct('a', '70');
    expect(product.ids).toEqual([at('ab')]);
    expect(product.case(at('ab'))).toMatchObject({ state: 'breached', retroactive: true, from: ['a'], told: [{ person: null }] });
  });

  it('speak of the unit itself from when it has a value of its own', async () => {
    await product.take({ measurements: [value('a', '70')] });
    await product.take({ ...merge('2022-05-01'), targets: [target('ab')] });
    await product.take({ measurements: [value('ab', '92')] });
    expect(product.case(at('ab'))).toMatchObject({ state: 'resolved', figures: { value: '92' } });
  });

  it('of a rule for the unit alone go on too', async () => {
    await product.setRule({ ...(MISSED as RuleGiven), scope: { unit: 'a', perspective: null, measure: null } });
    await product.take({ measurements: [value('a', '70')] });
    await product.take(merge('2022-05-01'));
    expect(product.case(at('ab'))).toMatchObject({ state: 'breached', from: ['a'] });
  });

  it('are carried over once, however often they are looked at', async () => {
    await product.take({ measurements: [value('a', '70'), value('b', '60')] });
    await product.take(merge('2022-05-01'));
    const { no } = product.cases;
    await product.documents.delete('alerts', 'evaluated');
    await product.evaluator.follow();
    product.evaluator.evaluateSoon();
    await product.evaluator.settled();
    expect(product.cases.no).toBe(no);
  });
});
