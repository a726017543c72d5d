import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { Failure, NotFound } from './failure.tsx';
import { type LoadPages, loadCode } from './load-code.ts';
import { formatSearch, parseSearch, type Search } from './search.ts';
import { sessionQuery } from './session.ts';
import { Shell } from './shell.tsx';

interface Context {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  notFoundComponent: NotFound,
  errorComponent: Failure,
  validateSearch: (search: Record<string, unknown>): Search =>
    Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)])),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => loadCode(() => import('../pages/sign-in/page.tsx')), 'SignInPage'),
});

/** Everything below needs somebody who is signed in; the address that was wanted is kept. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: Failure,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
});

const page = <Path extends string>(path: Path, load: LoadPages, name: string) =>
  createRoute({
    getParentRoute: () => shell,
    path,
    component: lazyRouteComponent(() => loadCode(load), name),
  });

const pages = [
  page('/', () => import('../pages/overview/page.tsx'), 'OverviewPage'),
  page('/explore', () => import('../pages/explore/page.tsx'), 'ExplorePage'),
  page('/events/$id', () => import('../pages/event/page.tsx'), 'EventPage'),
  page('/objects', () => import('../pages/objects/list-page.tsx'), 'ObjectsPage'),
  page('/objects/$namespace/$resource/$name', () => import('../pages/objects/page.tsx'), 'ObjectPage'),
  page('/actors', () => import('../pages/actors/list-page.tsx'), 'ActorsPage'),
  page('/actors/$name', () => import('../pages/actors/page.tsx'), 'ActorPage'),
  page('/policies', () => import('../pages/policies/page.tsx'), 'PoliciesPage'),
  page('/sources', () => import('../pages/sources/page.tsx'), 'SourcesPage'),
  page('/sources/connect', () => import('../pages/sources/connect-page.tsx'), 'ConnectPage'),
  page('/sources/quarantined', () => import('../pages/sources/quarantined-page.tsx'), 'QuarantinedPage'),
  page('/sources/mke', () => import('../pages/sources/mke-page.tsx'), 'MkePage'),
  page('/sources/tokens', () => import('../pages/sources/tokens-page.tsx'), 'TokensPage'),
  page('/sources/clusters/$name', () => import('../pages/sources/cluster-page.tsx'), 'ClusterPage'),
  // Whatever else an address says.
  createRoute({ getParentRoute: () => shell, path: '$', component: NotFound }),
] as const;

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([signIn, shell.addChildren([...pages])]),
    context: { queryClient },
    parseSearch,
    stringifySearch: formatSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFound,
  });
}

/** The code of the page at this address comes while it is asked who is signed in, not after that. */
export function preloadPage(router: ReturnType<typeof createAppRouter>): void {
  const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    // What does not come is said by the page itself, which asks again.
    routes[routeId]?.options.component?.preload?.()?.catch(() => {});
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
