import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import { sessionQuery } from '../api/session.js';
import { parseSearch, SCOPE_KEYS, scopeSearch, stringifySearch, textParam } from '../url/searchParams.js';
import { openDefaultView } from './openDefaultView.js';
import { PageError } from './PageError.js';
import { PagePending } from './PagePending.js';
import { actionsSearch } from './pages/actionsSearch.js';
import { coverageSearch } from './pages/coverageSearch.js';
import { dataSearch } from './pages/dataSearch.js';
import { decisionSearch, decisionsSearch } from './pages/decisionsSearch.js';
import { episodesSearch } from './pages/episodesSearch.js';
import { incidentNewSearch } from './pages/incidentNewSearch.js';
import { incidentSearch } from './pages/incidentSearch.js';
import { incidentsSearch } from './pages/incidentsSearch.js';
import { NotFoundPage } from './pages/NotFoundPage.js';
import { onCallSearch } from './pages/onCallSearch.js';
import { postmortemsSearch } from './pages/postmortemsSearch.js';
import { recurrencesSearch } from './pages/recurrencesSearch.js';
import { reportSearch } from './pages/reportSearch.js';
import { reportsSearch } from './pages/reportsSearch.js';
import { reviewRecordSearch } from './pages/reviewRecordSearch.js';
import { reviewRoomSearch } from './pages/reviewRoomSearch.js';
import { reviewsSearch } from './pages/reviewsSearch.js';
import { ruleSearch } from './pages/ruleSearch.js';
import { rulesSearch } from './pages/rulesSearch.js';
import { settingsSearch } from './pages/settingsSearch.js';
import { trendsSearch } from './pages/trendsSearch.js';
import { whatIfSearch } from './pages/whatIfSearch.js';
import { PUBLIC_PATHS } from './publicPaths.js';
import { RootLayout } from './RootLayout.js';

