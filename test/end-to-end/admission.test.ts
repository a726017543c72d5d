import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList, sortedLines } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A policy for what comes in: events are kept as their API server would have written them under it. */

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  verbs: [watch]
- level: Metadata
`;

const folder = await temporaryDirectory();
let server: Server;
let api: Api;
beforeAll(async () => {
  const file = join(folder, 'policy.yaml');
  await writeFile(file, POLICY);
  const ignore = [{ name: 'probes', agents: ['kube-probe/*'] }];
  server = await startServer({
    data: join(folder, 'data'),
    config: { admission: [{ clusters: ['strict'], policy: file, ignore }] },
  });
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
        `verbatim_admission_left_out_total\\{cluster="strict",rule="[^"]*${rule.replace(/[[\]]/g, '\\$&')}"\\} 1`,
      ),
    );
  }
  expect(metrics).toContain('verbatim_events_dropped_total{reason="policy"} 3');
});

test('a policy with errors keeps the server from starting, and says what is wrong where', async () => {
  const file = join(folder, 'wrong.yaml');
  await writeFile(file, POLICY.replace('Metadata', 'metadata'));
  const starting = startServer({ data: join(folder, 'other'), config: { admission: [{ policy: file }] } });
  await expect(starting).rejects.toThrow(/wrong\.yaml:7:10: error: rules\[1\]\.level: "metadata" is not known/);
});
