import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getText } from '../../../api/client.ts';
import type { ExploreState } from '../state.ts';
import { selectionOf } from '../use-explore.ts';
import { type Listed, readListedPage } from './listed.ts';

/** Rows of a page: the first is a screen or two, so that it is quick; to ask often costs more than to ask for many. */
const FIRST = 100;
const FURTHER = 500;

interface Place {
  readonly order: 'asc' | 'desc';
  readonly cursor?: string;
}

/** Newest first, whichever way it was asked. */
interface Page {
  readonly items: readonly Listed[];
  /** Where to go on to both sides. `newer` is always there: more may come. */
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

export interface EventPages {
  readonly items: readonly Listed[];
  readonly isLoading: boolean;
  /** What is shown is of the question before. */
  readonly isStale: boolean;
  readonly error: unknown;
  readonly hasOlder: boolean;
  readonly isFetchingOlder: boolean;
  readonly isFetchingNewer: boolean;
  fetchOlder(): void;
  /** Resolves when they are there: to false, where there was no answer. */
  fetchNewer(): Promise<boolean>;
  retry(): void;
}

const NEWEST: Place = { order: 'desc' };

export function eventPagesQuery(state: ExploreState) {
  const selection = selectionOf(state);
  const { at } = state;
  return infiniteQueryOptions({
    queryKey: ['events', selection, at],
    initialPageParam: NEWEST,
    queryFn: ({ pageParam, signal }) => fetchPage({ ...selection, at }, pageParam, signal),
    getNextPageParam: ({ older }): Place | undefined => (older ? { order: 'desc', cursor: older } : undefined),
    getPreviousPageParam: ({ newer }): Place | undefined => (newer ? { order: 'asc', cursor: newer } : undefined),
    placeholderData: keepPreviousData,
    // Pages are asked for again when somebody asks, not because one comes back to them.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The events of a question, page by page, as far as one has gone to either side. */
export function useEventPages(state: ExploreState): EventPages {
  const query = useInfiniteQuery(eventPagesQuery(state));
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
    fetchNewer: async () => (await (query.hasPreviousPage ? query.fetchPreviousPage() : query.refetch())).isSuccess,
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
  const page = readListedPage(await getText('/api/v1/events', params, signal));
  if (order === 'desc') return { items: page.items, newer: page.previous ?? undefined, older: page.next ?? undefined };
  // At the end one asks again from the same place: what came since follows what is known.
  return { items: page.items.toReversed(), newer: page.next ?? cursor, older: undefined };
}

/** What was asked for twice stands once. */
export function distinct(pages: readonly Pick<Page, 'items'>[]): Listed[] {
  const seen = new Set<string>();
  return pages
    .flatMap(({ items }) => items)
    .filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}
