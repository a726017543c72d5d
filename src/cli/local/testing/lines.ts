import fc from 'fast-check';

const USERS = ['alice', 'Alice Smith', 'system:node:a', '42', 'true', 'x"y', 'é', '\u212aube', '{a}'];
const TIMES = ['2026-03-01T03:12:45.123456Z', '2026-03-01T03:12:45.123457Z', '2026-02-28T00:00:00.000000Z'];
const ODD_TIMES = [
  '2026-03-01T05:12:45+02:00',
  'yesterday',
  '0001-01-01T00:00:00Z',
  '2026-02-30T00:00:00.000000Z',
  '',
  null,
  5,
];

const user = fc.record(
  {
    username: fc.constantFrom(...USERS),
    groups: fc.subarray(['dev', 'ops', 'system:masters']),
    uid: fc.constantFrom('1', 'a'),
  },
  { requiredKeys: ['username'] },
);

/** Events as kube-apiserver writes them. */
export const plainEvent = fc.record(
  {
    kind: fc.constant('Event'),
    auditID: fc.constantFrom('b6560098-0bbb-4593-ad6a-9c0022e9dc87', 'abc'),
    stage: fc.constantFrom('RequestReceived', 'ResponseComplete', 'Panic'),
    requestURI: fc.constantFrom('/api/v1/pods?a=1&b=2', '/apis/apiextensions.k8s.io/v1beta1'),
    verb: fc.constantFrom('get', 'delete', 'list'),
    user,
    sourceIPs: fc.subarray(['10.1.2.3', '::1', 'unknown']),
    userAgent: fc.constantFrom('kubectl/v1.31.0 (linux/amd64)', 'curl<1>'),
    objectRef: fc.record(
      {
        resource: fc.constantFrom('pods', 'secrets'),
        namespace: fc.constantFrom('prod', 'openshift-dns'),
        name: fc.constantFrom('web-0', '7'),
      },
      { requiredKeys: ['resource', 'name'] },
    ),
    responseStatus: fc.record({ code: fc.constantFrom(200, 403, 500) }),
    requestObject: fc.record({ spec: fc.record({ replicas: fc.constantFrom(1, 3, '3', null) }) }),
    requestReceivedTimestamp: fc.constantFrom(...TIMES),
    annotations: fc.dictionary(
      fc.constantFrom('authorization.k8s.io/decision', 'k', 'authentication.openshift.io/decision'),
      fc.constantFrom('allow', 'forbid', 'v'),
    ),
  },
  { requiredKeys: ['auditID', 'verb', 'requestReceivedTimestamp'] },
);

/** What no field of an event should be. */
const wrong = fc.constantFrom<unknown>(
  null,
  5,
  403.0,
  true,
  'get',
  '403',
  [],
  ['dev', 5, null],
  {},
  { a: 1, b: 'v' },
  [{}],
  3e9,
);

const oddEvent = fc
  .tuple(
    plainEvent,
    fc.record(
      {
        kind: fc.constantFrom('docker-swarm', 'kubernetes', 5),
        verb: wrong,
        user: wrong,
        sourceIPs: wrong,
        annotations: wrong,
        requestObject: wrong,
        vendorField: wrong,
        stage: wrong,
        responseStatus: fc.oneof(wrong, fc.record({ code: wrong })),
        objectRef: fc.oneof(
          wrong,
          fc.constant({ apiVersion: 'apps/v1beta1', resource: 'pods' }),
          fc.record({ name: wrong }),
        ),
        requestReceivedTimestamp: fc.constantFrom(...ODD_TIMES),
        stageTimestamp: fc.constantFrom(...TIMES, ...ODD_TIMES),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([event, odd]) => JSON.stringify({ ...event, ...odd }));

const plain = plainEvent.chain((event) =>
  fc.constantFrom(JSON.stringify(event), JSON.stringify({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', ...event })),
);

/** With what wraps an event. */
const wrapped = plain.map((line) => `node-1 ${line}`);

/** As Go escapes, and as nobody needs to. */
const escaped = plain.map((line) =>
  line.replace(/[&<>]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`).replace('alice', '\\u0061lice'),
);

/** Lines of text that are events. */
const text = fc.constantFrom(
  "[2026-03-01 03:12:45.123] uaa - 7 [x] ....  INFO --- Audit: UserAuthenticationSuccess ('alice'): principal=7, origin=[10.1.2.3], identityZoneId=[uaa]",
  '2026-03-01T03:12:45Z node-1 cron[7]: alice',
  '<13>1 2026-03-01T03:12:45Z node-1 cron 7 - - alice',
);

/** An entry that several lines are, without and with a header for each line. */
const entry = [
  "2026-03-01 03:12:45.123  INFO 7 --- [x] io.pivotal.pks.cluster.ClusterService : Action 'create-cluster' by user 'alice'. Details: class C {",
  'workers: 3',
  '}',
];
const bareEntry = entry.join('\n');
/** Nothing but their first line shows that they belong together. */
const sentEntry = entry.map((line) => `2026-03-01T03:12:45Z node-1 pks-api/0: ${line}`).join('\n');

/** Lines that are no single event, but stand for themselves. */
const alone = fc.oneof(
  fc.constantFrom(
    '',
    '   ',
    '\r',
    'starting audit',
    'node-1 {"verb":"get"}',
    '{"verb":',
    '[1,2]',
    '{}',
    '{"a":1}',
    '{"verb":"get"}}',
    'alice',
  ),
  fc.tuple(plain, plain).map((two) => two.join(' ')),
  fc.tuple(plain, plain).map(([a, b]) => `{"kind":"EventList","items":[${a},${b}]}`),
  wrapped,
  text,
  fc.constant(sentEntry),
  plain.map((line) => line.slice(0, -1)),
  plain.map((line) => `${line},`),
  plain.map((line) => `${line}]}`),
  plain.map((line) => line.replace('get', '\ud83d')),
  plain.map((line) => `${line}\r`),
  plain.map((line) => line.replaceAll(':', ' : ')),
  plain.map((line) => line.replace('{', '{"n":123456789012345678901234567890,')),
  fc.constant(`{"verb":"get","a":${'['.repeat(1_001)}${']'.repeat(1_001)}}`),
);

/** Lines that belong to the one before. */
const continuing = fc.oneof(
  fc.constantFrom(bareEntry, ...entry),
  plainEvent.map((event) => JSON.stringify(event, null, 2)),
  plain.map((line) => `{"kind":"EventList","items":[\n${line},\n${line}\n]}`),
  plain.map((line) => `[\n${line},\n${line}\n]`),
  fc.constantFrom(' "verb":"get"}', '}', '"alice"', '\t{"verb":"get"}', '{"items":[', ']}'),
);

/** A file that the engine reads, but for a few lines. */
export const engineFile = fc.array(
  fc.oneof({ weight: 6, arbitrary: plain }, { weight: 2, arbitrary: oddEvent }, escaped, alone),
  { minLength: 1, maxLength: 30 },
);

/** A file of anything. */
export const anyFile = fc.array(fc.oneof({ weight: 6, arbitrary: plain }, oddEvent, alone, continuing), {
  maxLength: 15,
});
