import { Link } from '@tanstack/react-router';
import styles from './sources-nav.module.css';

const VIEWS = [
  { to: '/sources', label: 'Clusters and sources' },
  { to: '/sources/quarantined', label: 'Quarantined events' },
  { to: '/sources/tokens', label: 'Tokens' },
  { to: '/sources/mke', label: 'Audit level of MKE' },
] as const;

/** The pages about where events come from. */
export function SourcesNav() {
  return (
    <nav aria-label="Sources" className={styles.nav}>
      <ul>
        {VIEWS.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: true, includeSearch: false }}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
