import type { EventsPage } from '../../src/api/contract.ts';
import type { Api } from './api.ts';

const HOUR_MS = 3_600_000;

/** The hour that ends with the newest event. */
export async function lastHour(api: Api): Promise<{ from: string; to: string }> {
  const { items } = await api.json<EventsPage>('/api/v1/events', { limit: '1' });
  const { requestReceivedTimestamp } = items[0]!.event as { requestReceivedTimestamp: string };
  const newest = Date.parse(requestReceivedTimestamp);
  return { from: new Date(newest - HOUR_MS).toISOString(), to: new Date(newest + 1).toISOString() };
}
