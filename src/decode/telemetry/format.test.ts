import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { timeOf } from '../../event/derive.ts';
import { createLineCutter } from '../cut-lines.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { telemetry } from './format.ts';

const fixtures = readFixtures(import.meta.url);

formatContract({
  format: telemetry,
  fixtures,
  adversarial: [': Telemetry - ', 'Telemetry - a: ', 'a: class A { ', ', a: ', ", a='", 'A{', '"BoshTaskID":'],
});

function read(entry: string | Uint8Array) {
  const { event = {}, platform, component } = decode(Buffer.from(entry as string), NO_STRUCTURE, ENVELOPE);
  const { resource, subresource, name, uid } = event.objectRef ?? {};
  const said = Object.entries(event.annotations ?? {}).map(([key, value]) => [
    key.replace('pks.vmware.com/', ''),
    value,
  ]);
  return {
    time: timeOf(event, ''),
    from: `${platform} ${component}`,
    did: event.verb,
    what: [resource, subresource, name, uid],
    ip: event.sourceIPs?.[0],
    body: event.requestObject,
    said: Object.fromEntries(said),
  };
}

const UUID = '67f77801-0000-4000-8000-000000000001';
const PING = { from: 'pks telemetry-server', did: 'ping', what: ['telemetry', undefined, undefined, undefined] };

test.each([
  [0, { ...PING, time: '2026-03-01T03:12:45.000000Z', said: { step: 'generating helo' } }],
  [1, { ...PING, said: { step: 'checking ping' } }],
  [2, { ...PING, said: { step: 'generating pong' } }],
  [3, { ...PING, ip: '10.0.11.21', said: { step: 'connection established', port: '33366' } }],
  [4, { ...PING, ip: 'fe80::7', time: '2026-03-01T03:12:46.000000Z' }],
  [
    5,
    {
      from: 'pks pks-api',
      did: 'create',
      what: ['clusters', 'telemetry', 'red', UUID],
      said: {
        action: 'add-cluster',
        'cluster-uuid': UUID,
        owner: 'ann',
        plan: 'small',
        'plan-id': '8A0E21A8',
        'bosh-task': '479',
        state: 'in progress',
      },
      body: {
        clusterRequest: { name: 'red', planName: 'small', parameters: { kubernetesWorkerInstances: 3 } },
        clusterEntity: {
          uuid: UUID,
          masterIps: '[In Progress]',
          networkProfileUuid: null,
          taskStartedAt: '2026-03-01T03:12:45.804',
        },
        plan: {
          name: 'small',
          description: 'Example: A small cluster. Not for production.',
          workerInstances: 3,
          allowPrivilegedContainers: false,
        },
      },
    },
  ],
  [
    6,
    {
      did: 'delete',
      what: ['clusters', 'telemetry', 'red', UUID],
      body: { clusterName: 'red' },
      said: { truncated: 'true' },
    },
  ],
])('line %d of the fixtures', (at, expected) => {
  expect(read(fixtures[at] as string)).toMatchObject(expected);
});

describe('real lines', () => {
  const folder = new URL('../../../../shared/samples/pks/', import.meta.url);
  if (!existsSync(folder)) return test.skip('the lines are not on this machine', () => {});

  test.each(['pks-api-multiline.log', 'pks-api-flattened.log'])('the second entry of %s', (name) => {
    const cutter = createLineCutter();
    const entries = [...cutter.push(readFileSync(new URL(name, folder))), ...cutter.end()].map(({ raw }) => raw);
    expect(read(entries[1] as Uint8Array)).toMatchObject({
      time: '2019-05-16T14:59:34.911000Z',
      from: 'pks pks-api',
      what: ['clusters', 'telemetry', 'logs', 'f4e2b775-8be3-41b8-abe8-67f2265b957e'],
      said: { owner: 'admin', plan: 'small', 'plan-id': '8A0E21A8-8072-4D80-B365-D1F502085560', 'bosh-task': '479' },
      body: { plan: { workerInstances: 3, masterInstances: 1, allowPrivilegedContainers: false } },
    });
    expect(read(entries[1] as Uint8Array).said).not.toHaveProperty('truncated');
  });
});
