import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { HeatMap } from '@styrbord/steering/heat-map';
import type { Scorecard } from '@styrbord/steering/scorecard';
import type { Strip } from '@styrbord/steering/strip';
import type { UnitsReading } from '@styrbord/steering/units-among-units';
import { NoAnswer, Problem, read, readAll } from '../api';
import { downwards } from './downwards';
import type { Account, DemoAccount, MeasureDefinition, Reorganised, Series, Unit, WhyAnswer } from './answers';

const RETRIES = 3;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal is an answer; only silence and a server that asks for patience are worth another try.
      retry: (count, failure) =>
        count < RETRIES && (failure instanceof NoAnswer || (failure instanceof Problem && failure.fields.status === 503)),
    },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Account | null> => {
    try {
      return (await read<{ account: Account }>('/session', {}, signal)).account;
    } catch (failure) {
      if (failure instanceof Problem && failure.fields.status === 401) return null;
      throw failure;
    }
  },
});

export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: async ({ signal }) => (await read<{ items: readonly DemoAccount[] }>('/session/accounts', {}, signal)).items,
});

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  staleTime: 300_000,
  queryFn: ({ signal }) => readAll<Unit>('/units', {}, signal),
});

export const measuresQuery = queryOptions({
  queryKey: ['measures'],
  staleTime: 300_000,
  queryFn: ({ signal }) => readAll<MeasureDefinition>('/measures', {}, signal),
});

export const periodsQuery = (unit: string) =>
  queryOptions({
    queryKey: ['periods', unit],
    queryFn: ({ signal }) => readAll<string>('/periods', { unit }, signal),
  });

/** Units that are looked at for a board before somebody is shown an empty one. */
const TRIED_MAX = 10;

/** Where somebody begins: at the first of their own units, or the highest of all, that has a board. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: async (): Promise<{ readonly unit: string; readonly period: string } | null> => {
    const account = await queryClient.ensureQueryData(sessionQuery);
    if (!account) return null;
    const units = account.units === 'all' ? downwards(await queryClient.ensureQueryData(unitsQuery)) : account.units;
    for (const unit of units.slice(0, TRIED_MAX)) {
      const [period] = await queryClient.ensureQueryData(periodsQuery(unit));
      if (period !== undefined) return { unit, period };
    }
    return units[0] === undefined ? null : { unit: units[0], period: String(new Date().getFullYear()) };
  },
});

export const scorecardKey = (unit: string, period: string) => ['scorecard', unit, period] as const;

export const scorecardQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: scorecardKey(unit, period),
    queryFn: ({ signal }) => read<Scorecard>(`/scorecards/${encodeURIComponent(unit)}`, { period }, signal),
  });

/** A scorecard as it was known at a time: that stays so. */
export const scorecardAtQuery = (unit: string, period: string, knownAt: string) =>
  queryOptions({
    queryKey: ['scorecard-at', unit, period, knownAt],
    staleTime: Infinity,
    queryFn: ({ signal }) => read<Scorecard>(`/scorecards/${encodeURIComponent(unit)}`, { period, knownAt }, signal),
  });

/** What each row's last periods came to, at a commit of its board. */
export const stripsQuery = (unit: string, period: string, no: number) =>
  queryOptions({
    queryKey: ['strips', unit, period, no],
    queryFn: async ({ signal }) =>
      (await read<{ strips: readonly Strip[] }>(`/scorecards/${encodeURIComponent(unit)}/strips`, { period, minNo: String(no) }, signal))
        .strips,
  });

/** A scorecard in the structure of a date. */
export const scorecardInQuery = (unit: string, period: string, structureAt: string) =>
  queryOptions({
    queryKey: ['scorecard-in', unit, period, structureAt],
    queryFn: ({ signal }) => read<Scorecard>(`/scorecards/${encodeURIComponent(unit)}`, { period, structureAt }, signal),
  });

export const whyQuery = (
  unit: string,
  period: string,
  { measure, cell, structureAt }: { measure: string; cell: string; structureAt?: string | undefined },
) =>
  queryOptions({
    queryKey: ['why', measure, unit, period, cell, structureAt],
    queryFn: ({ signal }) => read<WhyAnswer>(`/scorecards/${encodeURIComponent(unit)}/why`, { measure, cell, period, structureAt }, signal),
  });

export const measureQuery = (measure: string) =>
  queryOptions({
    queryKey: ['measure', measure],
    queryFn: ({ signal }) => read<MeasureDefinition>(`/measures/${encodeURIComponent(measure)}`, {}, signal),
  });

export const seriesQuery = (
  measure: string,
  { unit, cell, knownAt, structureAt }: { unit: string; cell: string; knownAt?: string; structureAt?: string | undefined },
) =>
  queryOptions({
    queryKey: ['series', measure, unit, cell, knownAt, structureAt],
    queryFn: ({ signal }) => read<Series>(`/measures/${encodeURIComponent(measure)}/series`, { unit, cell, knownAt, structureAt }, signal),
  });

/** Merges and splits of a unit and those below it, with what is still to be decided. */
export const reorganisationsQuery = (unit: string) =>
  queryOptions({
    queryKey: ['reorganisations', unit],
    queryFn: ({ signal }) => readAll<Reorganised>('/units/changes', { unit }, signal),
  });

/** Of the units asked for, by whatever narrows them. */
type Narrowed = Readonly<Record<string, string | undefined>>;

export const heatMapQuery = (unit: string, period: string, { kind, provider, setting }: Narrowed) =>
  queryOptions({
    queryKey: ['heat-map', unit, period, kind, provider, setting],
    queryFn: ({ signal }) => read<HeatMap>(`/scorecards/${encodeURIComponent(unit)}/units`, { period, kind, provider, setting }, signal),
  });

export const unitsOfMeasureQuery = (measure: string, period: string, { unit, cell, kind, provider, setting }: Narrowed) =>
  queryOptions({
    queryKey: ['units-of', measure, period, unit, cell, kind, provider, setting],
    queryFn: ({ signal }) =>
      read<UnitsReading>(`/measures/${encodeURIComponent(measure)}/units`, { period, unit, cell, kind, provider, setting }, signal),
  });
