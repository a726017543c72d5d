import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HistogramAnswer } from '../../../../../src/api/contract.ts';
import { getJson } from '../../../api/client.ts';
import type { Zone } from '../../../app/settings.tsx';
import type { ExploreState } from '../state.ts';
import { selectionOf } from '../use-explore.ts';

/** As many bars as can be told apart on a laptop. */
const BARS = 80;
/** While events come live, the counts follow after so long, in milliseconds. */
const LIVE_MS = 10_000;

/** How many there were over time. */
export function histogramQuery(state: ExploreState, zone: Zone) {
  const { stack, live, from, to = from === undefined ? undefined : 'now' } = state;
  const timezone = zone === 'UTC' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
  const params = { ...selectionOf(state), to, by: 'auto', buckets: BARS, timezone, split: stack || undefined };
  return queryOptions({
    queryKey: ['histogram', params],
    queryFn: ({ signal }) => getJson<HistogramAnswer>('/api/v1/histogram', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: live ? LIVE_MS : false,
  });
}
