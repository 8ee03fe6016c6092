import { isRefusal } from '@styrbord/eventsourcing/decider';
import { itemsOf, type DocumentMeasurement } from '../document';
import { decideAll, initialState } from '../steering';
import { simulatedCorrections } from './corrections';
import { simulatedRegion } from './region';

describe('the invented region', () => {
  const document = simulatedRegion();
  it('is the same for the same seed, and another for another', () => {
    expect(simulatedRegion()).toEqual(document);
    expect(simulatedRegion({ seed: 1 }).measurements).not.toEqual(document.measurements);
  });
  it('is recorded without a refusal, merge included', () => {
    const outcomes = decideAll(itemsOf(document, '2026-01-01'), initialState, '2026-01-01', '2026-01-01T00:00:00.000Z');
    expect(outcomes.flatMap(({ item, result }) => (isRefusal(result) ? [`${item.pointer} ${result.refused}`] : []))).toEqual([]);
  });
  it('corrects some reports later, with a reason, and the totals follow', () => {
    const corrections = simulatedCorrections(document);
    const items = [...itemsOf(document, '2026-01-01'), ...itemsOf(corrections, '2026-01-01')];
    const outcomes = decideAll(items, initialState, '2026-01-01', '2026-01-01T00:00:00.000Z');
    const later = outcomes.slice(-(corrections.measurements?.length ?? 0)).map(({ result }) => (isRefusal(result) ? result : result[0]));
    const corrected = later.filter((event) => event && 'type' in event && event.type === 'measurement-corrected');
    expect(corrected.length).toBeGreaterThan(30);
    expect(later.every((event) => event === undefined || ('type' in event && event.type === 'measurement-corrected'))).toBe(true);
    const sumOf = (rows: readonly DocumentMeasurement[], isIt: (row: DocumentMeasurement) => boolean): number =>
      rows.filter(isIt).reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
    const key = ({ measure, unit, period }: DocumentMeasurement): string => `${measure} ${unit} ${period}`;
    const rows = [
      ...new Map([...(document.measurements ?? []), ...(corrections.measurements ?? [])].map((row) => [key(row), row])).values(),
    ];
    const { measure, period } = corrections.measurements?.[0] ?? { measure: '', period: '' };
    const there = rows.filter((row) => row.measure === measure && row.period === period);
    expect(sumOf(there, ({ unit }) => unit === 'region-simulerad')).toBe(sumOf(there, ({ unit }) => unit.startsWith('hc-')));
  });
  it('says of itself that it is simulated, in every plan', () => {
    expect(document.plans?.every(({ provenance }) => provenance?.kind === 'simulated')).toBe(true);
  });
  it('has 34 health centres, own and private, in city, rural and sparse settings, two of them merged', () => {
    const centres = document.units?.filter(({ kind }) => kind === 'health-centre') ?? [];
    expect(centres).toHaveLength(35);
    expect(new Set(centres.map(({ provider }) => provider))).toEqual(new Set(['own', 'private']));
    expect(new Set(centres.map(({ setting }) => setting))).toEqual(new Set(['city', 'rural', 'sparse']));
  });
});
