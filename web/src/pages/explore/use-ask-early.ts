import { usePrefetchInfiniteQuery, usePrefetchQuery } from '@tanstack/react-query';
import { useSettings } from '../../app/settings.tsx';
import { facetsQuery } from './facets/use-facets.ts';
import { histogramQuery } from './histogram/histogram-query.ts';
import type { ExploreState } from './state.ts';
import { eventPagesQuery } from './table/use-event-pages.ts';

/**
 * Asks all that the page asks as soon as it is known what: those that show the answers would ask only after they are drawn. What is
 * looked at first goes first, as the server answers a few questions at a time.
 */
export function useAskEarly(state: ExploreState): void {
  const { zone } = useSettings();
  usePrefetchInfiniteQuery(eventPagesQuery(state));
  usePrefetchQuery(histogramQuery(state, zone));
  usePrefetchQuery(facetsQuery(state));
}
