import { Link } from '@tanstack/react-router';
import type { ClusterFlow } from '../../../../src/api/contract.ts';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Said } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import { Events } from './events.tsx';
import { Figure } from './figure.tsx';
import { FlowFigures } from './flow-figures.tsx';
import { Quarantined } from './quarantined.tsx';
import styles from './rows.module.css';

/** The clusters, each with what comes of it. */
export function ClusterList({ clusters }: { readonly clusters: readonly ClusterFlow[] }) {
  return (
    <ul className={styles.rows}>
      {clusters.map((cluster) => (
        <ClusterRow key={cluster.name} cluster={cluster} />
      ))}
    </ul>
  );
}

function ClusterRow({ cluster }: { readonly cluster: ClusterFlow }) {
  const { name, state, reason, flow, events, last, createdAt } = cluster;
  return (
    <li className={`${styles.row} ${state === 'failing' ? styles.failing : ''}`}>
      <div className={styles.name}>
        <h3>
          <Link to="/sources/clusters/$name" params={{ name }}>
            <Text value={name} />
          </Link>
        </h3>
        <StateBadge state={state} />
        <span className={styles.under}>
          {reason ? <Said text={reason} /> : createdAt ? '' : 'Has no credential: its events were imported.'}
        </span>
      </div>
      <dl className={styles.figures}>
        {flow ? (
          <FlowFigures flow={flow} name={name} />
        ) : (
          <Figure label="Last happened">{last ? <Ago value={last} /> : '–'}</Figure>
        )}
        <Figure label="Kept" note={flow && <Quarantined count={flow.quarantined} search={{ cluster: name }} />}>
          {events === undefined ? (
            'not known now'
          ) : (
            <ExploreLink query="" cluster={name} title={`Events of ${name}`}>
              <Events count={events} />
            </ExploreLink>
          )}
        </Figure>
      </dl>
    </li>
  );
}
