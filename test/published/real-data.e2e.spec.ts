import type { UnitsReading } from '@styrbord/steering/units-among-units';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';
import { attended, EMERGENCY_FILE, emergencyDocument, ENGLAND, type Attended } from './emergency';
import {
  contradictingDiagnoses,
  COUNTRY,
  DIAGNOSES_FILE,
  GOOD_CARE_FILE,
  goodCareDocument,
  groups,
  measureOf,
  type Group,
} from './good-care';
import { HALLAND, KOLADA_FOLDER, koladaDocument, koladaMeasure, otherChanges, otherRanks, published, type Published } from './kolada';
import { EXPLAINED, isThere, titleOf } from './shared-data';

interface SeriesAnswer {
  readonly points: readonly {
    readonly period: string;
    readonly value: string | null;
    readonly numerator: number | null;
    readonly denominator: number | null;
  }[];
  readonly process: { readonly points: readonly { readonly period: string; readonly cause: string }[] };
  readonly variation: string | null;
}

interface Refused {
  readonly code: string;
  readonly given: string | number;
  readonly allowed: string;
}

const suite = (path: string): jest.Describe => (isThere(path) ? describe : describe.skip);

async function productWith(document: object): Promise<{ product: Product; operator: Caller }> {
  const product = await startProduct({ STYRBORD_DEMO: 'none' });
  const operator = caller(product, product.key);
  const { status, body } = await operator.send('POST', '/documents?mode=valid', document);
  const refused = ((body['refused'] as Refused[] | undefined) ?? []).map(({ code, given, allowed }) => `${code}: ${given}, ${allowed}`);
  if (status !== 200) await product.stop();
  expect([status, refused.filter((line) => !EXPLAINED.includes(line))]).toEqual([200, []]);
  await operator.get(`/units?minNo=${String(body['no'])}`);
  return { product, operator };
}

const seriesOf = async (
  operator: Caller,
  { measure, unit, cell = 'T' }: { measure: string; unit: string; cell?: string },
): Promise<SeriesAnswer> => (await operator.get(`/measures/${measure}/series?unit=${unit}&cell=${cell}`)).body as unknown as SeriesAnswer;

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const each of all) found.set(keyOf(each), [...(found.get(keyOf(each)) ?? []), each]);
  return found;
}

suite(EMERGENCY_FILE)(titleOf('emergency departments in England', EMERGENCY_FILE), () => {
  let lines: Attended[];
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    lines = attended();
    ({ product, operator } = await productWith(emergencyDocument(lines)));
  }, 240_000);
  afterAll(() => product?.stop());

  it('within four hours is the ratio of all trusts’ sums, month by month, and never the mean of their shares', async () => {
    const months = [...new Set(lines.map(({ month }) => month))].toSorted();
    const { points } = await seriesOf(operator, { measure: 'inom-4h', unit: ENGLAND });
    expect(points.map(({ period }) => period)).toEqual(months);
    let unlike = 0;
    for (const { period, numerator, denominator, value } of points) {
      const of = lines.filter(({ month }) => month === period);
      const [within, all] = [of.reduce((sum, each) => sum + each.within, 0), of.reduce((sum, each) => sum + each.attendances, 0)];
      expect([period, numerator, denominator, value]).toEqual([period, within, all, ((100 * within) / all).toFixed(1)]);
      const shares = [...grouped(of, ({ trust }) => trust).values()].map(
        (each) => each.reduce((sum, { within: some }) => sum + some, 0) / each.reduce((sum, { attendances }) => sum + attendances, 0),
      );
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      if ((100 * mean).toFixed(1) !== value) unlike++;
    }
    expect(unlike).toBe(months.length);
  });

  it('in a funnel are far more unlike each other than chance makes them, and that is said', async () => {
    const address = `/measures/inom-4h-typ-1/units?period=2019-03&unit=${ENGLAND}&kind=trust`;
    const { units, funnel, reaching } = (await operator.get(address)).body as unknown as UnitsReading;
    const of = lines.filter(({ month, type }) => month === '2019-03' && type === '1');
    const reach = of.filter(({ within, attendances }) => within / attendances >= 0.95).length;
    expect([units.filter(({ value }) => value !== null).length, reaching.reached, reaching.of]).toEqual([of.length, reach, of.length]);
    expect(funnel?.units).toBe(of.length);
    expect((funnel?.outside ?? 0) / of.length).toBeGreaterThan(0.8);
    expect(funnel?.said.sv).toMatch(/överspridning|skiljer sig mer/i);
  });

  it('as a process have deteriorated beyond chance, in a run below the mean', async () => {
    const { process, variation } = await seriesOf(operator, { measure: 'inom-4h-typ-1', unit: ENGLAND });
    expect(variation).toBe('concern');
    expect(process.points.at(-1)?.cause).toMatch(/below|low/);
  });
});

