import { queryOptions } from '@tanstack/react-query';
import type { Supposition } from '@styrbord/steering/laboratory';
import type { SupposedWeight } from '@styrbord/steering/supposed-weights';
import { write } from '../api';
import type { TriedAnswer, WeighedAnswer } from './answers';

interface Asked {
  readonly unit: string;
  readonly measure: string;
  readonly cell?: string;
  readonly knownAt?: string;
}

/** A question with a body: it is asked by POST, and changes nothing. */
export const triedQuery = (asked: Asked, supposition: Supposition) =>
  queryOptions({
    queryKey: ['tried', asked, supposition],
    queryFn: () => write<TriedAnswer>('POST', '/laboratory/history', { ...asked, ...supposition }),
  });

export const weightsQuery = (
  asked: { readonly unit: string; readonly period: string; readonly knownAt?: string },
  weights: readonly SupposedWeight[],
) =>
  queryOptions({
    queryKey: ['weighed', asked, weights],
    queryFn: () => write<WeighedAnswer>('POST', '/laboratory/weights', { ...asked, ...(weights.length > 0 ? { weights } : {}) }),
  });
