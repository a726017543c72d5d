import { expect, test } from 'vitest';
import { createFaults } from './faults.ts';
import { clusterFlows, listSources } from './list-sources.ts';
import { passage, receipt, sender } from './testing.ts';
import { createTraffic } from './traffic.ts';

const START = Date.parse('2026-03-02T12:00:00Z');
const ALL = { scope: {}, now: START + 60_000 };

/** A server that was started at noon, over a journal with records of before. */
function restarted() {
  const traffic = createTraffic(() => START);
  const journaled = (source: string, cluster: string, receivedAt: string) =>
    traffic.recall({ source, cluster, receivedAt });
  journaled('node-logs', 'prod', '2026-03-02T09:00:00.000000Z');
  journaled('node-logs', 'prod', '2026-03-02T11:58:00.000000Z');
  journaled('lines', 'stage', '2026-03-02T08:30:00.000000Z');
  journaled('old-dump', 'prod', '2026-03-02T11:59:00.000000Z');
  journaled('pks', 'pks', 'now');
  journaled('server', 'verbatim', '2026-03-02T11:59:59.000000Z');
  const configured = [
    { type: 'file', id: 'node-logs', cluster: 'prod', at: '' },
    { type: 'lines', id: 'lines', isForAll: true, at: '' },
    { type: 'syslog', id: 'pks', cluster: 'pks', at: '' },
  ];
  return { traffic, known: { configured, traffic, faults: createFaults(() => START), problem: () => undefined } };
}

test('a source goes on in the state that it had before the server was started again', () => {
  const { known } = restarted();
  expect(listSources(known, ALL)).toMatchObject([
    { id: 'node-logs', state: 'receiving', clusters: ['prod'] },
    { id: 'lines', state: 'silent', reason: 'Nothing has come since 2026-03-02T08:30Z.', clusters: ['stage'] },
    { id: 'pks', state: 'waiting' },
  ]);
  expect(listSources(known, { ...ALL, scope: { clusters: ['other'] } })).toMatchObject([{ id: 'lines', clusters: [] }]);
});

test('so does a cluster, and what the store knows of it is as good where the journal says nothing', () => {
  const { known } = restarted();
  const clusters = [
    { name: 'prod', last: '2026-03-02T06:00:00Z' },
    { name: 'stage' },
    { name: 'moved', last: '2026-03-01T06:00:00Z' },
    { name: 'new' },
  ];
  expect(clusterFlows(known, clusters, ALL).map(({ state }) => state)).toEqual([
    'receiving',
    'silent',
    'silent',
    'waiting',
  ]);
});

test('what comes now goes before what came then', () => {
  const { known, traffic } = restarted();
  traffic.note(sender({ cluster: 'stage' }), receipt(1), passage());
  expect(listSources(known, ALL)[1]).toMatchObject({ id: 'lines', state: 'receiving', flow: { received: 1 } });
});

test('a followed file that may be a copy is no import', () => {
  const { known, traffic } = restarted();
  traffic.note(sender({ type: 'file', source: 'node-logs', mayBeOld: true }), receipt(1), passage());
  expect(listSources(known, ALL)[0]).toMatchObject({ type: 'file', id: 'node-logs', flow: { received: 1 } });
});
