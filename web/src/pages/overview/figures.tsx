import type { UseQueryResult } from '@tanstack/react-query';
import { Answer } from '../../ui/answer.tsx';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import { Change } from './change.tsx';
import styles from './figures.module.css';
import { type Counts, FIGURES } from './use-counts.ts';

interface FiguresProps {
  readonly counts: UseQueryResult<Counts>;
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

/** The numbers that are looked at first, each with how it was before. */
export function Figures({ counts, range, cluster }: FiguresProps) {
  return (
    <Answer of={counts} loading={<Skeleton height="5.5rem" />}>
      {({ of }) => (
        <ul className={styles.figures}>
          {FIGURES.map(({ name, title, query }) => (
            <li key={name} className={of(name).count > 0 ? styles[name] : undefined}>
              <ExploreLink
                query={name === 'events' ? '' : query}
                from={range.from}
                to={range.to}
                cluster={cluster}
                className={styles.link}
              >
                <span className={styles.title}>{title}</span>
                <span className={styles.count}>
                  <Count value={of(name).count} />
                </span>
              </ExploreLink>
              <Change {...of(name)} />
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
