import { keepPreviousData, queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { FacetsAnswer } from '../../../../../src/api/contract.ts';
import { getJson } from '../../../api/client.ts';
import { DEFAULT_STACK, type ExploreState } from '../state.ts';
import { selectionOf } from '../use-explore.ts';

/** Values of each that are shown at first. */
const SHOWN = 6;
/** While events come live, the counts follow after so long, in milliseconds. */
const LIVE_MS = 10_000;

/** How many there are, and the values of the facets that are open: one question for both. */
export function facetsQuery(state: ExploreState) {
  const params = { ...selectionOf(state), fields: state.facets.join(',') || DEFAULT_STACK, limit: SHOWN };
  return queryOptions({
    queryKey: ['facets', params],
    queryFn: ({ signal }) => getJson<FacetsAnswer>('/api/v1/facets', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: state.live ? LIVE_MS : false,
  });
}

export function useFacets(state: ExploreState): UseQueryResult<FacetsAnswer> {
  return useQuery(facetsQuery(state));
}
