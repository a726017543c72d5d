import { allOf } from '../../ui/condition.ts';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import styles from './outcomes.module.css';
import type { ProfileProps } from './profile-props.ts';

/** How its requests ended. */
export function Outcomes({ profile: { outcomes, failedLogins }, query, range, cluster }: ProfileProps) {
  const of = (outcome: string) => outcomes.find(({ value }) => value === outcome)?.count ?? 0;
  const figures = [
    { title: 'Events', count: outcomes.reduce((sum, { count }) => sum + count, 0), within: '', style: '' },
    { title: 'Denied', count: of('denied'), within: 'outcome: denied', style: styles.denied },
    { title: 'Failed', count: of('failed'), within: 'outcome: failed', style: styles.failed },
    { title: 'Failed logins', count: failedLogins.count, within: failedLogins.query, style: styles.denied },
  ];
  return (
    <ul className={styles.figures}>
      {figures.map(({ title, count, within, style }) => (
        <li key={title}>
          <ExploreLink
            query={allOf(query, within)}
            from={range.from}
            to={range.to}
            cluster={cluster}
            className={styles.link}
          >
            <span className={styles.title}>{title}</span>
            <span className={`${styles.count} ${count > 0 ? style : ''}`}>
              <Count value={count} />
            </span>
          </ExploreLink>
        </li>
      ))}
    </ul>
  );
}
