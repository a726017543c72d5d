import { Link } from '@tanstack/react-router';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './drop-list.module.css';
import { dropMeaning } from './drop-meaning.ts';
import type { Drop } from './drops.ts';

/** What was not kept, or not whole, each with what that means and where to look. */
export function DropList({ drops }: { readonly drops: readonly Drop[] }) {
  if (drops.length === 0) return <p>Everything that came since the server began to run was read, and is kept whole.</p>;
  return (
    <ul className={styles.drops}>
      {drops.map((drop) => (
        <DropLine key={drop.reason} drop={drop} />
      ))}
    </ul>
  );
}

function DropLine({ drop: { reason, count, by } }: { readonly drop: Drop }) {
  const { title, text, query, page, pageLabel } = dropMeaning(reason);
  return (
    <li className={styles.drop}>
      <b className={styles.count}>
        <Count value={count} />
      </b>
      <div>
        <h3>
          <Text value={title} />
        </h3>
        <p>
          {text} {page && <Link to={page}>{pageLabel}</Link>}
          {query && <ExploreLink query={query}>See them</ExploreLink>}
        </p>
        <p className={styles.by}>
          {by.map(({ name, count }, at) => (
            <span key={name}>
              {at > 0 && ', '}
              <Text value={name} /> <Count value={count} />
            </span>
          ))}
        </p>
      </div>
    </li>
  );
}