suite(GOOD_CARE_FILE)(titleOf('“En god vård”, counties of Sweden', GOOD_CARE_FILE), () => {
  let counted: Group[];
  let uncounted: Group[];
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    const all = groups();
    counted = all.filter(({ isCounted }) => isCounted);
    uncounted = all.filter(({ isCounted }) => !isCounted);
    ({ product, operator } = await productWith(goodCareDocument(counted)));
  }, 240_000);
  afterAll(() => product?.stop());

  it('the country is the ratio of the counties’ sums, as the publisher has it; each that is not is explained', async () => {
    const unlike: string[] = [];
    for (const [measure, cells] of grouped(counted, measureOf))
      for (const [cell, of] of grouped(cells, (group) => group.cell)) {
        const { points } = await seriesOf(operator, { measure, unit: COUNTRY, cell });
        for (const { indicator, period, country } of of) {
          const { numerator, denominator } = points.find((point) => point.period === period) ?? { numerator: null, denominator: null };
          const ours = ((numerator ?? Number.NaN) * 100) / (denominator ?? Number.NaN);
          if (!(Math.abs(ours - country) < 0.005)) unlike.push(`${indicator} ${period} ${cell}: ${ours.toFixed(3)} ≠ ${country}`);
        }
      }
    expect(counted.length).toBeGreaterThan(100);
    expect(unlike.filter((line) => !EXPLAINED.includes(line))).toEqual([]);
  });

  it('indicators whose values are no quotients of counts are named, and not imported as if they were', () => {
    const only = new Set(uncounted.map(({ indicator }) => indicator));
    for (const { indicator } of counted) only.delete(indicator);
    expect([...only].filter((indicator) => !EXPLAINED.includes(`Indikator ${indicator}:`))).toEqual([]);
  });

  it('diagnoses whose lines contradict themselves are explained, every one', () => {
    expect(isThere(DIAGNOSES_FILE) ? contradictingDiagnoses().filter((line) => !EXPLAINED.includes(line)) : []).toEqual([]);
  });
});

suite(KOLADA_FOLDER)(titleOf('Region Halland’s board of indicators', KOLADA_FOLDER), () => {
  let all: Published[];
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    all = published();
    ({ product, operator } = await productWith(koladaDocument(all)));
  }, 240_000);
  afterAll(() => product?.stop());

  it('shows the values that are printed', async () => {
    for (const one of all.slice(0, 20)) {
      const { points } = await seriesOf(operator, { measure: koladaMeasure(one), unit: HALLAND });
      expect([one.id, Number(points.at(-1)?.value)]).toEqual([one.id, one.latest]);
    }
  });

  it('changes and ranks that its own values contradict are explained, every one', () => {
    expect([...otherChanges(all), ...otherRanks(all)].filter((line) => !EXPLAINED.includes(line))).toEqual([]);
  });

  it('has red lights where the series does nothing beyond chance, and green ones where it deteriorates: as many as are explained', async () => {
    const told: Record<string, Record<string, number>> = {};
    for (const one of all) {
      const { variation } = await seriesOf(operator, { measure: koladaMeasure(one), unit: HALLAND });
      const of = (told[one.signal] ??= {});
      of[variation ?? 'untold'] = (of[variation ?? 'untold'] ?? 0) + 1;
    }
    for (const [signal, counts] of Object.entries(told))
      for (const [variation, count] of Object.entries(counts)) expect(EXPLAINED).toContain(`${signal}, ${variation}: ${count}`);
  });
});
