import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActorsAnswer, TopAnswer } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { auditEvent } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** What did alice do yesterday, anywhere? Each of six platforms calls her something else. */

const DAY = 86_400_000;
const YESTERDAY = new Date(Date.now() - DAY).toISOString().slice(0, 10);
const MKE_ID = '7a1d3f10-0000-4000-8000-000000000001';
const IBM_ID = 'IBMid-270000ALICE';
const UAA_ID = '5b1f6a0c-7d3e-4b52-9a46-0c8f2e1d7a90';

const at = (hour: number) => `${YESTERDAY}T${`${hour}`.padStart(2, '0')}:00:00`;
const kubernetes = (hour: number, username: string, more: object = {}) =>
  JSON.stringify(
    auditEvent({
      user: { username },
      requestReceivedTimestamp: `${at(hour)}.000001Z`,
      stageTimestamp: `${at(hour)}.000002Z`,
      ...more,
    }),
  );
const login = (hour: number, username: string) =>
  kubernetes(hour, 'system:anonymous', {
    verb: 'post',
    requestURI: '/login/htpasswd',
    annotations: {
      'authentication.openshift.io/username': username,
      'authentication.openshift.io/decision': 'allow',
    },
  });
const mke = (hour: number, name?: string) =>
  JSON.stringify({
    audit: {
      auditID: `3c0ffee0-0000-4000-8000-0000000000${`${hour}`.padStart(2, '0')}`,
      kind: 'docker-swarm',
      level: 'metadata',
      metadata: { creationTimestamp: null },
      requestReceivedTimestamp: `${at(hour)}.204518Z`,
      requestURI: '/v1.41/services/create',
      sourceIPs: ['10.1.2.3:51514'],
      stage: 'RequestReceived',
      user: { uid: MKE_ID, username: MKE_ID, ...(name ? { extra: { username: [name] } } : {}) },
      verb: 'POST',
    },
    level: 'info',
    msg: 'audit',
    time: `${at(hour)}Z`,
  });
const uaa = (hour: number, data: string, origin: string) =>
  `[${at(hour).replace('T', ' ')}.833] uaa - 7777 [https-jsse-nio-8443-exec-2] ....  INFO --- Audit: ${data}: principal=${UAA_ID}, origin=[${origin}], identityZoneId=[uaa]`;
const pksApi = (hour: number, user: string) =>
  `${at(hour).replace('T', ' ')}.897  INFO 7594 --- [nio-9021-exec-2] io.pivotal.pks.cluster.ClusterService    : Action 'delete-cluster' by user '${user}', cluster name: 'red'`;

const ibm = (hour: number, initiator: object) =>
  JSON.stringify({
    eventTime: `${at(hour)}.00+0000`,
    action: 'containers-kubernetes.cluster.create',
    outcome: 'success',
    typeURI: 'http://schemas.dmtf.org/cloud/audit/1.0/event',
    id: `e0000000-0000-4000-8000-0000000000${hour}`,
    initiator: { ...initiator, host: { address: '192.0.2.8' } },
    target: { id: 'crn:v1:bluemix:public:containers-kubernetes:::::', typeURI: 'containers-kubernetes/cluster' },
    reason: { reasonCode: 201 },
  });

/** By cluster: lines of alice, then of others. */
const LINES: Readonly<Record<string, { readonly hers: readonly string[]; readonly others: readonly string[] }>> = {
  oidc: {
    hers: [kubernetes(1, 'alice@example.com'), kubernetes(2, 'system:serviceaccount:ci:alice-deployer')],
    others: [kubernetes(1, 'bob@example.com'), kubernetes(2, 'alice2@example.com')],
  },
  ocp: { hers: [login(3, 'alice')], others: [login(3, 'bob')] },
  mke: { hers: [mke(4, 'asmith'), mke(5)], others: [] },
  pks: {
    hers: [
      uaa(6, `TokenIssuedEvent ('["pks.clusters.admin"]')`, 'client=pks_cli, user=alice'),
      uaa(7, `UserAuthenticationSuccess ('null')`, 'remoteAddress=203.0.113.7, clientId=pks_cli'),
      pksApi(8, 'alice'),
    ],
    others: [pksApi(8, 'bob')],
  },
  ibm: {
    hers: [
      kubernetes(9, 'IAM#alice@example.com'),
      ibm(10, { id: IBM_ID, name: 'alice@example.com' }),
      ibm(11, { id: IBM_ID }),
    ],
    others: [kubernetes(9, 'IAM#bob@example.com')],
  },
};
const HERS = Object.values(LINES).flatMap(({ hers }) => hers);

const CONFIG = [
  {
    name: 'alice',
    aliases: [
      ...['alice@example.com', 'IAM#alice@example.com', 'system:serviceaccount:ci:alice-deployer'],
      `mke:${MKE_ID}`,
    ],
  },
];

let server: Server;
let api: Api;
let people: string;

