import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { QuarantinedAnswer, TopAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './quarantined-page.module.css';
import { QuarantinedTable } from './quarantined-table.tsx';
import { SourcesNav } from './sources-nav.tsx';

type Filter = { readonly cluster?: string; readonly source?: string; readonly reason?: string };
const FILTERS = ['cluster', 'source', 'reason'] as const;
/** The field behind each of them. */
const FIELDS = { cluster: 'cluster', source: 'source', reason: 'quarantine' } as const;
/** Reasons are few; clusters and sources may be many. */
const MAX_CHOICES = 100;

/** The events that could not be read, with why and how they begin. */
export function QuarantinedPage() {
  const filter: Filter = useSearch({ strict: false });
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useQuarantined(filter);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Quarantined events"
      lead="They could not be read. They are kept as they came, byte for byte, and can be searched by their text."
      actions={
        <ExploreLink query="quarantine: *" cluster={filter.cluster}>
          Explore them
        </ExploreLink>
      }
    >
      <SourcesNav />
      <div className={styles.filters}>
        {FILTERS.map((name) => (
          <FilterChoice key={name} name={name} filter={filter} />
        ))}
      </div>
      {error && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height="24rem" />}
      {data && items.length === 0 && <NoneFound isFiltered={FILTERS.some((name) => filter[name])} />}
      {items.length > 0 && <QuarantinedTable items={items} />}
      {hasNextPage && (
        <div>
          <Button icon="down" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older ones
          </Button>
        </div>
      )}
    </Page>
  );
}

function NoneFound({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="None of this kind">
      <p>Choose “all” above to see every quarantined event.</p>
    </EmptyState>
  ) : (
    <EmptyState title="Everything could be read">
      <p>An event that cannot be read is kept and shown here, with what is wrong.</p>
    </EmptyState>
  );
}

function useQuarantined({ cluster, source, reason }: Filter) {
  return useInfiniteQuery({
    queryKey: ['quarantined', cluster, source, reason],
    queryFn: ({ signal, pageParam }) =>
      getJson<QuarantinedAnswer>('/api/v1/quarantined', { cluster, source, reason, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

function FilterChoice({ name, filter }: { readonly name: (typeof FILTERS)[number]; readonly filter: Filter }) {
  const navigate = useNavigate();
  const chosen = filter[name] ?? '';
  const { data } = useQuery({
    queryKey: ['quarantined', 'top', name],
    queryFn: ({ signal }) => getJson<TopAnswer>('/api/v1/top', topParams(FIELDS[name]), signal),
  });
  const values = data?.items.map(({ value }) => value) ?? [];
  const shown = chosen === '' || values.includes(chosen) ? values : [chosen, ...values];
  return (
    <label className={styles.filter}>
      <span>{name}</span>
      <select
        value={chosen}
        onChange={({ target }) =>
          void navigate({ to: '/sources/quarantined', search: { ...filter, [name]: target.value }, replace: true })
        }
      >
        <option value="">all</option>
        {shown.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
}

function topParams(field: string) {
  return { query: 'quarantine: *', field, limit: MAX_CHOICES, stages: 'all' };
}
