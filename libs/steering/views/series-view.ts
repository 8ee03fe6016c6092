import type { Json } from '@styrbord/proof/canonical';
import type { View } from '@styrbord/eventsourcing/view';
import { EMPTY_SERIES, evolveSeries, type Series } from '../series';
import { eventOf, foldedInto, knownOf } from './recorded';

export const seriesId = (unit: string, measure: string): string => `${unit}/${measure}`;

/** Unit and measure of a document. */
export function placeOf(id: string): [unit: string, measure: string] {
  const [unit = '', measure = ''] = id.split('/');
  return [unit, measure];
}

/** One document per unit and measure: every value with the commit at which it became known, earlier ones kept. */
export const seriesView: View = {
  name: 'series',
  version: 3,
  documents(recorded) {
    if (foldedInto(recorded) !== 'series') return [];
    const { unit, measure } = recorded.fact.data as { unit: string; measure: string };
    return [seriesId(unit, measure)];
  },
  initial: () => EMPTY_SERIES as unknown as Json,
  evolve: (body, recorded) =>
    evolveSeries(body as unknown as Series, eventOf(recorded), knownOf(recorded), recorded.fact.meta.reason ?? null) as unknown as Json,
};
