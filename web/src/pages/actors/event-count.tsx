import { allOf, conditionOf } from '../../ui/condition.ts';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import styles from './event-count.module.css';

interface EventCountProps {
  readonly value: number;
  readonly query: string;
  /** Only those that ended so. */
  readonly outcome?: 'denied' | 'failed';
  /** Whose they are, read out. */
  readonly of?: string;
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

/** A number of events, which leads to them. */
export function EventCount({ value, query, outcome, of, range, cluster }: EventCountProps) {
  if (value === 0) return <span className={styles.zero}>0</span>;
  return (
    <ExploreLink
      query={allOf(query, outcome ? conditionOf('outcome', outcome) : '')}
      from={range.from}
      to={range.to}
      cluster={cluster}
      className={outcome && styles[outcome]}
    >
      <Count value={value} />
      <span className="visually-hidden">
        {' '}
        {outcome ?? 'events'}
        {of && `: ${of}`}
      </span>
    </ExploreLink>
  );
}
