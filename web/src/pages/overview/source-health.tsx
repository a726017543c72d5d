import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SourceItem, SourcesAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { getReadiness } from '../../api/readiness.ts';
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

/** Whether events come from each cluster; what needs attention first. Then the sources by which none come, and what of the server is not ready. */
export function SourceHealth() {
  const answer = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => getJson<SourcesAnswer>('/api/v1/sources', {}, signal),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card title="Sources" actions={<Link to="/sources">All sources</Link>}>
      <Answer of={answer} loading={<Skeleton height="8rem" />}>
        {({ clusters, sources = [], consumers = [] }) => (
          <>
            <NotReady />
            <ul className={styles.clusters}>
              {[...clusters]
                .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
                .map((cluster) => (
                  <ClusterRow key={cluster.name} cluster={cluster} />
                ))}
            </ul>
            <ul className={styles.clusters} aria-label="Sources that bring nothing">
              {sources.filter(bringsNothing).map((source) => (
                <SourceRow key={`${source.type} ${source.id}`} source={source} />
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

/** Ways that every server has open: they may be unused. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['kubernetes-webhook', 'lines', 'import']);

/** What is configured and does not come. */
function bringsNothing({ state, type }: SourceItem): boolean {
  return state === 'failing' || (state !== 'receiving' && !ALWAYS_THERE.has(type));
}

function SourceRow({ source: { id, type, state, reason } }: { readonly source: SourceItem }) {
  return (
    <li>
      <span title={reason}>
        <StateBadge state={state} />
      </span>
      <Link to="/sources" className={styles.name}>
        <Text value={id === type ? id : `${id} (${type})`} max={60} />
      </Link>
      {reason && (
        <p className={styles.reason}>
          <Text value={reason} max={200} />
        </p>
      )}
    </li>
  );
}

/** What of the server does not work, and why. */
function NotReady() {
  const { data } = useQuery({
    queryKey: ['readiness'],
    queryFn: ({ signal }) => getReadiness(signal),
    refetchInterval: REFRESH_MS,
  });
  return data?.parts
    .filter(({ ready }) => !ready)
    .map(({ part, reason = '' }) => (
      <p key={part} className={styles.late}>
        <Icon name="failed" size={12} /> <Text value={part} /> is not ready. <Text value={reason} max={300} />
      </p>
    ));
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
