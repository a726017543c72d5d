import type { HistogramAnswer, TopAnswer } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import type { Events, Selection } from '../events.ts';
import { bodyOf } from './body.ts';
import type { Client } from './client.ts';
import { unknownClusters } from './unknown-clusters.ts';

/** Questions, answered by a server. After an answer, `note` is told which of the clusters asked for there are none of. */
export function createServerEvents(client: Client, note: (line: string) => void): Events {
  async function noteUnknown({ clusters }: Selection): Promise<void> {
    for (const sentence of await unknownClusters(client, clusters)) note(sentence);
  }

  return {
    search: async function* ({ limit, order, view, ...selection }) {
      const response = await client.request('api/v1/events', {
        // A stream holds all unless told, so 0 is left out.
        query: { ...selected(selection), limit: limit || undefined, order, view },
        accept: 'application/x-ndjson',
      });
      yield* bodyOf(response, client);
      await noteUnknown(selection);
    },
    top: async ({ field, limit, stages, ...selection }) => {
      const query = { ...selected(selection), field, limit, stages };
      const { items } = await client.json<TopAnswer>('api/v1/top', { query });
      await noteUnknown(selection);
      return items;
    },
    histogram: async ({ by, timezone, stages, ...selection }) => {
      const query = { ...selected(selection), by, timezone, stages };
      const { buckets } = await client.json<HistogramAnswer>('api/v1/histogram', { query });
      await noteUnknown(selection);
      return buckets;
    },
    record: async (id) => {
      try {
        return await client.text(recordPath(id));
      } catch (error) {
        if (error instanceof VerbatimError && error.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    },
    recordBytes: async function* (id) {
      yield* bodyOf(await client.request(recordPath(id), { accept: 'application/octet-stream' }), client);
    },
    end: () => {},
  };
}

function selected({ query, from, to, clusters }: Selection): Record<string, string | undefined> {
  return { query, from, to, cluster: clusters.join(',') };
}

function recordPath(id: string): string {
  return `api/v1/events/${encodeURIComponent(id)}`;
}
