import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Tray } from '@styrbord/alerting/case';
import type { Severity } from '@styrbord/alerting/rule';
import { read, readAll } from '../api';
import type {
  AlertsWatchAnswer,
  CaseAnswer,
  CaseCounts,
  CaseNotice,
  CasesPage,
  ChainAnswer,
  Fate,
  NamedPerson,
  NoticeSettingsAnswer,
  NoticesPage,
  ResponsibilityAnswer,
  RuleAnswer,
  UndecidedResponsibilityAnswer,
} from './alert-answers';

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

const WATCH_MS = 60_000;

/** Whether missed targets are still found. */
export const alertsWatchQuery = queryOptions({
  queryKey: ['alerts', 'watch'],
  refetchInterval: WATCH_MS,
  queryFn: ({ signal }) => read<AlertsWatchAnswer>('/status/alerts', {}, signal),
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
    queryFn: ({ signal }) => readAll<CaseNotice>('/notices', { case: id, minNo: told }, signal),
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

export const noticeSettingsQuery = queryOptions({
  queryKey: ['alerts', 'notice-settings'],
  queryFn: ({ signal }) => read<NoticeSettingsAnswer>('/notice-settings', {}, signal),
});

/** Who signs in here. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await read<{ items: readonly NamedPerson[] }>('/people', {}, signal)).items,
});

export const responsibilitiesQuery = queryOptions({
  queryKey: ['alerts', 'responsibilities'],
  queryFn: async ({ signal }) => (await read<{ items: readonly ResponsibilityAnswer[] }>('/responsibilities', {}, signal)).items,
});

/** Of what units became that were merged or split, and nobody has said since who answers. */
export const undecidedResponsibilitiesQuery = queryOptions({
  queryKey: ['alerts', 'responsibilities', 'undecided'],
  queryFn: async ({ signal }) =>
    (await read<{ items: readonly UndecidedResponsibilityAnswer[] }>('/responsibilities/undecided', {}, signal)).items,
});

/** Who answers for a measure at a unit, or for the unit, who is told, and in which order it goes up. */
export const chainQuery = (unit: string, measure?: string) =>
  queryOptions({
    queryKey: ['alerts', 'chain', unit, measure],
    queryFn: ({ signal }) => read<ChainAnswer>('/responsibilities/chain', { unit, measure }, signal),
  });
