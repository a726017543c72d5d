import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ActiveActorsAnswer, ClustersAnswer, SearchesAnswer } from '../../../../src/api/contract.ts';
import { getJson } from '../../api/client.ts';
import { matchingGroups, type PaletteGroup, type PaletteItem } from './items.ts';
import { PAGE_ITEMS } from './pages.ts';

/** Who writes is not asked for at each letter, in milliseconds. */
const PAUSE_MS = 250;
/** One letter finds everybody. */
const LEAST_LETTERS = 2;
const MAX_ACTORS = 7;

/** What can be gone to for a text: what is known at once, and who acts once one has stopped writing. */
export function useItems(text: string): PaletteGroup[] {
  const clusters = useQuery({
    queryKey: ['clusters'],
    queryFn: ({ signal }) => getJson<ClustersAnswer>('/api/v1/clusters', {}, signal),
  });
  const searches = useQuery({
    queryKey: ['searches'],
    queryFn: ({ signal }) => getJson<SearchesAnswer>('/api/v1/searches', {}, signal),
  });
  const actors = useActors(usePaused(text.trim()));
  const clusterItems = (clusters.data?.clusters ?? []).map(({ name }) => clusterItem(name));
  const searchItems = (searches.data?.searches ?? []).map(({ name, state }) => searchItem(name, state));
  return [
    ...matchingGroups(
      [
        { name: 'Pages', items: PAGE_ITEMS },
        { name: 'Saved searches', items: searchItems },
        { name: 'Clusters', items: clusterItems },
        { name: 'Actors', items: actors },
      ],
      text,
    ),
    ...(text.trim() === '' ? [] : [{ name: 'Events', items: [queryItem(text.trim())] }]),
  ];
}

function useActors(search: string): PaletteItem[] {
  const { data } = useQuery({
    queryKey: ['actors', 'palette', search],
    queryFn: ({ signal }) =>
      getJson<ActiveActorsAnswer>('/api/v1/actors/active', { search, limit: MAX_ACTORS }, signal),
    enabled: search.length >= LEAST_LETTERS,
    placeholderData: (before) => before,
  });
  if (search.length < LEAST_LETTERS) return [];
  return (data?.actors ?? []).map(({ name }) => ({
    href: `/actors/${encodeURIComponent(name)}`,
    label: name,
    icon: 'person',
  }));
}

/** The text, once it has not changed for a while. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

function clusterItem(name: string): PaletteItem {
  return { href: `/sources/clusters/${encodeURIComponent(name)}`, label: name, hint: 'cluster', icon: 'source' };
}

function searchItem(name: string, state: string): PaletteItem {
  return { href: `/explore?${state}`, label: name, hint: 'saved search', icon: 'save' };
}

function queryItem(query: string): PaletteItem {
  return { href: `/explore?${new URLSearchParams({ query })}`, label: `Search events for ${query}`, icon: 'search' };
}
