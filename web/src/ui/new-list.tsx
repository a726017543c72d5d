import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FirstSeenItem } from '../../../src/api/contract.ts';
import { ActorLink } from './actor-link.tsx';
import { conditionOf } from './condition.ts';
import { Count } from './count.tsx';
import { ExploreLink } from './explore-link.tsx';
import { FirstFew } from './first-few.tsx';
import { Text } from './text.tsx';
import { Ago } from './time.tsx';
import type { TimeRange } from './time-range/range.ts';
import styles from './value-list.module.css';

interface NewListProps {
  readonly field: string;
  readonly items: readonly FirstSeenItem[];
  readonly range: TimeRange;
  readonly cluster?: string | undefined;
  readonly none: string;
  /** A condition that the events match besides. */
  readonly within?: ((condition: string) => string) | undefined;
}

/** Values that are new: the first event of each, and all. */
export function NewList({ field, items, range, cluster, none, within = (condition) => condition }: NewListProps) {
  return (
    <NewRows
      none={none}
      rows={items.map(({ value, first, count, id }) => ({
        ...{ key: value, first, count, id },
        label:
          field === 'actor' ? (
            <ActorLink name={value} range={range} cluster={cluster} />
          ) : (
            <Text value={value} max={120} />
          ),
        query: within(conditionOf(field, value)),
      }))}
      range={range}
      cluster={cluster}
    />
  );
}

export interface NewRow {
  readonly key: string;
  readonly label: ReactNode;
  readonly first: string;
  readonly count: number;
  readonly id: string;
  readonly query: string;
}

interface NewRowsProps {
  readonly rows: readonly NewRow[];
  readonly range: TimeRange;
  readonly cluster?: string | undefined;
  readonly none: string;
}

export function NewRows({ rows, range, cluster, none }: NewRowsProps) {
  if (rows.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <FirstFew items={rows}>
      {(few) => (
        <ul className={styles.list}>
          {few.map(({ key, label, first, count, id, query }) => (
            <li key={key}>
              <span className={styles.label}>{label}</span>
              <Link to="/events/$id" params={{ id }} className={styles.first}>
                <Ago value={first} />
                <span className="visually-hidden">
                  : the first event of <Text value={key} max={MAX_SPOKEN} />
                </span>
              </Link>
              <ExploreLink query={query} from={range.from} to={range.to} cluster={cluster} className={styles.count}>
                <Count value={count} />
                <span className="visually-hidden">
                  {' '}
                  events of <Text value={key} max={MAX_SPOKEN} />
                </span>
              </ExploreLink>
            </li>
          ))}
        </ul>
      )}
    </FirstFew>
  );
}

/** Of a value that is read out. */
const MAX_SPOKEN = 100;
