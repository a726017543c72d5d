import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EventItem, EventsPage } from '../../../../src/api/contract.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { quote } from '../../../../src/query/escape.ts';
import { getJson } from '../../api/client.ts';
import { Card } from '../../ui/card.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { Text } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './event.module.css';
import { formatDuration, stagesOf } from './stages.ts';

/** A request has at most four stages and a few API servers; a client that chooses ids can give one to very many. */
const MAX_STAGES = 50;

/** Every stage of the request, with how long after its arrival it was reached. */
export function Timeline({ item }: { readonly item: EventItem }) {
  const { auditID = '' } = item.event as AuditEvent;
  const { data } = useQuery({
    queryKey: ['events', 'request', item.cluster, auditID],
    enabled: auditID !== '',
    queryFn: ({ signal }) =>
      getJson<EventsPage>(
        '/api/v1/events',
        { query: `auditID: ${quote(auditID)}`, cluster: item.cluster, limit: MAX_STAGES, order: 'asc' },
        signal,
      ),
  });
  const stages = stagesOf(data?.items.length ? data.items : [item]);
  return (
    <Card title="Stages of the request">
      <ol className={styles.stages}>
        {stages.map(({ id, name, time, after, share, outcome, component }) => (
          <li key={id} aria-current={id === item.id ? 'true' : undefined}>
            <span className={styles.stageName}>
              {id === item.id ? (
                <strong>
                  <Text value={name || 'event'} max={40} />
                </strong>
              ) : (
                <Link to="/events/$id" params={{ id }}>
                  <Text value={name || 'event'} max={40} />
                </Link>
              )}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.bar} style={{ width: `${Math.max(1, share * 100)}%` }} />
            </span>
            <span className={styles.after}>{after === undefined ? '' : `+${formatDuration(after)}`}</span>
            <span className={styles.stageMore}>
              {time && <Time value={time} />} <Outcome value={outcome} />
              <span className={styles.muted}>
                <Text value={component} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      {data?.next && <p>Only the first {MAX_STAGES} events with this auditID are shown; clients may choose it.</p>}
    </Card>
  );
}
