import { isRefusal } from '@styrbord/eventsourcing/decider';
import { itemsOf } from '../document';
import { decideAll, initialState } from '../steering';
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
