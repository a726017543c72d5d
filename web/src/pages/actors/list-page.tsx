import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ActiveActorsAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { REFRESH_MS } from '../../ui/refresh.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useTimeRange } from '../../ui/time-range/use-time-range.ts';
import { ActorTable } from './actor-table.tsx';
import { KINDS, type Kind } from './kinds.ts';
import styles from './list-page.module.css';
import { SearchField } from './search-field.tsx';

const FIRST_ROWS = 100;
/** The most that the server gives; who looks for more narrows the search. */
const MAX_ROWS = 1_000;

const OPTIONS: readonly { readonly value: Kind | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  ...(Object.entries(KINDS) as [Kind, (typeof KINDS)[Kind]][]).map(([value, { many }]) => ({ value, label: many })),
];

/** Who acts, the most active first. */
export function ActorsPage() {
  const [range, setRange] = useTimeRange();
  const { search = '', kind = 'all', rows = String(FIRST_ROWS), cluster } = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (next: Readonly<Record<string, string>>) =>
    void navigate({ to: '.', replace: true, search: (before) => ({ ...before, ...next }) });
  const params = {
    ...{ from: range.from, to: range.to, cluster, search },
    kind: kind === 'all' ? undefined : kind,
    limit: Math.min(MAX_ROWS, Number(rows) || FIRST_ROWS),
  };
  const answer = useQuery({
    queryKey: ['actors', params],
    queryFn: ({ signal }) => getJson<ActiveActorsAnswer>('/api/v1/actors/active', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title="Actors"
      lead="People, service accounts, nodes and the platform itself: who acted, and how often."
      actions={<TimeRangePicker value={range} onChange={setRange} />}
    >
      <div className={styles.filters}>
        <SearchField value={search} onChange={(text) => change({ search: text, rows: '' })} />
        <Choice
          label="Kind"
          options={OPTIONS}
          value={OPTIONS.find(({ value }) => value === kind)?.value ?? 'all'}
          onChange={(value) => change({ kind: value === 'all' ? '' : value, rows: '' })}
        />
      </div>
      <Answer of={answer} loading={<Skeleton height="40rem" />}>
        {({ actors, more }) =>
          actors.length === 0 ? (
            <EmptyState title="Nobody acted">
              <p>
                {search || kind !== 'all'
                  ? 'Nobody of this name and kind did, in this time. Take a condition away, or choose a longer time.'
                  : 'No events are kept of this time. Choose a longer time.'}
              </p>
            </EmptyState>
          ) : (
            <>
              <ActorTable actors={actors} range={range} cluster={cluster} />
              {more && params.limit < MAX_ROWS && (
                <Button onClick={() => change({ rows: String(MAX_ROWS) })}>Show up to 1,000</Button>
              )}
              {more && params.limit >= MAX_ROWS && (
                <p className={styles.more}>There are more than 1,000. Search by name, or choose a kind.</p>
              )}
            </>
          )
        }
      </Answer>
    </Page>
  );
}
