import type { ActorProfile } from '../../../../src/api/contract.ts';
import { Card } from '../../ui/card.tsx';
import { allOf } from '../../ui/condition.ts';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { formatFull } from '../../ui/format-count.ts';
import { NewList, NewRows } from '../../ui/new-list.tsx';
import { Text } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { DayBars } from './day-bars.tsx';
import { deedQuery, deedText } from './deed-text.ts';
import type { ProfileProps } from './profile-props.ts';
import styles from './today.module.css';
import { hoursText, volumeText } from './today-text.ts';

/** How its last day differs from the four weeks before, in numbers. */
export function Today({ profile: { today, seen }, query, cluster }: ProfileProps) {
  const { usual } = today;
  return (
    <Card title="The last 24 hours against the four weeks before">
      <p className={styles.span}>
        From <Time value={today.from} /> to <Time value={today.to} />, up to the full hour; compared with what is kept
        from <Time value={seen && seen.first > today.baseline ? seen.first : today.baseline} /> on.
      </p>
      {usual ? (
        <Differences {...{ today, query, cluster }} />
      ) : (
        <p className={styles.nothing}>
          {today.events === 0
            ? 'It acted neither in these 24 hours nor in the four weeks before.'
            : `It acted ${formatFull(today.events)} times in these 24 hours, and not in the four weeks before: there is nothing to compare with.`}
        </p>
      )}
    </Card>
  );
}

interface DifferencesProps {
  readonly today: ActorProfile['today'];
  readonly query: string;
  readonly cluster: string | undefined;
}

function Differences({ today, query, cluster }: DifferencesProps) {
  const range = { from: today.from, to: today.to };
  const within = (condition: string) => allOf(query, condition);
  const list = (title: string, field: string, items: typeof today.addresses) => (
    <section>
      <h3>{title}</h3>
      <NewList {...{ field, items, range, cluster, within }} none="None new." />
    </section>
  );
  return (
    <div className={styles.parts}>
      <section className={styles.volume}>
        <h3>How much</h3>
        <p>
          <ExploreLink query={query} from={range.from} to={range.to} cluster={cluster} className={styles.count}>
            <Count value={today.events} />
            <span className="visually-hidden"> events in these 24 hours</span>
          </ExploreLink>{' '}
          {volumeText(today)}
        </p>
        <DayBars days={today.days} today={today.events} />
      </section>
      <section>
        <h3>New hours</h3>
        <p className={today.hours.length === 0 ? styles.none : undefined}>{hoursText(today.hours)}</p>
      </section>
      <section>
        <h3>New deeds</h3>
        <NewRows
          rows={today.deeds.map((deed) => ({
            ...{ key: deedText(deed), first: deed.first, count: deed.count, id: deed.id },
            label: <Text value={deedText(deed)} max={120} />,
            query: within(deedQuery(deed)),
          }))}
          {...{ range, cluster }}
          none="None new."
        />
      </section>
      {list('New addresses', 'sourceIPs', today.addresses)}
      {list('New programs', 'userAgent', today.userAgents)}
      {list('New namespaces', 'objectRef.namespace', today.namespaces)}
    </div>
  );
}
