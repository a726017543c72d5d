import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ClustersAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Activity } from '../../ui/activity.tsx';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { REFRESH_MS } from '../../ui/refresh.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useTimeRange } from '../../ui/time-range/use-time-range.ts';
import { ClusterChoice } from './cluster-choice.tsx';
import { Figures } from './figures.tsx';
import { NewValues } from './new-values.tsx';
import { newestBefore } from './newest-before.ts';
import styles from './page.module.css';
import { QuietSpan } from './quiet-span.tsx';
import { SensitiveActions } from './sensitive-actions.tsx';
import { SourceHealth } from './source-health.tsx';
import { TopValues } from './top-values.tsx';
import { useCounts } from './use-counts.ts';
import { Welcome } from './welcome.tsx';

/** What happened of late, at one sight. */
export function OverviewPage() {
  const [range, setRange] = useTimeRange();
  const { cluster } = useSearch({ strict: false });
  const clusters = useQuery({
    queryKey: ['clusters'],
    queryFn: ({ signal }) => getJson<ClustersAnswer>('/api/v1/clusters', {}, signal),
    refetchInterval: ({ state }) => (state.data && isEmpty(state.data) ? WAITING_MS : REFRESH_MS),
  });
  const names = clusters.data?.clusters.map(({ name }) => name) ?? [];
  return (
    <Page
      title="Overview"
      actions={
        <>
          <ClusterChoice names={names} value={cluster} />
          <TimeRangePicker value={range} onChange={setRange} />
        </>
      }
    >
      <Answer of={clusters} loading={<Skeleton height="60rem" />}>
        {(answer) =>
          isEmpty(answer) ? (
            <Welcome clusters={names} />
          ) : (
            <Findings
              range={range}
              cluster={cluster}
              newest={newestBefore(answer.clusters, range, cluster, Date.now())}
              onRange={setRange}
            />
          )
        }
      </Answer>
    </Page>
  );
}

/** Who waits for the first event looks again so soon, in milliseconds. */
const WAITING_MS = 5_000;

/** A store that does not answer says no number of events. */
function isEmpty({ clusters }: ClustersAnswer): boolean {
  return clusters.every(({ events }) => events === 0);
}

interface FindingsProps {
  readonly range: TimeRange;
  readonly cluster: string | undefined;
  /** When the newest event was, where that is before the span. */
  readonly newest: string | undefined;
  onRange(range: TimeRange): void;
}

function Findings({ range, cluster, newest, onRange }: FindingsProps) {
  const counts = useCounts(range, cluster);
  const about = { range, cluster };
  return (
    <div className={styles.grid}>
      {newest && (
        <div className={styles.whole}>
          <QuietSpan newest={newest} onRange={onRange} />
        </div>
      )}
      <div className={styles.whole}>
        <Figures counts={counts} {...about} />
      </div>
      <div className={styles.whole}>
        <Card title="Activity">
          <Activity title="Events over time, by outcome" query="" onRange={onRange} {...about} />
        </Card>
      </div>
      <div className={styles.wide}>
        <SensitiveActions counts={counts} {...about} />
      </div>
      <div className={styles.narrow}>
        <NewValues {...about} />
        <SourceHealth />
      </div>
      <div className={styles.lists}>
        <TopValues title="Most active" query="" fields={['actor', 'objectRef.resource', 'cluster']} {...about} />
        <TopValues
          title="Most denied"
          query="outcome: denied"
          fields={['actor', 'objectRef.resource', 'sourceIPs']}
          {...about}
        />
        <TopValues
          title="Most failed"
          query="outcome: failed"
          fields={['actor', 'objectRef.resource', 'responseStatus.code']}
          {...about}
        />
      </div>
    </div>
  );
}
