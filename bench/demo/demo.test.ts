import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventsPage, TopAnswer } from '../../src/api/contract.ts';
import { builtProgram } from '../../test/support/built.ts';
import { type Api, createApi } from '../harness/api.ts';
import { createChildren } from '../harness/children.ts';
import { until } from '../harness/until.ts';
import { ATTACK_QUESTIONS } from './attack-questions.ts';
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
    data: folder,
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
