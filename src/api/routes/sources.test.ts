import { describe, expect, test } from 'vitest';
import { createFailureLimit } from '../../access/failure-limit.ts';
import type { Principal, Scope } from '../../access/principal.ts';
import type { Role } from '../../access/roles.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import type { Store } from '../../store/store.ts';
import { createGate } from '../access/gate.ts';
import { createFaults } from '../sources/faults.ts';
import { passage, receipt, sender } from '../sources/testing.ts';
import { createTraffic } from '../sources/traffic.ts';
import { testServer } from '../testing.ts';

const NOW = Date.parse('2026-03-02T00:00:00Z');

function sourceState() {
  const clock = () => NOW;
  const traffic = createTraffic(clock);
  const faults = createFaults(clock);
  traffic.note(
    sender({ source: 'node-logs', type: 'file' }),
    receipt(3, { quarantined: 1 }),
    passage({ policy: 1 }, [2_000]),
  );
  traffic.note(sender({ cluster: 'stage' }), receipt(2), passage());
  traffic.note(sender({ cluster: 'stage', source: 'import', mayBeOld: true }), receipt(7), passage());
  faults.note('file', 'node-logs', 'unreadable', { detail: 'EACCES: /var/log/prod' });
  return {
    known: {
      configured: [
        { type: 'lines', id: 'lines', isForAll: true, at: 'POST /ingest/lines/{cluster}' },
        { type: 'file', id: 'node-logs', cluster: 'prod', at: '/var/log/prod' },
        { type: 'syslog', id: 'pks', cluster: 'prod', at: 'udp://127.0.0.1:514' },
        { type: 'syslog', id: 'by-certificate', at: 'tls://127.0.0.1:6514' },
      ],
      traffic,
      faults,
      problem: (type: string) => (type === 'syslog' ? 'Not all of its listeners are open.' : undefined),
    },
    consumers: {
      events: () =>
        new Map([
          ['store', 4],
          ['source-file', 9],
        ]),
      seconds: async () => new Map([['store', 0.5]]),
    },
  };
}

async function ask(url: string, role: Role, scope: Scope, store: Partial<Store>) {
  const principal: Principal = { id: 'p', name: '', role, scope };
  const gate = createGate({
    authenticators: [() => ({ principal, holds: () => true })],
    failures: createFailureLimit({ clock: () => 0 }),
    observer: { failed: () => {}, limited: () => {} },
  });
  const app = await testServer(store, undefined, { gate, sourceState: sourceState() });
  const response = await app.inject(`/api/v1${url}`);
  await app.close();
  return response.json();
}

const STORE: Partial<Store> = {
  clusters: async ({ where }) => {
    const held = JSON.stringify(where);
    const all = ['prod', 'stage'].filter((name) => !held.includes('"prod"') || name === 'prod');
    return all.map((cluster) => ({ cluster, count: 10, first: '2026-03-01T00:00:00Z', last: '2026-03-01T23:59:00Z' }));
  },
};

const list = (role: Role, scope: Scope = {}) => ask('/sources', role, scope, STORE);
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('who sees all is told', () => {
  test('each source, configured or not, with its state and what is wrong', async () => {
    const { sources } = await list('auditor');
    expect(ids(sources)).toEqual(['lines', 'node-logs', 'pks', 'by-certificate', 'import']);
    const [lines, file, syslog, , imported] = sources;
    expect(lines).toMatchObject({ clusters: ['stage'], state: 'receiving', errors: [] });
    expect(file).toMatchObject({
      clusters: ['prod'],
      at: '/var/log/prod',
      state: 'failing',
      reason: 'EACCES: /var/log/prod',
      errors: [{ reason: 'unreadable', count: 1, last: '2026-03-02T00:00:00.000Z' }],
      flow: { received: 3, quarantined: 1, dropped: [{ reason: 'policy', count: 1 }], lag: { median: 2, max: 2 } },
    });
    expect(syslog).toMatchObject({ state: 'failing', reason: 'Not all of its listeners are open.' });
    expect(syslog.flow).toBeUndefined();
    expect(imported).toMatchObject({ type: 'import', clusters: ['stage'], flow: { received: 7 } });
  });

  test('each cluster with all that came for it, and how far consumers are behind', async () => {
    const { since, clusters, consumers } = await list('admin');
    expect(since).toBe('2026-03-02T00:00:00.000Z');
    expect(clusters).toMatchObject([
      { name: 'prod', events: 10, sources: ['node-logs'], state: 'receiving', flow: { received: 3 } },
      { name: 'stage', events: 10, sources: ['import', 'lines'], state: 'receiving', flow: { received: 9 } },
    ]);
    expect(consumers).toEqual([{ name: 'store', events: 4, seconds: 0.5 }]);
  });
});

describe('a viewer', () => {
  test('of a cluster is told of that cluster, and not of the server as a whole', async () => {
    const answer = await list('viewer', { clusters: ['prod'] });
    expect(answer.clusters.map(({ name }: { name: string }) => name)).toEqual(['prod']);
    expect(ids(answer.sources)).toEqual(['lines', 'node-logs', 'pks']);
    expect(answer.sources[0]).toMatchObject({ clusters: [], errors: [] });
    expect(JSON.stringify(answer)).not.toContain('stage');
    expect(answer.consumers).toBeUndefined();
  });

  test('of another cluster is told nothing of it', async () => {
    const answer = await list('viewer', { clusters: ['stage'] });
    expect(JSON.stringify(answer.sources)).not.toContain('prod');
  });

  test('of a namespace is told what the store counts for it, and nothing of deliveries', async () => {
    const answer = await list('viewer', { namespaces: ['shop'] });
    expect(answer.sources).toBeUndefined();
    expect(answer.consumers).toBeUndefined();
    for (const cluster of answer.clusters) expect(cluster).toMatchObject({ sources: [], events: 10 });
    for (const cluster of answer.clusters) expect(cluster.flow).toBeUndefined();
  });
});

describe('quarantined events', () => {
  const record = {
    id: 'j-1',
    cluster: 'prod',
    source: 'node-logs',
    node: 'n1',
    receivedAt: '2026-03-02T00:00:00.000000Z',
    quarantine: { reason: 'invalid-json', detail: 'It ends within a string.' },
    raw: Buffer.from(`{"kind":"é\u202e<b>${'x'.repeat(1_000)}`),
  } as FoundRecord;

  test('are told with the reason, the size and the beginning', async () => {
    const { items, next } = await ask(
      '/quarantined?limit=1',
      'viewer',
      {},
      {
        page: async () => ({ records: [record], next: undefined }),
      },
    );
    expect(next).toBeNull();
    expect(items).toMatchObject([
      { id: 'j-1', reason: 'invalid-json', detail: 'It ends within a string.', bytes: record.raw.length },
    ]);
    expect(Buffer.from(items[0].head)).toHaveLength(256);
  });

  test.each([
    ['all', '', ['quarantine_reason']],
    ['those of a reason', '?reason=invalid-json&source=a%22b', ['invalid-json', 'a"b']],
    ['those within the scope', '', ['shop']],
  ])('are asked for: %s', async (_name, query, parts) => {
    let asked = '';
    await ask(
      `/quarantined${query}`,
      'viewer',
      { namespaces: ['shop'] },
      {
        page: async (selection) => {
          asked = `${selection.where.sql} ${Object.values(selection.where.params).join(' ')}`;
          return { records: [], next: undefined };
        },
      },
    );
    for (const part of parts) expect(asked).toContain(part);
  });
});
