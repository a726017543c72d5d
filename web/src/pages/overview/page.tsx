import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ClustersAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Activity } from '../../ui/activity.tsx';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useTimeRange } from '../../ui/time-range/use-time-range.ts';
import { ClusterChoice } from './cluster-choice.tsx';
import { Figures } from './figures.tsx';
import { NewValues } from './new-values.tsx';
import styles from './page.module.css';
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
        {({ clusters: all }) =>
          // A store that does not answer says no number of events.
          all.every(({ events }) => events === 0) ? (
            <Welcome clusters={all.map(({ name }) => name)} />
          ) : (
            <Findings range={range} cluster={cluster} onRange={setRange} />
          )
        }
      </Answer>
    </Page>
  );
}

interface FindingsProps {
  readonly range: TimeRange;
  readonly cluster: string | undefined;
  onRange(range: TimeRange): void;
}

function Findings({ range, cluster, onRange }: FindingsProps) {
  const counts = useCounts(range, cluster);
  const about = { range, cluster };
  return (
    <div className={styles.grid}>
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
