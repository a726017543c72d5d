import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SourcesAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Count } from '../../ui/count.tsx';
import { Icon } from '../../ui/icon.tsx';
import { REFRESH_MS } from '../../ui/refresh.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import styles from './source-health.module.css';

type Cluster = SourcesAnswer['clusters'][number];

/** What needs attention comes first. */
const ORDER: readonly Cluster['state'][] = ['failing', 'silent', 'waiting', 'receiving'];

/** Whether events come from each cluster; what needs attention first. */
export function SourceHealth() {
  const answer = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => getJson<SourcesAnswer>('/api/v1/sources', {}, signal),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card title="Sources" actions={<Link to="/sources">All sources</Link>}>
      <Answer of={answer} loading={<Skeleton height="8rem" />}>
        {({ clusters, consumers = [] }) => (
          <>
            <ul className={styles.clusters}>
              {[...clusters]
                .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
                .map((cluster) => (
                  <ClusterRow key={cluster.name} cluster={cluster} />
                ))}
            </ul>
            {consumers
              .filter(({ seconds }) => seconds >= LATE_SECONDS)
              .map(({ name, events }) => (
                <p key={name} className={styles.late}>
                  <Icon name="failed" size={12} /> <Text value={name} /> is <Count value={events} /> events behind.
                </p>
              ))}
          </>
        )}
      </Answer>
    </Card>
  );
}

/** What reads the journal is usually less than a second behind. */
const LATE_SECONDS = 60;

function ClusterRow({ cluster: { name, state, reason, last, flow } }: { readonly cluster: Cluster }) {
  return (
    <li>
      <span title={reason}>
        <StateBadge state={state} />
      </span>
      <Link to="/sources/clusters/$name" params={{ name }} className={styles.name}>
        <Text value={name} max={60} />
      </Link>
      <span className={styles.figures}>
        {flow !== undefined && flow.quarantined > 0 && (
          <>
            <Count value={flow.quarantined} /> unread ·{' '}
          </>
        )}
        {last === undefined ? 'no events' : <Ago value={last} />}
      </span>
    </li>
  );
}
