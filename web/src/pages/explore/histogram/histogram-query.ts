import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HistogramAnswer } from '../../../../../src/api/contract.ts';
import { getJson, type Params } from '../../../api/client.ts';
import type { Zone } from '../../../app/settings.tsx';
import type { ExploreState } from '../state.ts';
import { countedSelectionOf } from '../use-explore.ts';

/** As many bars as can be told apart on a laptop. */
const BARS = 80;
/** While events come live, the counts follow after so long, in milliseconds. */
const LIVE_MS = 10_000;

/** How the bars are divided. */
export function barsOf({ stack }: ExploreState, zone: Zone) {
  const timezone = zone === 'UTC' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { buckets: BARS, timezone, split: stack || undefined };
}

/** Throws ApiProblem. */
export function askHistogram(params: Params, signal: AbortSignal): Promise<HistogramAnswer> {
  return getJson('/api/v1/histogram', params, signal);
}

/** How many there were over time. */
export function histogramQuery(state: ExploreState, zone: Zone, ask = askHistogram) {
  const params = { ...countedSelectionOf(state), by: 'auto', ...barsOf(state, zone) };
  return queryOptions({
    queryKey: ['histogram', params],
    queryFn: ({ signal }) => ask(params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: state.live ? LIVE_MS : false,
  });
}
