import { setImmediate } from 'node:timers/promises';
import type { RuleGiven } from '@styrbord/alerting/rule';
import { EVALUATED } from '@styrbord/service/alerts-watch';
import { AlertedProduct } from './alerted-product';

const BEGIN = '2022-05-02T08:00:00.000Z';
const later = (minutes: number): string => new Date(Date.parse(BEGIN) + minutes * 60_000).toISOString();

const units = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `u${at}`, name: { sv: 'U' }, kind: 'unit', parent: null }));
const measures = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `m${at}`, name: { sv: 'M' }, kind: 'index', decimals: 1, better: 'higher' }));
const value = (measure: string, unit: string) => ({ measure, unit, cell: 'T', period: '2022-04', value: '1' });

const MISSED: RuleGiven = {
  id: 'missad',
  kind: 'target-missed',
  name: { sv: 'Missad' },
  scope: { unit: null, perspective: null, measure: null },
  severity: 'note',
  isOn: true,
  pendingPeriods: 0,
  band: null,
  due: null,
};

describe('whether missed targets are found, seen from outside', () => {
  const running = async (): Promise<AlertedProduct> => {
    const product = await AlertedProduct.at(BEGIN);
    await product.take({ units: units(1), measures: measures(1), measurements: [value('m0', 'u0')] });
    await product.tick(later(1));
    return product;
  };

  it('they are, as long as whoever evaluates says so each minute', async () => {
    const product = await running();
    const { no } = await product.watch.state();
    expect(await product.watch.state()).toEqual({ no, lag: 0, at: later(1), waitingSince: null, isLate: false });
    product.now = later(6);
    expect(await product.watch.state()).toMatchObject({ isLate: false });
    product.now = later(6.2);
    expect(await product.watch.state()).toMatchObject({ at: later(1), isLate: true });
    await product.tick(later(7));
    expect(await product.watch.state()).toMatchObject({ at: later(7), isLate: false });
  });

  it('not where a commit has waited long, whatever the heart does', async () => {
    const product = await running();
    const { no } = await product.watch.state();
    await product.documents.put(EVALUATED.collection, EVALUATED.id, { no: no - 1, rules: {} });
    await product.tick(later(4));
    expect(await product.watch.state()).toMatchObject({ no: no - 1, lag: 1, waitingSince: BEGIN, isLate: false });
    await product.tick(later(6));
    expect(await product.watch.state()).toMatchObject({ at: later(6), isLate: true });
  });

  it('of a product with nothing in it there is nothing to say', async () => {
    const product = await AlertedProduct.at(BEGIN);
    expect(await product.watch.state()).toEqual({ no: 0, lag: 0, at: null, waitingSince: null, isLate: false });
  });
});

it('others have their turn while much is evaluated', async () => {
  const product = await AlertedProduct.at(BEGIN);
  const [many, some] = [units(25), measures(25)];
  const pairs = many.flatMap(({ id: unit }) => some.map(({ id: measure }) => ({ unit, measure })));
  const targets = pairs.map((pair) => ({ ...pair, text: 'högst 0', period: '2022' }));
  await product.take({ units: many, measures: some, targets, measurements: pairs.map(({ measure, unit }) => value(measure, unit)) });
  const evaluated = product.setRule({ ...MISSED, id: 'missad-till' }).then(() => true);
  let turns = 0;
  while (!(await Promise.race([evaluated, setImmediate(false)]))) turns++;
  expect(turns).toBeGreaterThan(10);
});
