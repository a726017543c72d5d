import type { ReactNode } from 'react';
import { Count } from './count.tsx';
import { ExploreLink } from './explore-link.tsx';
import { FirstFew } from './first-few.tsx';
import { Text } from './text.tsx';
import type { TimeRange } from './time-range/range.ts';
import styles from './value-list.module.css';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly count: number;
  /** What leads to the events that are counted. */
  readonly query: string;
  readonly note?: ReactNode;
}

interface BarListProps {
  readonly bars: readonly Bar[];
  readonly range: TimeRange;
  readonly cluster?: string | undefined;
  /** What is said where there are none. */
  readonly none: string;
}

/** Values with their counts, each with a bar as long as its share of the largest, and a link to the events. */
export function BarList({ bars, range, cluster, none }: BarListProps) {
  if (bars.length === 0) return <p className={styles.none}>{none}</p>;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <FirstFew items={bars}>
      {(few) => (
        <ol className={styles.list}>
          {few.map(({ key, label, count, query, note }) => (
            <li key={key}>
              <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
              <span className={styles.label}>
                {label}
                {note && <small>{note}</small>}
              </span>
              <ExploreLink query={query} from={range.from} to={range.to} cluster={cluster} className={styles.count}>
                <Count value={count} />
                <span className="visually-hidden">
                  {' '}
                  events of <Text value={key} max={MAX_SPOKEN} />
                </span>
              </ExploreLink>
            </li>
          ))}
        </ol>
      )}
    </FirstFew>
  );
}

/** Of a value that is read out. */
const MAX_SPOKEN = 100;
