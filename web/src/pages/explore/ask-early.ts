import type { QueryClient } from '@tanstack/react-query';
import type { Zone } from '../../app/settings.tsx';
import { countsTogether } from './counts-together.ts';
import { facetsQuery } from './facets/use-facets.ts';
import { histogramQuery } from './histogram/histogram-query.ts';
import type { ExploreState } from './state.ts';
import { eventPagesQuery } from './table/use-event-pages.ts';

/**
 * Asks all that the page asks as soon as it is known what: those that show the answers would ask only after they are drawn. What is
 * looked at first goes first, as the server answers a few questions at a time. Bars and values are one question where both are new. What
 * was asked before is not asked again here.
 */
export function askEarly(client: QueryClient, state: ExploreState, zone: Zone): void {
  const [events, histogram, facets] = [eventPagesQuery(state), histogramQuery(state, zone), facetsQuery(state)];
  const isNew = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => !client.getQueryState(queryKey);
  if (isNew(events)) void client.prefetchInfiniteQuery(events);
  if (isNew(histogram) && isNew(facets)) {
    const together = countsTogether(state, zone);
    void client.prefetchQuery(together.histogram);
    void client.prefetchQuery(together.facets);
    return;
  }
  if (isNew(histogram)) void client.prefetchQuery(histogram);
  if (isNew(facets)) void client.prefetchQuery(facets);
}
