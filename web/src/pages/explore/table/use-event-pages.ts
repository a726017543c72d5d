import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventItem, EventsPage } from '../../../../../src/api/contract.ts';
import { getJson } from '../../../api/client.ts';
import type { ExploreState } from '../state.ts';
import { selectionOf } from '../use-explore.ts';

/** Rows of a page: a screen or two, so that the first is quick. */
const FIRST = 100;
const FURTHER = 300;

interface Place {
  readonly order: 'asc' | 'desc';
  readonly cursor?: string;
}

/** Newest first, whichever way it was asked. */
interface Page {
  readonly items: readonly EventItem[];
  /** Where to go on to both sides. `newer` is always there: more may come. */
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

export interface EventPages {
  readonly items: readonly EventItem[];
  readonly isLoading: boolean;
  /** What is shown is of the question before. */
  readonly isStale: boolean;
  readonly error: unknown;
  readonly hasOlder: boolean;
  readonly isFetchingOlder: boolean;
  readonly isFetchingNewer: boolean;
  fetchOlder(): void;
  /** Resolves when they are there. */
  fetchNewer(): Promise<unknown>;
  retry(): void;
}

/** The events of a question, page by page, as far as one has gone to either side. */
export function useEventPages(state: ExploreState): EventPages {
  const selection = selectionOf(state);
  const { at } = state;
  const query = useInfiniteQuery<Page, Error, InfiniteData<Page, Place>, readonly unknown[], Place>({
    queryKey: ['events', selection, at],
    initialPageParam: { order: 'desc' },
    queryFn: ({ pageParam, signal }) => fetchPage({ ...selection, at }, pageParam, signal),
    getNextPageParam: ({ older }) => (older ? { order: 'desc', cursor: older } : undefined),
    getPreviousPageParam: ({ newer }) => (newer ? { order: 'asc', cursor: newer } : undefined),
    placeholderData: keepPreviousData,
    // Pages are asked for again when somebody asks, not because one comes back to them.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = useMemo(() => distinct(query.data?.pages ?? []), [query.data]);
  return {
    items,
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    hasOlder: query.hasNextPage,
    isFetchingOlder: query.isFetchingNextPage,
    isFetchingNewer: query.isFetchingPreviousPage,
    fetchOlder: () => void query.fetchNextPage(),
    fetchNewer: () => (query.hasPreviousPage ? query.fetchPreviousPage() : query.refetch()),
    retry: () => void query.refetch(),
  };
}

type Selection = ReturnType<typeof selectionOf> & { readonly at: string | undefined };

async function fetchPage(
  { at, ...selection }: Selection,
  { order, cursor }: Place,
  signal: AbortSignal,
): Promise<Page> {
  // Where the list begins in the middle, only its first page is bounded by that.
  const to = cursor === undefined && at !== undefined ? at : selection.to;
  const params = { ...selection, to, order, cursor, limit: cursor === undefined ? FIRST : FURTHER };
  const page = await getJson<EventsPage>('/api/v1/events', params, signal);
  if (order === 'desc') return { items: page.items, newer: page.previous ?? undefined, older: page.next ?? undefined };
  // At the end one asks again from the same place: what came since follows what is known.
  return { items: page.items.toReversed(), newer: page.next ?? cursor, older: undefined };
}

/** What was asked for twice stands once. */
export function distinct(pages: readonly Pick<Page, 'items'>[]): EventItem[] {
  const seen = new Set<string>();
  return pages
    .flatMap(({ items }) => items)
    .filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}
