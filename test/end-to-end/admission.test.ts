import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PoliciesAnswer } from '../../src/api/contract.ts';
import type { AuditEvent } from '../../src/event/event.ts';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList, sortedLines } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** A policy for what comes in: events are kept as their API server would have written them under it. */

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  verbs: [watch]
- level: Metadata
`;

/** The same without anything kept. */
const NOTHING = POLICY.replace('level: Metadata', 'level: None');

const folder = await temporaryDirectory();
const file = join(folder, 'policy.yaml');
const changing = join(folder, 'changing.yaml');
let options: Parameters<typeof startServer>[0];
let server: Server;
let api: Api;
beforeAll(async () => {
  await writeFile(file, POLICY);
  await writeFile(changing, POLICY);
  const ignore = [{ name: 'probes', agents: ['kube-probe/*'] }];
  const lines = { clusters: ['strict'], sources: ['lines'], policy: 'preset:openshift-none' };
  options = {
    data: join(folder, 'data'),
    config: {
      admission: [lines, { clusters: ['strict'], policy: file, ignore }, { clusters: ['changing'], policy: changing }],
    },
  };
  server = await startServer(options);
  api = apiOf(server);
});
afterAll(() => server.end('SIGKILL'));

const about = {
  requestURI: '/api/v1/pods',
  objectRef: { resource: 'pods' },
  level: 'Request',
  requestObject: { a: 1 },
};
const events = [
  auditEvent({ ...about, verb: 'create' }),
  auditEvent({ ...about, verb: 'watch' }),
  auditEvent({ ...about, stage: 'RequestReceived' }),
  auditEvent({ ...about, userAgent: 'kube-probe/1.31' }),
];

test('what a policy says is what is kept; what it leaves out is acknowledged and counted', async () => {
  for (const cluster of ['strict', 'open']) {
    const token = await api.addCluster(cluster);
    expect((await api.deliver(cluster, token, eventList(events))).status).toBe(200);
  }
  await api.loaded();
  expect(await api.count({ cluster: 'open' })).toBe(4);
  const { requestObject: _, ...lowered } = { ...events[0], level: 'Metadata' } as Record<string, unknown>;
  expect(sortedLines(await api.raw({ cluster: 'strict' })).map((line) => JSON.parse(line))).toEqual([lowered]);
  const metrics = await (await api.request('/metrics')).text();
  for (const rule of ['policy.yaml rules[0]', 'policy.yaml omitStages', 'probes']) {
    expect(metrics).toMatch(
      new RegExp(
        `verbatim_admission_left_out_total\\{cluster="strict",source="kubernetes-webhook",rule="[^"]*${rule.replace(/[[\]]/g, '\\$&')}"\\} 1`,
      ),
    );
  }
  expect(metrics).toContain('verbatim_events_dropped_total{reason="policy"} 3');
});

test('a source of a cluster has a policy of its own', async () => {
  const line = JSON.stringify(auditEvent({ ...about, verb: 'create' }));
  const answer = await api.request('/ingest/lines/strict', { method: 'POST', body: line });
  expect(await answer.json()).toMatchObject({ received: 1, stored: 0, skipped: 1 });
});

test('a changed file holds without a restart, and the change is recorded; a broken one changes nothing', async () => {
  const token = await api.addCluster('changing');
  const deliver = async (name: string) => {
    const event = auditEvent({ ...about, verb: 'create', objectRef: { resource: 'pods', name } });
    expect((await api.deliver('changing', token, eventList([event]))).status).toBe(200);
  };
  const configured = async () => (await api.json<PoliciesAnswer>('/api/v1/policies')).policies;
  const inUse = async () => (await configured()).find(({ name }) => name === changing);
  const own = (code: number) =>
    api.items({ cluster: 'verbatim', query: `verb: update and resource: policies and code: ${code}` });

  await deliver('before');
  await writeFile(changing, 'rules: [');
  await until('the broken file is told', async () => (await inUse())?.problem !== undefined);
  expect(await (await api.request('/readyz?part=policies')).json()).toMatchObject({
    status: 'not ready',
    parts: [{ part: 'policies', reason: expect.stringContaining(changing) }],
  });
  expect((await api.request('/readyz')).status).toBe(200);
  await deliver('broken');
  await writeFile(changing, NOTHING);
  await until('the changed file is in use', async () => (await inUse())?.policy === NOTHING);
  await deliver('after');
  await api.loaded();

  const names = (await api.items({ cluster: 'changing' })).map(({ event }) => (event as AuditEvent).objectRef?.name);
  expect(names.sort()).toEqual(['before', 'broken']);
  expect(await own(422)).toMatchObject([
    { event: { annotations: { 'verbatim/problem': expect.stringContaining('is not valid') } } },
  ]);
  expect(await own(200)).toMatchObject([
    {
      event: {
        user: { username: 'verbatim:server' },
        objectRef: { name: changing },
        requestObject: { policy: NOTHING },
      },
    },
  ]);
  expect(await (await api.request('/metrics')).text()).toContain(
    `verbatim_policy_reloads_total{policy="${changing}",result="refused"} 1`,
  );
});

test('a policy with errors keeps the server from starting, and says what is wrong where', async () => {
  const file = join(folder, 'wrong.yaml');
  await writeFile(file, POLICY.replace('Metadata', 'metadata'));
  const starting = startServer({ data: join(folder, 'other'), config: { admission: [{ policy: file }] } });
  await expect(starting).rejects.toThrow(/wrong\.yaml:7:10: error: rules\[1\]\.level: "metadata" is not known/);
});

test('a policy that was changed while the server was stopped is recorded at the start, once', async () => {
  const own = async (verb: string) =>
    (await api.items({ cluster: 'verbatim', query: `verb: ${verb} and resource: policies and name: "${file}"` })).map(
      ({ event }) => (event as AuditEvent).requestObject,
    );
  const restart = async () => {
    await server.end('SIGTERM');
    server = await startServer(options);
    api = apiOf(server);
    await api.loaded();
  };
  expect(await own('create')).toEqual([{ policy: POLICY }]);
  await server.end('SIGTERM');
  await writeFile(file, NOTHING);
  await restart();
  expect(await own('update')).toEqual([{ policy: NOTHING }]);
  await restart();
  expect(await own('update')).toHaveLength(1);
});
