import type { UseQueryResult } from '@tanstack/react-query';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import { Change } from './change.tsx';
import styles from './sensitive-actions.module.css';
import type { Counts, SensitiveAction } from './use-counts.ts';

interface SensitiveActionsProps {
  readonly counts: UseQueryResult<Counts>;
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

/** What is rarely done and worth knowing of: how often, and how often before. */
export function SensitiveActions({ counts, range, cluster }: SensitiveActionsProps) {
  return (
    <Card title="Sensitive actions">
      <Answer of={counts} loading={<Skeleton height="34rem" />}>
        {({ actions, of }) => {
          const wasOrIs = ({ name }: SensitiveAction) => of(name).count > 0 || (of(name).before ?? 0) > 0;
          const none = actions.filter((action) => !wasOrIs(action));
          return (
            <>
              <ul className={styles.actions}>
                {actions.filter(wasOrIs).map(({ name, title, why, query }) => (
                  <li key={name} data-none={of(name).count === 0}>
                    <ExploreLink
                      query={query}
                      from={range.from}
                      to={range.to}
                      cluster={cluster}
                      className={styles.link}
                    >
                      <span className={styles.title}>{title}</span>
                      <b className={styles.count}>
                        <Count value={of(name).count} />
                      </b>
                    </ExploreLink>
                    <p className={styles.why}>{why}</p>
                    <span className={styles.change}>
                      <Change {...of(name)} />
                    </span>
                  </li>
                ))}
              </ul>
              {none.length > 0 && (
                <p className={styles.none}>
                  <b>Nothing of:</b> {none.map(({ title }) => title.toLowerCase()).join(' · ')}
                </p>
              )}
            </>
          );
        }}
      </Answer>
    </Card>
  );
}
