import { keepPreviousData, queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { FacetsAnswer } from '../../../../../src/api/contract.ts';
import { getJson, type Params } from '../../../api/client.ts';
import { DEFAULT_STACK, type ExploreState } from '../state.ts';
import { countedSelectionOf } from '../use-explore.ts';

/** Values of each that are shown at first. */
const SHOWN = 6;
/** While events come live, the counts follow after so long, in milliseconds. */
const LIVE_MS = 10_000;

/** What is counted, and of which fields. */
export function facetsOf(state: ExploreState) {
  return { ...countedSelectionOf(state), fields: state.facets.join(',') || DEFAULT_STACK, limit: SHOWN };
}

/** Throws ApiProblem. */
export function askFacets(params: Params, signal: AbortSignal): Promise<FacetsAnswer> {
  return getJson('/api/v1/facets', params, signal);
}

/** How many there are, and the values of the facets that are open: one question for both. */
export function facetsQuery(state: ExploreState, ask = askFacets) {
  const params = facetsOf(state);
  return queryOptions({
    queryKey: ['facets', params],
    queryFn: ({ signal }) => ask(params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: state.live ? LIVE_MS : false,
  });
}

export function useFacets(state: ExploreState): UseQueryResult<FacetsAnswer> {
  return useQuery(facetsQuery(state));
}