interface RouterContext {
  queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  validateSearch: scopeSearch,
  search: { middlewares: [retainSearchParams([...SCOPE_KEYS])] },
  beforeLoad: async ({ context, location }) => {
    if (PUBLIC_PATHS.includes(location.pathname)) return;
    const user = await context.queryClient.ensureQueryData(sessionQuery);
    if (user === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
  component: RootLayout,
  notFoundComponent: NotFoundPage,
});

const parent = { getParentRoute: () => rootRoute };
const tokenSearch = z.object({ token: textParam });

const signIn = createRoute({
  ...parent,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().max(4000).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/SignInPage.js'), 'SignInPage'),
});
const welcome = createRoute({
  ...parent,
  path: '/welcome',
  validateSearch: tokenSearch,
  component: lazyRouteComponent(() => import('./pages/WelcomePage.js'), 'WelcomePage'),
});
const invite = createRoute({
  ...parent,
  path: '/invite',
  validateSearch: tokenSearch,
  component: lazyRouteComponent(() => import('./pages/WelcomePage.js'), 'WelcomePage'),
});

const home = createRoute({
  ...parent,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/HomePage.js'), 'HomePage'),
});
const reviews = createRoute({
  ...parent,
  path: '/reviews',
  validateSearch: reviewsSearch,
  component: lazyRouteComponent(() => import('./pages/ReviewsPage.js'), 'ReviewsPage'),
});
const reviewRoom = createRoute({
  ...parent,
  path: '/reviews/$id',
  validateSearch: reviewRoomSearch,
  component: lazyRouteComponent(() => import('./pages/ReviewRoomPage.js'), 'ReviewRoomPage'),
});
const reviewRecord = createRoute({
  ...parent,
  path: '/reviews/$id/record',
  validateSearch: reviewRecordSearch,
  component: lazyRouteComponent(() => import('./pages/ReviewRecordPage.js'), 'ReviewRecordPage'),
});
const decisions = createRoute({
  ...parent,
  path: '/decisions',
  validateSearch: decisionsSearch,
  component: lazyRouteComponent(() => import('./pages/DecisionsPage.js'), 'DecisionsPage'),
});
const decision = createRoute({
  ...parent,
  path: '/decisions/$id',
  validateSearch: decisionSearch,
  component: lazyRouteComponent(() => import('./pages/DecisionPage.js'), 'DecisionPage'),
});
const ruleChanges = createRoute({
  ...parent,
  path: '/decisions/changes',
  validateSearch: decisionsSearch,
  component: lazyRouteComponent(() => import('./pages/RuleChangesPage.js'), 'RuleChangesPage'),
});
const ruleChange = createRoute({
  ...parent,
  path: '/decisions/changes/$ruleId/$version',
  validateSearch: decisionSearch,
  component: lazyRouteComponent(() => import('./pages/RuleChangePage.js'), 'RuleChangePage'),
});
const actions = createRoute({
  ...parent,
  path: '/actions',
  validateSearch: actionsSearch,
  beforeLoad: openDefaultView('actions'),
  component: lazyRouteComponent(() => import('./pages/ActionsPage.js'), 'ActionsPage'),
});
const incidents = createRoute({
  ...parent,
  path: '/incidents',
  validateSearch: incidentsSearch,
  beforeLoad: openDefaultView('incidents'),
  component: lazyRouteComponent(() => import('./pages/IncidentsPage.js'), 'IncidentsPage'),
});
const incidentNew = createRoute({
  ...parent,
  path: '/incidents/new',
  validateSearch: incidentNewSearch,
  component: lazyRouteComponent(() => import('./pages/IncidentNewPage.js'), 'IncidentNewPage'),
});
const recurrences = createRoute({
  ...parent,
  path: '/incidents/recurrences',
  validateSearch: recurrencesSearch,
  component: lazyRouteComponent(() => import('./pages/RecurrencesPage.js'), 'RecurrencesPage'),
});
const incident = createRoute({
  ...parent,
  path: '/incidents/$id',
  validateSearch: incidentSearch,
  component: lazyRouteComponent(() => import('./pages/IncidentPage.js'), 'IncidentPage'),
});
const postmortems = createRoute({
  ...parent,
  path: '/postmortems',
  validateSearch: postmortemsSearch,
  beforeLoad: openDefaultView('postmortems'),
  component: lazyRouteComponent(() => import('./pages/PostmortemsPage.js'), 'PostmortemsPage'),
});
const rules = createRoute({
  ...parent,
  path: '/rules',
  validateSearch: rulesSearch,
  beforeLoad: openDefaultView('rules'),
  component: lazyRouteComponent(() => import('./pages/RulesPage.js'), 'RulesPage'),
});
const rule = createRoute({
  ...parent,
  path: '/rules/$id',
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import('./pages/RulePage.js'), 'RulePage'),
});
const episodes = createRoute({
  ...parent,
  path: '/episodes',
  validateSearch: episodesSearch,
  beforeLoad: openDefaultView('episodes'),
  component: lazyRouteComponent(() => import('./pages/EpisodesPage.js'), 'EpisodesPage'),
});
const whatIf = createRoute({
  ...parent,
  path: '/what-if',
  validateSearch: whatIfSearch,
  component: lazyRouteComponent(() => import('./pages/WhatIfPage.js'), 'WhatIfPage'),
});
const coverage = createRoute({
  ...parent,
  path: '/coverage',
  validateSearch: coverageSearch,
  component: lazyRouteComponent(() => import('./pages/CoveragePage.js'), 'CoveragePage'),
});
const onCall = createRoute({
  ...parent,
  path: '/on-call',
  validateSearch: onCallSearch,
  component: lazyRouteComponent(() => import('./pages/OnCallPage.js'), 'OnCallPage'),
});
const trends = createRoute({
  ...parent,
  path: '/trends',
  validateSearch: trendsSearch,
  beforeLoad: openDefaultView('trends'),
  component: lazyRouteComponent(() => import('./pages/TrendsPage.js'), 'TrendsPage'),
});
const reports = createRoute({
  ...parent,
  path: '/reports',
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./pages/ReportsPage.js'), 'ReportsPage'),
});
const report = createRoute({
  ...parent,
  path: '/reports/$id',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('./pages/ReportPage.js'), 'ReportPage'),
});
const data = createRoute({
  ...parent,
  path: '/data/{-$tab}',
  validateSearch: dataSearch,
  component: lazyRouteComponent(() => import('./pages/DataPage.js'), 'DataPage'),
});
const settings = createRoute({
  ...parent,
  path: '/settings/{-$tab}',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('./pages/SettingsPage.js'), 'SettingsPage'),
});

const routeTree = rootRoute.addChildren([
  signIn,
  welcome,
  invite,
  home,
  reviews,
  reviewRoom,
  reviewRecord,
  decisions,
  ruleChanges,
  ruleChange,
  decision,
  actions,
  incidents,
  incidentNew,
  recurrences,
  incident,
  postmortems,
  rules,
  rule,
  episodes,
  whatIf,
  coverage,
  onCall,
  trends,
  reports,
  report,
  data,
  settings,
]);

/** The router of the product; `history` is given by tests. */
export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageError,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 300,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
