import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf, timeOf } from '../../event/derive.ts';
import { createLineCutter } from '../cut-lines.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { syslog } from './format.ts';

const fixtures = readFixtures(import.meta.url);

formatContract({
  format: syslog,
  fixtures,
  adversarial: ['<13>Mar  1 03:12:54 a ', '<13>1 - - - - - ', '[a b="', '\\"', 'a[1]: ', '\n', '[a]', ' a="b"'],
});

function read(line: string | Uint8Array, envelope: object = {}) {
  const reading = decode(Buffer.from(line as string), NO_STRUCTURE, { ...ENVELOPE, ...envelope });
  const { event = {}, platform, component, node, quarantine } = reading;
  return {
    time: timeOf(event, ''),
    from: [platform, component, node],
    who: actorOf(event),
    did: [event.verb, event.objectRef?.resource, event.objectRef?.name],
    message: event.message,
    annotations: event.annotations,
    quarantine: quarantine?.reason,
  };
}

test.each<[number, object]>([
  [
    0,
    {
      time: '2026-03-01T03:12:45.123456Z',
      from: ['syslog', 'kubelet', 'worker-0'],
      message: 'Deleted pod prod/shop-1',
      annotations: {
        'syslog/facility': 'daemon',
        'syslog/severity': 'info',
        'syslog/program': 'kubelet',
        'syslog/procid': '812',
        'syslog/msgid': 'm1',
        'syslog/origin.ip': '10.1.0.9, 10.1.0.10',
        'syslog/meta.sequenceId': '7',
      },
    },
  ],
  [
    1,
    {
      time: '2026-03-01T03:12:45.000000Z',
      from: ['syslog', 'sudo', 'worker-0'],
      annotations: { 'syslog/procid': '6040' },
    },
  ],
  [
    2,
    { from: ['syslog', 'sshd', 'worker-0'], annotations: { 'syslog/facility': 'authpriv', 'syslog/severity': 'info' } },
  ],
  [
    3,
    {
      time: '2026-03-01T02:12:47.293000Z',
      from: ['pks', 'uaa', '10.0.10.10'],
      who: 'ann',
      did: ['login', 'users', 'ann'],
      annotations: { 'syslog/instance': 'rs2', 'uaa.cloudfoundry.org/zone': 'uaa' },
    },
  ],
  [4, { from: ['syslog', 'uaa', '10.0.10.10'], message: fixtures[4]?.slice(fixtures[4].indexOf('[')) }],
  [
    5,
    {
      time: '2026-03-01T09:12:49.000000Z',
      from: ['pks', 'telemetry-server', '10.0.10.10'],
      did: ['ping', 'telemetry', undefined],
    },
  ],
  [6, { from: ['pks', 'on-demand-service-broker', '10.0.10.10'], did: ['delete', 'clusters', undefined] }],
  [
    7,
    {
      from: ['pks', 'pks-api', '10.0.10.10'],
      who: 'ann',
      did: ['delete', 'clusters', 'red'],
      annotations: { 'syslog/instance@47450.az': 'az1' },
    },
  ],
  [
    8,
    {
      from: ['pks', 'uaa', '10.0.16.19'],
      annotations: { 'syslog/bosh.job': 'uaa-partition-7c', 'syslog/bosh.index': '0' },
    },
  ],
  [
    9,
    {
      time: '2026-03-01T03:12:53.000000Z',
      from: [undefined, 'kube-apiserver', 'master-0'],
      who: 'ann',
      did: ['delete', 'secrets', 'db'],
    },
  ],
  [10, { time: '2026-03-01T03:12:46.000000Z', from: ['syslog', 'sshd', 'worker-0'], message: 'through a relay' }],
])('line %d of the fixtures', (at, expected) => {
  expect(read(fixtures[at] as string)).toMatchObject({ quarantine: undefined, ...expected });
});

test('an entry whose lines came one by one is read without their headers', () => {
  const header = '2026-03-01T03:12:51Z 10.0.10.10 pks-api/rs2: ';
  const lines = [
    "2026-03-01 03:12:51.100  INFO 7594 --- [nio-1] i.p.p.c.ClusterService : Action 'create-cluster' by user 'ann', cluster name: 'red'. Details: class ClusterParameters {",
    '         kubernetesWorkerInstances: 3',
    '}',
  ];
  const raw = lines.map((line) => header + line).join('\n');
  const cutter = createLineCutter();
  const entries = [...cutter.push(Buffer.from(`${raw}\n`)), ...cutter.end()];
  expect(entries.map((entry) => String(entry.raw))).toEqual([raw]);
  const { event } = decode(Buffer.from(raw), NO_STRUCTURE, ENVELOPE);
  expect(event).toMatchObject({ verb: 'create', requestObject: { kubernetesWorkerInstances: 3 } });
  expect(event?.annotations).not.toHaveProperty(['pks.vmware.com/truncated']);
});

test.each<[string, object, string | undefined]>([
  ['<13>1 - \nbad - - - -', {}, 'malformed-syslog'],
  ['<999>Mar  1 03:12:45 worker-0 su: x', {}, 'malformed-syslog'],
  ['<13>words', {}, 'malformed-syslog'],
  ['words', { format: 'syslog' }, 'malformed-syslog'],
  ['', { format: 'syslog' }, 'malformed-syslog'],
  ['words', {}, 'invalid-json'],
  ['2026-03-01T03:12:45Z INFO something was done', {}, 'invalid-json'],
  ['<13>Mar  1 03:12:45 h su: {"kind":"Event","auditID":5}', {}, 'wrong-type'],
  ['<13>Mar  1 03:12:45 h su: {"level":"info"}', {}, undefined],
  ['<13>Mar  1 03:12:45 h su: {"auditID":', {}, undefined],
  ['<13>1 - - - - - -', {}, undefined],
])('%j with %j is kept: %s', (text, envelope, reason) => {
  expect(read(text, envelope).quarantine).toBe(reason);
});

test('what a source is configured to be is kept where a message says nothing of it', () => {
  expect(read('<13>Mar  1 03:12:45 h words', { platform: 'ibm', component: 'node' }).from).toEqual([
    undefined,
    undefined,
    'h',
  ]);
  expect(read('<13>Mar  1 03:12:45 h words').from).toEqual(['syslog', '', 'h']);
});

test('bytes that are no UTF-8 do not keep a message from being read', () => {
  expect(read(Buffer.from('Mar  1 03:12:45 h su: caf\xe9', 'latin1')).message).toBe('caf\ufffd');
});

describe('real lines', () => {
  const folder = new URL('../../../../shared/samples/pks/', import.meta.url);
  if (!existsSync(folder)) return test.skip('the lines are not on this machine', () => {});
  const node = '10.0.10.10';

  test.each<[string, object]>([
    [
      'uaa-syslog.log',
      {
        time: '2019-06-04T22:00:07.293000Z',
        from: ['pks', 'uaa', node],
        who: 'admin',
        did: ['create', 'users', 'USERNAME2'],
      },
    ],
    [
      'broker-syslog.log',
      {
        time: '2019-06-04T20:16:52.493286Z',
        from: ['pks', 'on-demand-service-broker', node],
        did: ['delete', 'clusters', undefined],
      },
    ],
    [
      'telemetry-syslog.log',
      {
        time: '2019-06-04T21:41:05.000000Z',
        from: ['pks', 'telemetry-server', node],
        did: ['ping', 'telemetry', undefined],
      },
    ],
  ])('%s', (name, expected) => {
    const lines = readFileSync(new URL(name, folder), 'utf8').trim().split('\n');
    for (const line of lines) expect(read(line)).toMatchObject(expected);
  });
});
