import { useQuery } from '@tanstack/react-query';
import type { EventItem, EventsPage } from '../../../../src/api/contract.ts';
import { timeOf } from '../../../../src/event/derive.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { formatMicros, parseMicros } from '../../../../src/event/time.ts';
import { getJson } from '../../api/client.ts';
import type { Search } from '../../app/search.ts';

/** Events of one moment among which this one is looked for. */
const AMONG = 20;

/** The event after this one in an order; `undefined` at the end. What happened at the same moment is in between. */
export function neighbourIn(items: readonly Pick<EventItem, 'id'>[], id: string): string | undefined {
  const at = items.findIndex((item) => item.id === id);
  return items[at + 1]?.id;
}

/** What an address may say of the search that found the event. */
const SEARCH = ['query', 'cluster', 'from', 'to'] as const;

/** The search that an event was found by, by its parameters. */
export type FoundBy = Readonly<Partial<Record<(typeof SEARCH)[number], string>>>;

/** Of the parameters of an address; `undefined` where no search led there. */
export function foundBy(search: Search): FoundBy | undefined {
  const given = SEARCH.filter((name) => search[name]);
  return given.length === 0 ? undefined : Object.fromEntries(given.map((name) => [name, search[name]]));
}

/** The event before or after one in time: among those of the search, else among those of its cluster. */
export function useNeighbour(
  item: EventItem | undefined,
  search: FoundBy | undefined,
  order: 'asc' | 'desc',
): string | undefined {
  const { data } = useQuery({
    queryKey: ['events', 'neighbour', item?.id, search, order],
    enabled: item !== undefined,
    queryFn: async ({ signal }) => {
      const { id, cluster, event, receivedAt } = item as EventItem;
      const micros = parseMicros(timeOf(event as AuditEvent, receivedAt)) ?? 0;
      const span = order === 'asc' ? { from: formatMicros(micros) } : { to: formatMicros(micros + 1) };
      const params = { ...(search ?? { cluster }), limit: AMONG, order, ...span };
      const { items } = await getJson<EventsPage>('/api/v1/events', params, signal);
      return neighbourIn(items, id) ?? null;
    },
  });
  return data ?? undefined;
}
