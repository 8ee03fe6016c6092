import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListedCase } from './alert-answers';
import { openCasesQuery } from './alert-queries';

/** The open cases of a unit's rows for a period, by measure; a board is read without waiting for them. */
export function useOpenCases(unit: string, period: string): ReadonlyMap<string, readonly ListedCase[]> {
  const { data } = useQuery(openCasesQuery(unit, period));
  return useMemo(() => {
    const byMeasure = new Map<string, ListedCase[]>();
    for (const one of data ?? []) byMeasure.set(one.measure, [...(byMeasure.get(one.measure) ?? []), one]);
    return byMeasure;
  }, [data]);
}
