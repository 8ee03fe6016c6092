import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Tray } from '@styrbord/alerting/case';
import type { Severity } from '@styrbord/alerting/rule';
import { read } from '../api';
import type { CaseAnswer, CaseCounts, CaseNotice, CasesPage, Fate, NoticesPage, RuleAnswer } from './alert-answers';

/** The latest commit a live board has told of: what is read of alerts is evaluated as far. */
let told: string | undefined;

export function toldOf(no: number): void {
  if (no > Number(told ?? 0)) told = String(no);
}

/** How often an inbox looks whether anything came. */
const LOOK_MS = 10_000;

export const caseCountsQuery = queryOptions({
  queryKey: ['alerts', 'counts'],
  refetchInterval: LOOK_MS,
  queryFn: ({ signal }) => read<CaseCounts>('/alerts/counts', { minNo: told }, signal),
});

export interface CasesAsked {
  readonly tray: Tray;
  readonly severity?: Severity | undefined;
  readonly unit?: string | undefined;
  readonly measure?: string | undefined;
  readonly period?: string | undefined;
  readonly assignee?: string | undefined;
}

const PAGE = '50';

export const casesQuery = (asked: CasesAsked) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'list', asked],
    refetchInterval: LOOK_MS,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read<CasesPage>('/alerts', { ...asked, cursor: pageParam, limit: PAGE, minNo: told }, signal),
    getNextPageParam: ({ next }: CasesPage) => next ?? undefined,
  });

const ROWS_MAX = '1000';

/** The open cases of a board's rows. */
export const openCasesQuery = (unit: string, period: string) =>
  queryOptions({
    queryKey: ['alerts', 'open', unit, period],
    queryFn: async ({ signal }) =>
      (await read<CasesPage>('/alerts', { state: 'open', unit, below: 'false', period, limit: ROWS_MAX, minNo: told }, signal)).items,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['alerts', 'case', id],
    refetchInterval: LOOK_MS,
    queryFn: ({ signal }) => read<CaseAnswer>(`/alerts/${encodeURIComponent(id)}`, { minNo: told }, signal),
  });

export const caseNoticesQuery = (id: string) =>
  queryOptions({
    queryKey: ['alerts', 'notices', id],
    refetchInterval: LOOK_MS,
    queryFn: async ({ signal }) => (await read<{ items: readonly CaseNotice[] }>('/notices', { case: id, minNo: told }, signal)).items,
  });

export const noticesQuery = (fate: Fate | undefined) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'told', fate],
    refetchInterval: LOOK_MS,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read<NoticesPage>('/notices', { fate, cursor: pageParam, limit: PAGE, minNo: told }, signal),
    getNextPageParam: ({ next }: NoticesPage) => next ?? undefined,
  });

export const rulesQuery = queryOptions({
  queryKey: ['alerts', 'rules'],
  queryFn: async ({ signal }) => (await read<{ items: readonly RuleAnswer[] }>('/alert-rules', {}, signal)).items,
});
