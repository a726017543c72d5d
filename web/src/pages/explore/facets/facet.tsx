import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FacetsAnswer, TopAnswer } from '../../../../../src/api/contract.ts';
import { getJson } from '../../../api/client.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Count } from '../../../ui/count.tsx';
import { ErrorBox } from '../../../ui/error-box.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Text } from '../../../ui/text.tsx';
import { visibleText } from '../../../ui/visible-text.ts';
import { labelOf } from '../row-values.ts';
import { type Explore, selectionOf } from '../use-explore.ts';
import { cutMiddle } from './cut-middle.ts';
import styles from './facets.module.css';

interface FacetProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly found: FacetsAnswer['facets'][number] | undefined;
  readonly total: number;
  /** What is shown is of the question before. */
  /** Nothing was answered yet, nor refused. */
  readonly isLoading: boolean;
  readonly isStale: boolean;
  onToggle(): void;
  readonly explore: Explore;
}

/** The values of one field. */
export function Facet({ name, isOpen, found, total, isLoading, isStale, onToggle, explore }: FacetProps) {
  const id = useId();
  const [all, setAll] = useState(false);
  return (
    <>
      <button type="button" className={styles.name} aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <Icon name={isOpen ? 'down' : 'forward'} size={12} />
        <Text value={labelOf(name)} max={60} />
      </button>
      <div id={id} hidden={!isOpen} className={styles.values} data-stale={isStale}>
        {isOpen && isLoading && <Skeleton lines={3} />}
        {isOpen && found && found.items.length === 0 && <p className={styles.muted}>No event has it.</p>}
        {isOpen && found && found.items.length > 0 && (
          <>
            {all ? (
              <Search name={name} total={total} explore={explore} />
            ) : (
              <Values name={name} items={found.items} total={total} explore={explore} />
            )}
            {found.more && (
              <button type="button" className={styles.more} onClick={() => setAll(!all)}>
                {all ? 'Fewer' : 'More …'}
              </button>
            )}
          </>
        )}
      </div>
    </>
  );
}

/** UTF-16 units for which a line has room, beside the count. */
const ROOM = 22;

interface ValuesProps {
  readonly name: string;
  readonly items: TopAnswer['items'];
  readonly total: number;
  readonly explore: Explore;
}

function Values({ name, items, total, explore: { filter } }: ValuesProps) {
  const label = labelOf(name);
  return (
    <ul>
      {items.map(({ value, count }) => {
        const { text } = visibleText(value, 60);
        return (
          <li key={value} className={styles.value}>
            <span
              className={styles.share}
              style={{ width: `${total === 0 ? 0 : Math.min(100, (count / total) * 100)}%` }}
            />
            <button
              type="button"
              className={styles.only}
              title={visibleText(value, 500).text}
              onClick={() => filter(name, value)}
            >
              <span className="visually-hidden">Only {label} </span>
              <Text value={cutMiddle(value, ROOM)} />
              <Count value={count} />
            </button>
            <IconButton
              icon="minus"
              label={`Exclude ${label} ${text}`}
              className={styles.exclude ?? ''}
              onClick={() => filter(name, value, true)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Values that a list at first has no room for. */
const MANY = 50;

function Search({ name, total, explore }: Omit<ValuesProps, 'items'>) {
  const [typed, setTyped] = useState('');
  const params = { ...selectionOf(explore.state), field: name, prefix: typed, limit: MANY };
  const answer = useQuery({
    queryKey: ['values', params],
    queryFn: ({ signal }) => getJson<TopAnswer>('/api/v1/values', params, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <label className={styles.search}>
        <span className="visually-hidden">Find a value of {labelOf(name)}</span>
        <input
          type="search"
          placeholder="Find a value"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {answer.error && <ErrorBox error={answer.error} />}
      {answer.data?.items.length === 0 && <p className={styles.muted}>No value holds that.</p>}
      <div className={styles.many}>
        <Values name={name} items={answer.data?.items ?? []} total={total} explore={explore} />
      </div>
    </>
  );
}
