import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf, timeOf } from '../../event/derive.ts';
import { createLineCutter } from '../cut-lines.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { pksApi } from './format.ts';

const fixtures = readFixtures(import.meta.url);
const multiLine = readFileSync(new URL('./fixtures/multi-line.txt', import.meta.url), 'utf8').trim();

formatContract({
  format: pksApi,
  fixtures: [...fixtures, multiLine],
  adversarial: ["Action '", "', a: '", "'. ", 'Details: class A { ', ' a: ', 'A{a=', ": Action '", ', a: '],
});

function read(entry: string | Uint8Array) {
  const { event = {}, platform, component } = decode(Buffer.from(entry as string), NO_STRUCTURE, ENVELOPE);
  const { resource, name, uid, apiGroup } = event.objectRef ?? {};
  return {
    time: timeOf(event, ''),
    from: `${platform} ${component} ${apiGroup}`,
    who: actorOf(event),
    did: event.verb,
    what: [resource, name, uid],
    body: event.requestObject,
    outcome: outcomeOf(event),
    truncated: event.annotations?.['pks.vmware.com/truncated'],
  };
}

const DETAILS = {
  kubernetesMasterHost: 'red.example.com',
  kubernetesMasterPort: 8443,
  workerHaproxyIpAddresses: null,
  kubernetesWorkerInstances: 3,
  authorizationMode: null,
  nsxtNetworkProfile: null,
};

test.each([
  [
    0,
    {
      time: '2026-03-01T03:12:45.897000Z',
      who: 'ann',
      did: 'create',
      what: ['clusters', 'red', undefined],
      body: DETAILS,
      truncated: undefined,
    },
  ],
  [1, { who: "o'neil", did: 'delete', what: ['clusters', 'red', undefined], body: undefined, truncated: undefined }],
  [
    2,
    {
      who: 'ann@example.com',
      did: 'create',
      what: ['networkprofiles', 'wide', undefined],
      body: {
        name: 'wide',
        description: 'For: wide clusters',
        parameters: { lb_size: 'large', pod_ip_block_ids: ['a', 'b'] },
      },
    },
  ],
  [
    3,
    {
      who: 'ann',
      did: 'rotate',
      what: ['clustercertificates', 'red', '67f77801-0000-4000-8000-000000000001'],
      truncated: undefined,
    },
  ],
  [4, { who: 'ann', did: 'update', body: {}, truncated: 'true' }],
  [6, { who: 'ann', did: 'get', what: ['credentials', undefined, undefined], truncated: undefined }],
  [7, { who: 'ann', did: 'delete', what: ['clusters', undefined, undefined], truncated: 'true' }],
  [5, { who: '', did: 'update', what: ['clusters', undefined, undefined], truncated: 'true' }],
])('line %d of the fixtures', (at, expected) => {
  expect(read(fixtures[at] as string)).toMatchObject({
    from: 'pks pks-api pks.vmware.com',
    outcome: 'unknown',
    ...expected,
  });
});

test('over several lines it says the same as on one', () => {
  expect(read(multiLine)).toEqual(read(fixtures[0] as string));
});

describe('real lines', () => {
  const folder = new URL('../../../../shared/samples/pks/', import.meta.url);
  if (!existsSync(folder)) return test.skip('the lines are not on this machine', () => {});

  test.each(['pks-api-multiline.log', 'pks-api-flattened.log'])(
    '%s holds two entries, of which one is an action',
    (name) => {
      const cutter = createLineCutter();
      const entries = [...cutter.push(readFileSync(new URL(name, folder))), ...cutter.end()].map(({ raw }) => raw);
      expect(entries).toHaveLength(2);
      expect(read(entries[0] as Uint8Array)).toMatchObject({
        time: '2019-05-16T14:59:34.897000Z',
        from: 'pks pks-api pks.vmware.com',
        who: 'admin',
        did: 'create',
        what: ['clusters', 'logs', undefined],
        body: {
          kubernetesMasterHost: 'logs.lathrop.cf-app.com',
          kubernetesMasterPort: 8443,
          kubernetesWorkerInstances: 3,
          nsxtNetworkProfile: null,
        },
      });
    },
  );
});
