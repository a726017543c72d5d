import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ActorProfile } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { useSettings } from '../../app/settings.tsx';
import { Activity } from '../../ui/activity.tsx';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { conditionOf } from '../../ui/condition.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Page } from '../../ui/page.tsx';
import { REFRESH_MS } from '../../ui/refresh.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useTimeRange } from '../../ui/time-range/use-time-range.ts';
import { zoneName } from '../../ui/zone-name.ts';
import { Deeds } from './deeds.tsx';
import { Identity } from './identity.tsx';
import { Outcomes } from './outcomes.tsx';
import styles from './page.module.css';
import { Today } from './today.tsx';
import { ValueLists } from './value-lists.tsx';
import { Week } from './week.tsx';

/** What one actor does. */
export function ActorPage() {
  const { name = '' } = useParams({ strict: false });
  const { cluster } = useSearch({ strict: false });
  const [range, setRange] = useTimeRange();
  const { zone } = useSettings();
  const params = { from: range.from, to: range.to, cluster, timezone: zoneName(zone) };
  const profile = useQuery({
    queryKey: ['actor', name, params],
    queryFn: ({ signal }) =>
      getJson<ActorProfile>(`/api/v1/actors/${encodeURIComponent(name)}/profile`, params, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === name ? keepPreviousData(before) : undefined),
    refetchInterval: REFRESH_MS,
  });
  const query = conditionOf('actor', name);
  return (
    <Page
      title={`Actor ${name.slice(0, 80)}`}
      heading={<Text value={name} max={200} />}
      actions={
        <>
          <ExploreLink query={query} from={range.from} to={range.to} cluster={cluster} className={styles.explore}>
            Explore events
          </ExploreLink>
          <TimeRangePicker value={range} onChange={setRange} />
        </>
      }
    >
      <Answer of={profile} loading={<Skeleton height="60rem" />}>
        {(found) => <Profile profile={found} {...{ query, range, cluster }} onRange={setRange} />}
      </Answer>
    </Page>
  );
}

interface ProfileProps {
  readonly profile: ActorProfile;
  readonly query: string;
  readonly range: TimeRange;
  readonly cluster: string | undefined;
  onRange(range: TimeRange): void;
}

function Profile({ profile, query, range, cluster, onRange }: ProfileProps) {
  const about = { profile, query, range, cluster };
  if (!profile.seen) {
    return (
      <EmptyState title="No events of this actor are kept">
        <p>
          Nothing that is kept names it as who acted. Names are compared exactly;{' '}
          <ExploreLink query={JSON.stringify(profile.name)}>search all text</ExploreLink> for it instead.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.grid}>
      <div className={styles.whole}>
        <Identity profile={profile} />
      </div>
      <div className={styles.whole}>
        <Outcomes {...about} />
      </div>
      <div className={styles.whole}>
        <Today {...about} />
      </div>
      <div className={styles.whole}>
        <Card title="Activity">
          <Activity title="Events over time, by outcome" {...{ query, range, cluster, onRange }} />
        </Card>
      </div>
      <div className={styles.wide}>
        <Deeds {...about} />
      </div>
      <div className={styles.narrow}>
        <Week week={profile.week} />
      </div>
      <div className={styles.whole}>
        <ValueLists {...about} />
      </div>
    </div>
  );
}
