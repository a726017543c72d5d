import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryPage, ObjectsAnswer, StateAnswer } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** The life of a deployment, delivered by the audit webhook, as the API tells it. */

let server: Server;
let api: Api;
const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000000Z`;

interface Given {
  readonly minute: number;
  readonly verb: string;
  readonly user?: string;
  readonly code?: number;
  readonly ref?: object;
  readonly uri?: string;
  readonly level?: string;
  readonly sent?: unknown;
  readonly answered?: unknown;
}

function event({
  minute,
  verb,
  user = 'alice',
  code = 200,
  ref,
  uri,
  level = 'RequestResponse',
  sent,
  answered,
}: Given): string {
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level,
    auditID: `00000000-0000-4000-8000-0000000000${String(minute).padStart(2, '0')}`,
    stage: 'ResponseComplete',
    requestURI: uri ?? '/apis/apps/v1/namespaces/prod/deployments/api',
    verb,
    user: { username: user },
    sourceIPs: ['10.1.2.3'],
    userAgent: 'kubectl/v1.31.0',
    objectRef: { resource: 'deployments', namespace: 'prod', name: 'api', apiGroup: 'apps', apiVersion: 'v1', ...ref },
    responseStatus: { metadata: {}, code },
    ...(sent ? { requestObject: sent } : {}),
    ...(answered ? { responseObject: answered } : {}),
    requestReceivedTimestamp: at(minute),
    stageTimestamp: at(minute),
    annotations: { 'authorization.k8s.io/decision': code === 403 ? 'forbid' : 'allow' },
  });
}

const body = (replicas: number, image: string, version: number) => ({
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: { name: 'api', namespace: 'prod', uid: 'u1', resourceVersion: String(version), labels: { app: 'api' } },
  spec: { replicas, template: { spec: { containers: [{ name: 'api', image, env: [{ name: 'MODE', value: 'a' }] }] } } },
  status: { readyReplicas: version },
});

const EVENTS = [
  event({ minute: 1, verb: 'create', code: 201, sent: body(2, 'api:1', 1), answered: body(2, 'api:1', 1) }),
  event({ minute: 2, verb: 'get', user: 'bob', answered: body(2, 'api:1', 1) }),
  event({ minute: 3, verb: 'patch', ref: { subresource: 'scale' }, level: 'Request', sent: { spec: { replicas: 5 } } }),
  event({ minute: 4, verb: 'update', user: 'ci', sent: body(5, 'api:2', 3), answered: body(5, 'api:2', 3) }),
  event({ minute: 5, verb: 'update', ref: { subresource: 'status' }, answered: body(5, 'api:2', 4) }),
  event({ minute: 6, verb: 'delete', user: 'mallory', code: 403 }),
  event({ minute: 7, verb: 'patch', level: 'Metadata' }),
  event({
    minute: 8,
    verb: 'deletecollection',
    ref: { name: undefined },
    uri: '/apis/apps/v1/namespaces/prod/deployments?labelSelector=app%3Dapi',
  }),
  event({ minute: 9, verb: 'create', ref: { name: 'web' }, level: 'Metadata' }),
  event({
    minute: 10,
    verb: 'create',
    code: 201,
    ref: { resource: 'pods', apiGroup: undefined, name: undefined },
    sent: { kind: 'Pod', metadata: { generateName: 'api-' } },
    answered: { kind: 'Pod', metadata: { name: 'api-x7x2p', namespace: 'prod' } },
  }),
];

beforeAll(async () => {
  server = await startServer({ data: join(await temporaryDirectory(), 'data') });
  api = apiOf(server);
  for (const cluster of ['east', 'west']) {
    const token = await api.addCluster(cluster);
    const some = cluster === 'east' ? EVENTS : EVENTS.slice(0, 1);
    expect((await api.deliver(cluster, token, eventList(some))).status).toBe(200);
  }
  await api.loaded();
});
afterAll(() => server.end('SIGKILL'));

const PATH = '/api/v1/objects/prod/deployments/api';
const history = async (query: Record<string, string> = {}, path = PATH) => {
  const page = await api.json<HistoryPage>(`${path}/history`, { cluster: 'east', ...query });
  return { page, told: page.items.map(({ actor, phrase, basis }) => `${actor} ${phrase} (${basis})`) };
};

const LIFE = [
  'alice most likely deleted it together with others (metadata)',
  'alice changed it (metadata)',
  'mallory tried to delete it: denied (metadata)',
  'ci changed the image of api to api:2 (bodies)',
  'alice scaled it from 2 to 5 (patch)',
  'alice created it (bodies)',
];

test('tells the life of an object, the newest first', async () => {
  const { page, told } = await history();
  expect(told).toEqual(LIFE);
  expect(page.next).toBeNull();
  expect(page.items[3]).toMatchObject({
    cluster: 'east',
    apiGroup: 'apps',
    address: '10.1.2.3',
    act: 'changed',
    effect: 'applied',
    fields: [{ op: 'changed', path: 'spec.template.spec.containers[name=api].image', before: 'api:1', after: 'api:2' }],
    noise: [
      { op: 'changed', path: 'metadata.resourceVersion', before: '1', after: '3' },
      { op: 'changed', path: 'status.readyReplicas', before: 1, after: 3 },
    ],
  });
  expect(page.items[1]?.notes.map(({ code }) => code)).toEqual(['level']);
});

test('gives the same in pages: what was before a page is looked up', async () => {
  const told: string[] = [];
  let cursor = '';
  do {
    const { page, told: some } = await history({ limit: '1', ...(cursor ? { cursor } : {}) });
    told.push(...some);
    cursor = page.next ?? '';
  } while (cursor);
  expect(told).toEqual(LIFE);
});

test.each<[Record<string, string>, string, number]>([
  [{ reads: 'true' }, PATH, 7],
  [{ status: 'true' }, PATH, 7],
  [{ apiGroup: 'apps' }, PATH, 6],
  [{ apiGroup: 'core' }, PATH, 0],
  [{ apiGroup: 'extensions' }, PATH, 0],
  [{}, '/api/v1/objects/prod/deployments.apps/api', 6],
  [{ from: at(4) }, PATH, 4],
  [{ to: at(4) }, PATH, 2],
  [{ cluster: '' }, PATH, 7],
  [{}, '/api/v1/objects/-/deployments/api', 0],
  [{}, '/api/v1/objects/prod/pods/api-x7x2p', 1],
])('%j at %s has %i', async (query, path, expected) => {
  expect((await history(query, path)).told).toHaveLength(expected);
});

test('from a moment on, the first change is still one of what was before', async () => {
  const { told } = await history({ from: at(3), to: at(4) });
  expect(told).toEqual(['alice scaled it from 2 to 5 (patch)']);
});

test.each<[string, object]>([
  [at(0), { none: true }],
  [at(2), { existence: 'exists', replicas: 2, how: 'whole', applied: 0, missed: 0, from: at(1) }],
  [at(3), { existence: 'exists', replicas: 5, how: 'whole', applied: 1, missed: 0, from: at(1) }],
  [at(6), { existence: 'exists', replicas: 5, how: 'whole', applied: 0, missed: 0, from: at(5) }],
  [at(7), { existence: 'exists', replicas: 5, how: 'whole', applied: 0, missed: 1, from: at(5) }],
  [at(8), { existence: 'deleted', replicas: 5, how: 'whole', applied: 0, missed: 1, from: at(5) }],
])('at %s it was %j', async (moment, expected) => {
  const { items, at: told } = await api.json<StateAnswer>(`${PATH}/state`, { cluster: 'east', at: moment });
  const [item] = items;
  expect(told).toBe(moment);
  const replicas = (item?.body as { spec?: { replicas?: number } } | undefined)?.spec?.replicas;
  expect(
    item
      ? {
          existence: item.existence,
          replicas,
          how: item.how,
          applied: item.applied,
          missed: item.missedCount,
          from: item.from?.time,
        }
      : { none: true },
  ).toEqual(expected);
});

test('the state of each cluster’s object is one of its own', async () => {
  const { items } = await api.json<StateAnswer>(`${PATH}/state`);
  expect(items.map(({ cluster, existence }) => [cluster, existence])).toEqual([
    ['east', 'deleted'],
    ['west', 'exists'],
  ]);
});

test.each<[Record<string, string>, string[]]>([
  [{}, ['east deployments web', 'east deployments api', 'west deployments api']],
  [{ cluster: 'west' }, ['west deployments api']],
  [{ prefix: 'prod/deployments/ap' }, ['east deployments api', 'west deployments api']],
  [{ prefix: 'WEB' }, []],
  [{ query: 'user: ci' }, ['east deployments api']],
  [{ limit: '1' }, ['east deployments web']],
])('objects for %j', async (query, expected) => {
  const { items } = await api.json<ObjectsAnswer>('/api/v1/objects', query);
  expect(items.map(({ cluster, resource, name }) => `${cluster} ${resource} ${name}`)).toEqual(expected);
});

test.each([
  [`${PATH}/history?limit=0`, 400],
  [`${PATH}/history?cursor=x`, 400],
  [`${PATH}/history?since=1h`, 400],
  [`${PATH}.apps/history?from=never`, 400],
  ['/api/v1/objects/prod/deployments.apps/api/history?apiGroup=extensions', 400],
  [`${PATH}/state?at=never`, 400],
  ['/api/v1/objects?query=verb:', 400],
])('%s is refused', async (path, status) => expect((await api.request(path)).status).toBe(status));

const EAST = ['--cluster', 'east'];
const run = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await runCli(server, ['history', 'deployments', 'api', '-n', 'prod', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout.toString();
};

test('the command line tells it as differences', async () => {
  const text = await run(...EAST);
  expect(text).toContain(
    [
      '2026-03-01T10:04:00Z  ci changed the image of api to api:2',
      '    east · kubectl/v1.31.0 from 10.1.2.3 · from the bodies · id ID',
      '    spec.template.spec.containers[name=api].image',
      '    - api:1',
      '    + api:2',
      '    (2 of versions, managed fields and status; --noise shows them)',
    ]
      .join('\n')
      .replace('ID', /image of api.*\n.*id (\S+)/.exec(text)?.[1] ?? '?'),
  );
});

test('the same from a file as from the server', async () => {
  const file = join(await temporaryDirectory(), 'audit.log');
  await writeFile(file, EVENTS.map((line) => `${line}\n`).join(''));
  const plain = (jsonl: string) =>
    jsonl
      .trim()
      .split('\n')
      .map((line) => ({ ...(JSON.parse(line) as object), id: '', cluster: '', platform: '' }));
  expect(plain(await run('-o', 'jsonl', '--file', file))).toEqual(plain(await run('-o', 'jsonl', ...EAST)));
});

test('the command line tells what it was, as YAML', async () => {
  const text = await run(...EAST, '--at', at(3));
  expect(text).toMatch(
    /^# east apps at 2026-03-01T10:03:00.000000Z: exists\n# as the server answered it, to alice at /,
  );
  expect(text).toContain('\n# with 1 recorded patch since then\nkind: Deployment\n');
  expect(text).toContain('\n  replicas: 5\n');
});

test('the command line tells it as a table', async () => {
  const lines = (await run(...EAST, '-o', 'table', '--limit', '2')).trim().split('\n');
  expect(lines.map((line) => line.split(/ {2,}/)[4])).toEqual([
    'WHAT',
    'most likely deleted it together with others',
    'changed it',
  ]);
});
