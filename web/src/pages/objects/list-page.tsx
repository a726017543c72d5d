import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ObjectsAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isLinkable } from '../../ui/linkable.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Text } from '../../ui/text.tsx';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useFocus } from '../../ui/use-focus.ts';
import { EVER, fromOf, namedIn } from './object-search.ts';
import { ObjectTable } from './object-table.tsx';
import styles from './objects.module.css';

/** Objects that are listed; who looks for another says more of its name. */
const LIMIT = 100;
/** Milliseconds without a letter after which is asked. */
const PAUSE_MS = 250;

interface ListSearch {
  readonly prefix?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cluster?: string;
  readonly reads?: string;
}

/** Finds an object by its name, its namespace or its kind, those that were changed last first. */
export function ObjectsPage() {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const { prefix = '', from, to, cluster, reads } = search;
  const change = (more: ListSearch) => void navigate({ to: '/objects', search: { ...search, ...more }, replace: true });
  const asked = { prefix, from: fromOf(from), to, cluster, reads, limit: LIMIT };
  const query = useQuery({
    queryKey: ['objects', asked],
    queryFn: ({ signal }) => getJson<ObjectsAnswer>('/api/v1/objects', asked, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Objects"
      lead="The life of anything in a cluster: who made it, what was changed, what it was at any moment."
    >
      <div className={styles.tools}>
        <SearchField value={prefix} onChange={(text) => change({ prefix: text })} />
        <label className={styles.switch}>
          <input
            type="checkbox"
            checked={reads === 'true'}
            onChange={({ target }) => change({ reads: target.checked ? 'true' : '' })}
          />
          Also looks and reports
        </label>
        <TimeRangePicker
          value={{ from: fromOf(from), to }}
          onChange={(range) => change({ from: range.from ?? EVER, to: range.to ?? '' })}
        />
      </div>
      <Direct text={prefix} />
      {cluster && (
        <p>
          Only on the cluster <Text value={cluster} />.{' '}
          <Button small onClick={() => change({ cluster: '' })}>
            All clusters
          </Button>
        </p>
      )}
      <Answer of={query} loading={<Skeleton height="30rem" />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No object fits">
              <p>Search for a part of its name, or write namespace/kind/name to open it.</p>
              {fromOf(from) !== undefined && (
                <Button onClick={() => change({ from: EVER, to: '' })}>Search from the beginning</Button>
              )}
            </EmptyState>
          ) : (
            <ObjectTable items={items} isFull={items.length === LIMIT} />
          )
        }
      </Answer>
    </Page>
  );
}

interface SearchFieldProps {
  readonly value: string;
  onChange(value: string): void;
}

function SearchField({ value, onChange }: SearchFieldProps) {
  const field = useFocus<HTMLInputElement>();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <input
      ref={field}
      type="search"
      className={styles.search}
      aria-label="Find an object"
      placeholder="api, prod/deployments, nodes/worker-1 …"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

/** The way to an object that is named in full, also where nothing was done to it of late. */
function Direct({ text }: { readonly text: string }) {
  const named = namedIn(text);
  if (!named || !isLinkable(text)) return undefined;
  return (
    <p>
      <Link to="/objects/$namespace/$resource/$name" params={{ ...named }} search={{}}>
        Open <Text value={text.trim()} />
      </Link>
    </p>
  );
}