beforeAll(async () => {
  const folder = await temporaryDirectory();
  people = join(folder, 'people.yaml');
  await writeFile(people, 'actors: []\n');
  server = await startServer({ data: join(folder, 'data'), config: { actors: CONFIG, actors_file: people } });
  api = apiOf(server);
  for (const [cluster, { hers, others }] of Object.entries(LINES)) {
    await api.addCluster(cluster);
    const body = `${[...hers, ...others].join('\n')}\n`;
    const answer = await api.request(`/ingest/lines/${cluster}?wait=true`, { method: 'POST', body });
    expect(answer.status).toBe(200);
  }
  // What the platforms say of who is who is known a moment after their events.
  await until('the ids are known', async () => (await topActors()).alice === HERS.length);
}, 120_000);
afterAll(() => server.end());

async function actors(name: string) {
  return (await api.json<ActorsAnswer>('/api/v1/actors', { name })).actors;
}

async function topActors(query = ''): Promise<Record<string, number>> {
  const { items } = await api.json<TopAnswer>('/api/v1/top', { field: 'actor', query, stages: 'all' });
  return Object.fromEntries(items.map(({ value, count }) => [value, count]));
}

describe('what did alice do yesterday, anywhere?', () => {
  test('one query, all events', async () => {
    const items = await api.items({ query: 'actor: alice and time: now-1d/d', order: 'asc' });
    const raw = await api.raw({ query: 'actor: alice and time: now-1d/d' });
    expect(raw.toString().trimEnd().split('\n').sort()).toEqual([...HERS].sort());
    expect(new Set(items.map(({ actor }) => actor))).toEqual(new Set(['alice']));
    for (const { summary } of items) expect(summary).toMatch(/^alice /);
  });

  test('each by the name on the command line, too', async () => {
    const ran = await runCli(server, ['search', 'actor: alice', '--from', 'now-1d/d', '-o', 'csv']);
    const [, ...lines] = ran.stdout.toString().trimEnd().split('\r\n');
    expect(lines).toHaveLength(HERS.length);
  });

  test('counts are of people', async () => {
    expect(await topActors()).toEqual({
      alice: HERS.length,
      bob: 2,
      'bob@example.com': 1,
      'IAM#bob@example.com': 1,
      'alice2@example.com': 1,
    });
    expect(await topActors('not actor: alice')).not.toHaveProperty('alice');
    expect(await topActors('actor: ~ALICE')).toEqual({ alice: HERS.length });
  });

  test.each([
    ['user.username: alice', 2],
    ['user.username: "alice@example.com"', 2],
    ['actor: "alice@example.com"', HERS.length],
    [`actor: ${UAA_ID}`, HERS.length],
    [`actor: "mke:${MKE_ID}"`, HERS.length],
    ['actor: alice*', HERS.length + 1],
    ['actor: *', HERS.length + 5],
  ])('%s finds %d', async (query, count) => expect(await api.count({ query })).toBe(count));

  test('the list says who knows it', async () => {
    const [alice] = await actors('alice');
    expect(alice?.clusters).toEqual(['ibm', 'mke', 'ocp', 'oidc', 'pks']);
    const from = Object.fromEntries((alice?.aliases ?? []).map((alias) => [alias.alias, alias.from]));
    expect(from).toEqual({
      ...Object.fromEntries((CONFIG[0]?.aliases ?? []).map((alias) => [alias, 'configured'])),
      [UAA_ID]: 'learned',
      [IBM_ID]: 'learned',
      asmith: 'learned',
    });
    const table = (await runCli(server, ['actors', 'list', 'alice'])).stdout.toString();
    expect(table).toMatch(new RegExp(`alice +${UAA_ID} +learned +pks +${YESTERDAY}T07:00:00`));
  });

  test('one who sees a cluster sees no more of her', async () => {
    const made = await runCli(server, ['token', 'create', '--role', 'viewer', '--cluster', 'mke']);
    const authorization = `Bearer ${made.stdout.toString().trim()}`;
    const ask = (path: string) => api.request(path, { headers: { authorization } });
    const found = await (await ask('/api/v1/top?field=actor&stages=all')).json();
    expect(found).toEqual({ items: [{ value: 'alice', count: 2 }] });
    expect((await ask('/api/v1/actors')).status).toBe(403);
  });

  test('who is who changes without a restart, and nothing is loaded again', async () => {
    await writeFile(people, 'actors: [{ name: bob, aliases: [bob@example.com, "IAM#bob@example.com"] }]\n');
    await until('bob is one', async () => (await topActors()).bob === 4, 30_000);
    await writeFile(people, 'actors: [{ name: bob, aliases: [alice@example.com] }]\n');
    await until(
      'the mistake is told',
      async () => server.log().includes('alice@example.com is an alias of alice'),
      30_000,
    );
    expect((await topActors()).bob).toBe(4);
  });
});
