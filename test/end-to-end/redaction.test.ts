import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { freshCluster } from '../support/kept.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What must not be kept never touches the disk: not in the journal, not in the store, not in a log line or a metric. */

const MARKER = 'planted-marker-7c1d';
const ENCODED = Buffer.from(MARKER).toString('base64').replace(/=+$/, '');
/** As a part of `ann:…`. */
const IN_BASIC = Buffer.from(`ann:${MARKER}`).toString('base64').slice(8, 24);

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
beforeAll(async () => {
  server = await startServer({ data, config: { journal: { compress: false }, log: { level: 'debug' } } });
  api = apiOf(server);
});
afterAll(() => server.end('SIGKILL'));

const secret = {
  kind: 'Secret',
  apiVersion: 'v1',
  metadata: { name: 'db' },
  data: { password: `${ENCODED}==` },
  stringData: { p: MARKER },
};
const about = {
  level: 'RequestResponse',
  verb: 'create',
  requestURI: '/api/v1/namespaces/prod/secrets',
  objectRef: { resource: 'secrets', namespace: 'prod', apiVersion: 'v1' },
};
const whole = JSON.stringify(auditEvent({ ...about, requestObject: secret, responseObject: secret }));
const token = JSON.stringify(auditEvent({ userAgent: `x Bearer ${MARKER}`, requestURI: `/x?token=${MARKER}` }));
const leaky = JSON.stringify(
  auditEvent({
    ...about,
    requestURI: `/api/v1/namespaces/prod/pods/a/exec?command=psql&command=--password&command=${MARKER}`,
    objectRef: { resource: 'pods', namespace: 'prod', name: 'a', apiVersion: 'v1' },
    requestObject: {
      spec: {
        containers: [{ args: ['--token', MARKER], env: [{ name: 'DB', value: `postgres://ann:${MARKER}@db/x` }] }],
      },
      metadata: { annotations: { a: `Authorization: Basic ${Buffer.from(`ann:${MARKER}`).toString('base64')}` } },
    },
  }),
);
const ibm = JSON.stringify({
  eventTime: '2026-03-01T09:00:00.00+0000',
  action: 'iam-identity.serviceid-apikey.create',
  initiator: { id: 'IBMid-1', name: 'ann' },
  target: { id: 'crn:1', name: 'key' },
  outcome: 'success',
  responseData: { apikey: MARKER, token: MARKER },
});
const wrong = whole.replace('"verb":"create"', '"verb":7');
const cut = whole.slice(0, whole.indexOf(MARKER) + MARKER.length);
const harmless = JSON.stringify(auditEvent({ verb: 'list' }));
const mke = JSON.stringify({
  audit: { auditID: '1', requestURI: '/auth/login', requestObject: { password: MARKER } },
  msg: 'audit',
});
const uaa = `[2026-03-01 03:12:45.833] uaa - 1 [a] ....  INFO --- Audit: ClientUpdateSuccess ('{"client_secret":"${MARKER}"}'): principal=reports, origin=[client=admin, user=ann, details=(tokenValue=${MARKER})], identityZoneId=[uaa]`;
const inDocker = JSON.stringify({ log: `${uaa.replace('12:45', '12:46')}\n`, stream: 'stdout' });
const pks = `2026-03-01 03:12:47.100  INFO 7594 --- [nio-1] io.pivotal.pks.cluster.ClusterService : Action 'create-cluster' by user 'ann', cluster name: 'red'. Details: class ClusterParameters {\n  nsxtPassword: ${MARKER}\n  x: 1\n}`;

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function leaks(): Promise<string[]> {
  const files = await filesBelow(data);
  const texts = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')));
  return files.filter((_, i) => [MARKER, ENCODED, IN_BASIC].some((hint) => texts[i]?.includes(hint)));
}

test('a secret that is delivered in any way is nowhere afterwards, and its event is there', async () => {
  const { cluster, token: credential } = await freshCluster(api);
  const cutBody = eventList([harmless.replace('list', 'get'), whole]).slice(0, -2 - whole.length) + cut;
  for (const body of [eventList([whole, harmless, wrong, token, leaky]), cutBody]) {
    expect((await api.deliver(cluster, credential, body)).status).toBe(200);
  }
  const lines = `${whole.replace('create', 'update')}\n${mke}\nlogin with password=${MARKER} failed\n${uaa}\n${inDocker}\n${pks}\n${ibm}\n`;
  const headers = { authorization: `Bearer ${credential}` };
  expect((await api.request(`/ingest/lines/${cluster}`, { method: 'POST', headers, body: lines })).ok).toBe(true);
  await api.loaded();
  const found = await api.items({ cluster });
  expect(found.length).toBe(14);
  expect(JSON.stringify(found)).toContain('[redacted:');
  expect(
    await api.items({ cluster, query: 'annotations."verbatim/redacted": *requestObject.data.password*' }),
  ).not.toEqual([]);
  const noted = await api.items({ cluster, query: 'platform: pks and annotations."verbatim/redacted": *parameter*' });
  expect(noted.map(({ component }) => component).sort()).toEqual(['pks-api', 'uaa', 'uaa']);
  expect(JSON.stringify(found)).not.toContain(MARKER);
  expect(await leaks()).toEqual([]);
  expect(server.log()).not.toContain(MARKER);
  const metrics = await (await api.request('/metrics')).text();
  expect(metrics).not.toContain(MARKER);
  expect(metrics).toMatch(/verbatim_events_redacted_total [1-9]/);
});
