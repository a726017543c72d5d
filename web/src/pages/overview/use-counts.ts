import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CountsAnswer, SensitiveActionsAnswer } from '../../../../src/api/contract.ts';
import { getJson, sendJson } from '../../api/client.ts';
import { REFRESH_MS } from '../../ui/refresh.ts';
import type { TimeRange } from '../../ui/time-range/range.ts';

export type SensitiveAction = SensitiveActionsAnswer['actions'][number];

/** What is shown large. Every event has an outcome. */
export const FIGURES = [
  { name: 'events', title: 'Events', query: 'outcome: *' },
  { name: 'denied', title: 'Denied', query: 'outcome: denied' },
  { name: 'failed', title: 'Failed', query: 'outcome: failed' },
  { name: 'changes', title: 'Changes', query: 'verb: (create or update or patch or delete or deletecollection)' },
] as const;

export interface Counted {
  readonly count: number;
  /** In the span of the same length before. */
  readonly before?: number | undefined;
}

export interface Counts {
  readonly actions: readonly SensitiveAction[];
  readonly of: (name: string) => Counted;
}

/** The figures and the sensitive actions of a span, counted together. */
export function useCounts({ from, to }: TimeRange, cluster: string | undefined): UseQueryResult<Counts> {
  const known = useQuery({
    queryKey: ['sensitive-actions'],
    queryFn: ({ signal }) => getJson<SensitiveActionsAnswer>('/api/v1/sensitive-actions', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const actions = known.data?.actions ?? [];
  const body = {
    queries: [...FIGURES, ...actions].map(({ name, query }) => ({ name, query })),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(cluster ? { cluster } : {}),
  };
  return useQuery({
    queryKey: ['counts', body],
    queryFn: async ({ signal }) => {
      const { counts } = await sendJson<CountsAnswer>('POST', '/api/v1/counts', body, signal);
      const byName = new Map(counts.map((one) => [one.name, one]));
      return { actions, of: (name: string) => byName.get(name) ?? { count: 0 } };
    },
    enabled: known.isFetched,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}
