import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventsPage, HistoryPage, TopAnswer } from '../../src/api/contract.ts';
import { builtProgram } from '../../test/support/built.ts';
import { type Api, createApi } from '../harness/api.ts';
import { createChildren } from '../harness/children.ts';
import { until } from '../harness/until.ts';
import { ATTACK_QUESTIONS } from './attack-questions.ts';
import { LIFE } from './life.ts';
import { DEMO_CLUSTERS } from './platforms/registry.ts';
import { type Demo, startDemo } from './start-demo.ts';

const children = createChildren();
const folder = await mkdtemp(join(tmpdir(), 'verbatim-test-'));
/** A tenth of the traffic, so that little work shows what much would. */
const SHARE = 0.1;

let demo: Demo;
let api: Api;

beforeAll(async () => {
  await builtProgram();
  demo = await startDemo({
    clusters: DEMO_CLUSTERS,
    children,
    folder,
    listen: '127.0.0.1:0',
    hours: 2,
    share: SHARE,
    now: () => Date.now() * 1000,
  });
  api = createApi(demo.server);
});
afterAll(async () => {
  await demo?.stop();
  children.killAll();
  await rm(folder, { recursive: true, force: true });
});

async function found(query: string): Promise<EventsPage['items']> {
  return (await api.json<EventsPage>('/api/v1/events', { query })).items;
}

it('holds traffic of every cluster', async () => {
  expect(demo.events).toBeGreaterThan(1_000);
  for (const { name } of DEMO_CLUSTERS) {
    const { items } = await api.json<TopAnswer>('/api/v1/top', { field: 'verb', cluster: name });
    expect(items.length).toBeGreaterThan(3);
  }
});

async function values(field: string, query = ''): Promise<string[]> {
  const { items } = await api.json<TopAnswer>('/api/v1/top', { field, query, limit: '100' });
  return items.map(({ value }) => value).sort();
}

it('tells each platform and each component', async () => {
  expect(await values('platform')).toEqual(expect.arrayContaining(['ibm', 'kubernetes', 'mke', 'openshift', 'pks']));
  expect(await values('component', 'cluster: openshift')).toEqual([
    'kube-apiserver',
    'oauth-apiserver',
    'oauth-server',
    'openshift-apiserver',
  ]);
  expect(await values('node', 'cluster: openshift')).toEqual(['master-0', 'master-1', 'master-2']);
  expect(await values('component', 'cluster: pks')).toEqual([
    'on-demand-service-broker',
    'pks-api',
    'telemetry-server',
    'uaa',
  ]);
});

it('holds nothing that cannot be read, and nothing of the future', async () => {
  expect(await found('quarantine: *')).toEqual([]);
  expect((await api.json<EventsPage>('/api/v1/events', { from: 'now+2s' })).items).toEqual([]);
});

const asked = DEMO_CLUSTERS.flatMap(({ name, suggestions }) =>
  suggestions
    .filter(({ command: [kind] }) => kind === 'search' || kind === 'top')
    .map(({ title, command: [kind, ...words] }) => ({ name, title, query: words[kind === 'top' ? 1 : 0] ?? '' })),
);
it.each(asked)('finds on $name what is suggested: $title', async ({ query }) => {
  expect(await found(query)).not.toEqual([]);
});

it('tells the life of a deployment, and hides what its secret holds', async () => {
  const { items } = await api.json<HistoryPage>(
    `/api/v1/objects/${LIFE.namespace}/deployments/${LIFE.deployment}/history`,
    { apiGroup: 'apps', cluster: 'prod' },
  );
  expect(items.map(({ phrase }) => phrase)).toEqual([
    'deleted it',
    'scaled it from 4 to 9',
    expect.stringContaining('from 2s to 10s'),
    expect.stringContaining('changed the image of server'),
    'scaled it from 2 to 4',
    'created it',
  ]);
  const [changed] = await found(`ns: ${LIFE.namespace} and name: ${LIFE.secret} and verb: update`);
  expect(JSON.stringify(changed?.event)).toMatch(/"password":"\[redacted:/);
});

it.each(ATTACK_QUESTIONS)('answers what finds the attack: $title', async ({ query }) => {
  expect(await found(query)).not.toEqual([]);
});

it('goes on with what happens', async () => {
  const stored = async () => (await api.json<TopAnswer>('/api/v1/top', { field: 'cluster', stages: 'all' })).items;
  const count = async () => (await stored()).reduce((sum, { count }) => sum + count, 0);
  await until('more events', async () => ((await count()) > demo.events ? true : undefined), { timeoutMs: 40_000 });
});

it('is over when it is stopped', async () => {
  await demo.stop();
  expect(await demo.ended).toEqual({ code: 0, signal: null });
});
