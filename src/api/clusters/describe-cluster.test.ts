import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import type { Clusters } from '../../access/clusters.ts';
import { VerbatimError } from '../../errors.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import type { Store } from '../../store/store.ts';
import { testServer } from '../testing.ts';

const PROD = { name: 'prod', tokenHash: '', createdAt: '2026-03-01T00:00:00.000Z' };
const RECEIVED = '2026-03-01T23:59:00.000000Z';
const clusters = {
  list: () => [PROD],
  get: (name: string) => (name === 'prod' ? PROD : undefined),
} as unknown as Clusters;

const filled: Partial<Store> = {
  clusters: async ({ clusters: [cluster = ''] = [] }) =>
    cluster === 'empty' ? [] : [{ cluster, count: 3, first: '2026-02-01T00:00:00.000000Z', last: RECEIVED }],
  page: async () => ({ records: [{ receivedAt: RECEIVED } as FoundRecord], next: undefined }),
  top: async (_selection, value) => [{ value: 'sql' in value && value.sql === 'level' ? 'Metadata' : 'x', count: 2 }],
  histogram: async () => [{ key: 1, count: 2 }],
};
const away: Partial<Store> = { clusters: () => Promise.reject(new VerbatimError('STORE_UNAVAILABLE')) };

let app: FastifyInstance;
afterEach(() => app.close());

async function asked(name: string, store: Partial<Store>) {
  app = await testServer(store, undefined, {
    clusters,
    sources: [
      async (server) => {
        server.post('/ingest/test/:cluster', { config: { permission: 'deliver' } }, async () => '');
      },
    ],
  });
  await app.inject({ method: 'POST', url: '/ingest/test/prod', remoteAddress: '10.0.0.7' });
  return (await app.inject(`/api/v1/clusters/${name}`)).json();
}

test('a cluster says when its events came, from where, at which levels, and what is missing', async () => {
  expect(await asked('prod', filled)).toMatchObject({
    name: 'prod',
    createdAt: PROD.createdAt,
    events: 3,
    lastReceivedAt: RECEIVED,
    recent: { from: '2026-03-01T00:00:00.000Z', events: 2, levels: [{ value: 'Metadata', count: 2 }] },
    senders: { addresses: [{ address: '10.0.0.7', deliveries: 1, last: '2026-03-02T00:00:00.000Z' }] },
    missing: [],
  });
});

test('one whose events were imported has no credential', async () => {
  const told = await asked('old', filled);
  expect(told).toMatchObject({ name: 'old', events: 3, senders: { addresses: [] } });
  expect(told).not.toHaveProperty('createdAt');
});

test('without the store, one that is known is told of all the same', async () => {
  const told = await asked('prod', away);
  expect(told).toMatchObject({ name: 'prod', senders: {} });
  expect(told).not.toHaveProperty('missing');
});

test.each([
  ['empty', filled, 'NOT_FOUND'],
  ['old', away, 'STORE_UNAVAILABLE'],
])('%s is answered by a problem', async (name, store, code) => {
  expect(await asked(name, store)).toMatchObject({ code });
});
