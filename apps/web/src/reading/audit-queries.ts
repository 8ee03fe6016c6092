import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { read } from '../api';
import type { BoardDifference, HistoryEntry, HistoryPage, HistorySample, LedgerAsked, Tick } from './audit-answers';

interface BoardPlace {
  readonly unit: string;
  readonly period: string;
}

const replayPath = (unit: string): string => `/replay/${encodeURIComponent(unit)}`;

export const ticksQuery = ({ unit, period }: BoardPlace) =>
  queryOptions({
    queryKey: ['ticks', unit, period],
    queryFn: async ({ signal }) => (await read<{ items: readonly Tick[] }>(`${replayPath(unit)}/ticks`, { period }, signal)).items,
  });

/** What was known at a commit stays so; while another is fetched the one before is shown. */
export const replayQuery = ({ unit, period }: BoardPlace, at: number) =>
  queryOptions({
    queryKey: ['replay', unit, period, at],
    staleTime: Infinity,
    enabled: at > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Scorecard>(replayPath(unit), { period, at: String(at) }, signal),
  });

export const differenceQuery = ({ unit, period }: BoardPlace, { from, to }: { readonly from: number; readonly to: number }) =>
  queryOptions({
    queryKey: ['difference', unit, period, from, to],
    staleTime: Infinity,
    enabled: from > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<BoardDifference>(`${replayPath(unit)}/diff`, { period, from: String(from), to: String(to) }, signal),
  });

export type HistoryAsked = Readonly<Partial<Record<'unit' | 'measure' | 'actor' | 'type' | 'from' | 'to' | 'text', string>>>;

const PAGE_ENTRIES = '50';

export const historyQuery = (asked: HistoryAsked) =>
  infiniteQueryOptions({
    queryKey: ['history', asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read<HistoryPage>('/history', { ...asked, cursor: pageParam, limit: PAGE_ENTRIES }, signal),
    getNextPageParam: ({ next }: HistoryPage) => next ?? undefined,
  });

/** Without `to` it is drawn from everything up to now. */
export const sampleQuery = ({ seed, count, to }: { readonly seed: string; readonly count: number; readonly to?: string | undefined }) =>
  queryOptions({
    queryKey: ['sample', seed, count, to],
    queryFn: async ({ signal }) => {
      const sample = await read<Omit<HistorySample, 'count'>>('/history/sample', { seed, count: String(count), to }, signal);
      return { ...sample, count };
    },
  });

export const eventQuery = ({ no, index, ledger }: LedgerAsked & { readonly no: string; readonly index: string }) =>
  queryOptions({
    queryKey: ['event', no, index, ledger],
    queryFn: ({ signal }) => read<HistoryEntry>(`/history/${encodeURIComponent(no)}/${encodeURIComponent(index)}`, { ledger }, signal),
  });
