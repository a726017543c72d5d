import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { SourcesAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';

/** Soon enough to look live, in milliseconds. */
const EVERY_MS = 5_000;

/** How events come, kept up to date. */
export function useSources(everyMs = EVERY_MS): UseQueryResult<SourcesAnswer> {
  return useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => getJson<SourcesAnswer>('/api/v1/sources', {}, signal),
    refetchInterval: everyMs,
  });
}
