import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Scorecard } from '@styrbord/steering/scorecard';
import type { Strip } from '@styrbord/steering/strip';
import { useMemo } from 'react';
import { stripsQuery } from './queries';

/** By measure; those of the board before stay until the new ones have come. */
export function useStrips({ unit, period, known }: Scorecard): ReadonlyMap<string, Strip> {
  const { data } = useQuery({ ...stripsQuery(unit.id, period, known.no), placeholderData: keepPreviousData });
  return useMemo(() => new Map((data ?? []).map((strip) => [strip.measure, strip])), [data]);
}
