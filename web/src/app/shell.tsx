import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { onUnauthorized } from '../api/client.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { LiveMessages } from '../ui/live-messages.tsx';
import { Account } from './account.tsx';
import { Failure } from './failure.tsx';
import { PaletteButton } from './palette/palette-button.tsx';
import { forget, sessionQuery } from './session.ts';
import styles from './shell.module.css';

const PAGES: readonly { readonly to: string; readonly label: string; readonly icon: IconName }[] = [
  { to: '/', label: 'Overview', icon: 'overview' },
  { to: '/explore', label: 'Explore', icon: 'search' },
  { to: '/objects', label: 'Objects', icon: 'object' },
  { to: '/actors', label: 'Actors', icon: 'person' },
  { to: '/policies', label: 'Policies', icon: 'policy' },
  { to: '/sources', label: 'Sources', icon: 'source' },
];

/** What stands around every page: navigation, who is signed in, and where messages are read out. */
export function Shell() {
  useEndOfSession();
  const { data: session, error } = useQuery(sessionQuery);
  if (error && !session) return <Failure error={error} />;
  // Signed out: the way to the sign-in page is being taken.
  if (!session) return null;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width={22} height={22} />
          Verbatim
        </Link>
        <PaletteButton />
        <nav aria-label="Pages" className={styles.nav}>
          <ul>
            {PAGES.map(({ to, label, icon }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }} title={label}>
                  <Icon name={icon} />
                  <span>{label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Account session={session} />
      </header>
      <Main />
      <LiveMessages />
    </div>
  );
}

/** The page. The focus follows to it, so that who navigates by keyboard or ear is where the new page begins. */
function Main() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const first = useRef(path);
  useEffect(() => {
    if (first.current === path) return;
    first.current = path;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={styles.main}>
      <Outlet />
    </main>
  );
}

/** Goes to the sign-in page once anything is answered with “who are you?”, and keeps the address for afterwards. */
function useEndOfSession(): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    let isLeaving = false;
    return onUnauthorized(() => {
      if (isLeaving) return;
      isLeaving = true;
      forget(client);
      void navigate({ to: '/sign-in', search: { next: router.latestLocation.href, ended: 'true' } });
    });
  }, [client, navigate, router]);
}
