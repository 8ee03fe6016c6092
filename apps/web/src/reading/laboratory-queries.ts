import { queryOptions } from '@tanstack/react-query';
import type { Supposition } from '@styrbord/steering/laboratory';
import { write } from '../api';
import type { TriedAnswer } from './answers';

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
