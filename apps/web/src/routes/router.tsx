import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { parsePeriod } from '@styrbord/steering/period';
import { Problem } from '../api';
import { readInboxSearch } from '../features/alerts/inbox-search';
import { readSearch, dateIn } from '../features/board/selection';
import { readHistorySearch } from '../features/history/history-search';
import { readLaboratorySearch } from '../features/laboratory/laboratory-search';
import { readWeightsSearch } from '../features/laboratory/weights-search';
import { readReplaySearch } from '../features/replay/moments';
import { readUnitsSearch } from '../features/units/units-search';
import { preloadLanguages } from '../language/language';
import type { ResponsibleSearch } from '../features/alerts/responsible-view';
import { FATES, type Fate } from '../reading/alert-answers';
import { ledgerAsked, type LedgerAsked } from '../reading/audit-answers';
import { homeQuery, measureQuery, queryClient, scorecardQuery, sessionQuery } from '../reading/queries';
import { Failed } from './failed';
import { FramePage } from './frame-page';
import { NotFound } from './not-found';
import { Waiting } from './waiting';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Failed });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { to?: string } =>
    typeof raw['to'] === 'string' && /^\/(?!\/)/.test(raw['to']) ? { to: raw['to'] } : {},
  component: lazyRouteComponent(() => import('./sign-in-page'), 'SignInPage'),
});

/** Needs nobody's word: neither a sign-in nor, once it is loaded, the network. Both languages come with it. */
const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  loader: preloadLanguages,
  component: lazyRouteComponent(() => import('./verify-page'), 'VerifyPage'),
});

/** Everything below is for people who are signed in; others come back here after the sign-in. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Outlet,
  beforeLoad: async ({ location }) => {
    const account = await queryClient.ensureQueryData(sessionQuery);
    if (!account) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } });
    return { account };
  },
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: async () => {
    const home = await queryClient.ensureQueryData(homeQuery);
    if (!home) throw redirect({ to: '/sign-in', search: {} });
    throw redirect({ to: '/boards/$unit/$period', params: home, search: {} });
  },
});

const frameRoute = createRoute({ getParentRoute: () => signedInRoute, id: 'framed', component: FramePage });

interface Place {
  readonly unit: string;
  readonly period: string;
}

/** The figures are fetched while the page's script is; neither waits for the other. */
function fetchScorecard({ unit, period }: Place): void {
  if (parsePeriod(period)) void queryClient.prefetchQuery(scorecardQuery(unit, period));
}

const boardRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/boards/$unit/$period',
  validateSearch: readSearch,
  loader: ({ params }) => fetchScorecard(params),
  component: lazyRouteComponent(() => import('./board-page'), 'BoardPage'),
});

const measureRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/boards/$unit/$period/measures/$measure',
  validateSearch: (raw: Record<string, unknown>): { why?: string; as?: 'table'; structureAt?: string } => ({
    ...(typeof raw['why'] === 'string' ? { why: raw['why'] } : {}),
    ...(raw['as'] === 'table' ? { as: 'table' as const } : {}),
    ...(dateIn(raw['structureAt']) ? { structureAt: dateIn(raw['structureAt']) } : {}),
  }),
  loader: ({ params }) => {
    fetchScorecard(params);
    void queryClient.prefetchQuery(measureQuery(params.measure));
  },
  component: lazyRouteComponent(() => import('./measure-page'), 'MeasurePage'),
});

const unitsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/boards/$unit/$period/units',
  validateSearch: readUnitsSearch,
  component: lazyRouteComponent(() => import('./units-page'), 'UnitsPage'),
});

const unitsOfMeasureRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/boards/$unit/$period/measures/$measure/units',
  validateSearch: readUnitsSearch,
  component: lazyRouteComponent(() => import('./units-of-measure-page'), 'UnitsOfMeasurePage'),
});

const laboratoryRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/boards/$unit/$period/measures/$measure/laboratory',
  validateSearch: readLaboratorySearch,
  component: lazyRouteComponent(() => import('./laboratory-page'), 'LaboratoryPage'),
});

const weightsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/boards/$unit/$period/laboratory',
  validateSearch: readWeightsSearch,
  component: lazyRouteComponent(() => import('./weights-page'), 'WeightsPage'),
});

const recordRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/record/$unit/$period',
  validateSearch: (raw: Record<string, unknown>): { only?: 'missing' } => (raw['only'] === 'missing' ? { only: 'missing' } : {}),
  loader: ({ params }) => fetchScorecard(params),
  component: lazyRouteComponent(() => import('./record-page'), 'RecordPage'),
});

const inboxRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alerts',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
});

const caseRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alerts/cases/$case',
  component: lazyRouteComponent(() => import('./case-page'), 'CasePage'),
});

const rulesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alerts/rules',
  component: lazyRouteComponent(() => import('./rules-page'), 'RulesPage'),
});

const deliveriesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alerts/deliveries',
  validateSearch: (raw: Record<string, unknown>): { fate?: Fate } => {
    const fate = FATES.find((each) => each === raw['fate']);
    return fate ? { fate } : {};
  },
  component: lazyRouteComponent(() => import('./deliveries-page'), 'DeliveriesPage'),
});

const responsibleRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alerts/responsible',
  validateSearch: (raw: Record<string, unknown>): ResponsibleSearch => ({
    ...(typeof raw['unit'] === 'string' ? { unit: raw['unit'] } : {}),
    ...(typeof raw['measure'] === 'string' ? { measure: raw['measure'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./responsible-page'), 'ResponsiblePage'),
});

const mineRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alerts/mine',
  component: lazyRouteComponent(() => import('./notice-settings-page'), 'NoticeSettingsPage'),
});

const historyRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit/history',
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('./history-page'), 'HistoryPage'),
});

const eventRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit/events/$no/$index',
  validateSearch: (raw: Record<string, unknown>): LedgerAsked => ledgerAsked(raw['ledger']),
  component: lazyRouteComponent(() => import('./event-page'), 'EventPage'),
});

const replayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit/replay/$unit/$period',
  validateSearch: readReplaySearch,
  component: lazyRouteComponent(() => import('./replay-page'), 'ReplayPage'),
});

const erasuresRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audit/erasures',
  component: lazyRouteComponent(() => import('./erasures-page'), 'ErasuresPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    verifyRoute,
    signedInRoute.addChildren([
      homeRoute,
      frameRoute.addChildren([
        boardRoute,
        measureRoute,
        unitsRoute,
        unitsOfMeasureRoute,
        laboratoryRoute,
        weightsRoute,
        recordRoute,
        inboxRoute,
        caseRoute,
        rulesRoute,
        deliveriesRoute,
        responsibleRoute,
        mineRoute,
        historyRoute,
        eventRoute,
        replayRoute,
        erasuresRoute,
      ]),
    ]),
  ]),
  defaultPendingComponent: Waiting,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Failed,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

// A session that ended while the page was open: the next answer says so, and the way back is kept.
queryClient.getQueryCache().config.onError = (failure) => {
  if (!(failure instanceof Problem) || failure.fields.status !== 401) return;
  queryClient.setQueryData(sessionQuery.queryKey, null);
  const { pathname, href } = router.state.location;
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: href } });
};

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
