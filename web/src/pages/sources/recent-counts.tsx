import type { Recent } from '../../../../src/api/contract.ts';
import { quote } from '../../../../src/query/escape.ts';
import { Card } from '../../ui/card.tsx';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Text } from '../../ui/text.tsx';
import { Events } from './events.tsx';
import styles from './recent-counts.module.css';

const GROUPS = [
  { key: 'levels', title: 'Policy levels', field: 'level' },
  { key: 'stages', title: 'Stages', field: 'stage' },
  { key: 'components', title: 'Written by', field: 'component' },
  { key: 'nodes', title: 'On nodes', field: 'node' },
  { key: 'sources', title: 'Came by', field: 'source' },
  { key: 'platforms', title: 'Platform', field: 'platform' },
] as const;

interface RecentCountsProps {
  readonly cluster: string;
  readonly recent: Recent;
}

/** What the events of the last day say of the cluster, each count leading to its events. */
export function RecentCounts({ cluster, recent }: RecentCountsProps) {
  return (
    <Card
      title="The last 24 hours"
      actions={
        <span>
          <Events count={recent.events} />
        </span>
      }
    >
      <div className={styles.groups}>
        {GROUPS.filter(({ key }) => recent[key].length > 0).map(({ key, title, field }) => (
          <div key={key} className={styles.group}>
            <h3>{title}</h3>
            <ul>
              {recent[key].map(({ value, count }) => (
                <li key={value}>
                  <ExploreLink query={`${field}: ${quote(value)}`} cluster={cluster} from={recent.from}>
                    <Text value={value} max={80} />
                  </ExploreLink>
                  <meter aria-label={`${title}: ${value.slice(0, 80)}`} max={recent.events} value={count} />
                  <Count value={count} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Card>
  );
}
