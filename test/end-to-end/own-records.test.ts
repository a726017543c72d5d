import { once } from 'node:events';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreatedToken, EventItem } from '../../src/api/contract.ts';
import type { AuditEvent } from '../../src/event/event.ts';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** What is done to Verbatim is an event of the cluster `verbatim`. */

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let viewer: CreatedToken;
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  await api.addCluster('prod');
  const made = await api.request('/api/v1/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'alice', role: 'viewer', clusters: ['prod'] }),
  });
  viewer = (await made.json()) as CreatedToken;
});
afterAll(() => server.end('SIGKILL'));

const asViewer = () => ({ headers: { authorization: `Bearer ${viewer.token}`, 'user-agent': 'browser/1' } });

/** Own records that match, oldest first, once there are as many. */
async function own(query: string, count: number): Promise<EventItem[]> {
  return until(`${count} records: ${query}`, async () => {
    const { items } = await api.page({
      cluster: 'verbatim',
      order: 'asc',
      query: `(${query}) and not annotations."verbatim/cluster": verbatim`,
    });
    return items.length >= count ? items : undefined;
  });
}

const eventOf = ({ event }: EventItem) => event as AuditEvent;
const summaries = (items: readonly EventItem[]) => items.map(({ summary }) => summary);

test('the start of the server, and what an administrator changed, before and after', async () => {
  expect(summaries(await own('verb: start', 1))[0]).toMatch(/^verbatim:server started server \S+ \(allowed\)$/);
  const created = await own('verb: create', 4);
  expect(created.map((item) => [item.actor, eventOf(item).stage, eventOf(item).objectRef?.name])).toEqual([
    ['verbatim:admin', 'RequestReceived', 'prod'],
    ['verbatim:admin', 'ResponseComplete', 'prod'],
    ['verbatim:admin', 'RequestReceived', 'alice'],
    ['verbatim:admin', 'ResponseComplete', viewer.id],
  ]);
  expect(created[3]).toMatchObject({
    cluster: 'verbatim',
    platform: 'verbatim',
    component: 'verbatim',
    source: 'verbatim',
    outcome: 'allowed',
    event: { requestObject: { name: 'alice', role: 'viewer', clusters: ['prod'] }, responseStatus: { code: 201 } },
  });
});

test.each<[string, string, string]>([
  ['/api/v1/events?query=verb:%20delete', 'search', 'alice searched events: verb: delete (allowed)'],
  ['/api/v1/top?field=verb', 'count', 'alice counted events (allowed)'],
  ['/api/v1/histogram?by=1d', 'count', 'alice counted events (allowed)'],
  ['/api/v1/events/abcdefgh-1', 'get', 'alice read event abcdefgh-1 (failed)'],
  ['/api/v1/events?query=verb:', 'search', 'alice searched events: verb: (failed)'],
  ['/api/v1/tokens', 'list', 'alice listed tokens (denied)'],
  ['/api/v1/clusters/prod', 'get', 'alice read cluster prod (allowed)'],
])('a viewer asks %s', async (path, verb, sentence) => {
  const response = await api.request(path, asViewer());
  await response.text();
  const auditID = response.headers.get('audit-id') as string;
  const [record] = await own(`auditID: "${auditID}"`, 1);
  expect(record).toMatchObject({
    actor: 'alice',
    summary: `${sentence} from 127.0.0.1 with browser`,
    event: {
      auditID,
      verb,
      requestURI: path,
      user: { username: 'alice', uid: viewer.id, groups: ['verbatim:viewer'] },
      responseStatus: { code: response.status },
    },
  });
});

test('a stream and one who watches, at their beginning and end, with what they were given', async () => {
  const streamed = await api.request('/api/v1/events', {
    headers: { ...asViewer().headers, accept: 'application/x-ndjson' },
  });
  await streamed.text();
  const tail = get(`${server.url}/api/v1/tail?query=verb:%20get`, asViewer());
  const [following] = await once(tail, 'response');
  await once(following, 'data');
  tail.destroy();
  const stages = (items: readonly EventItem[]) => items.map((item) => eventOf(item).stage);
  const id = streamed.headers.get('audit-id');
  expect(stages(await own(`auditID: "${id}"`, 2))).toEqual(['ResponseStarted', 'ResponseComplete']);
  expect(stages(await own('verb: watch', 2))).toEqual(['RequestReceived', 'ResponseComplete']);
});

test('who has no right token, but not every time', async () => {
  for (let n = 0; n < 20; n++) {
    await api.request('/api/v1/events?token=secret', { headers: { authorization: `Bearer vbt_${'x'.repeat(40)}` } });
  }
  const refused = await own('verb: login', 1);
  expect(summaries(refused)[0]).toBe('system:anonymous logged in to /api/v1/events (denied) from 127.0.0.1 with node');
  expect(refused.length).toBeLessThan(10);
});

describe('it does not feed on itself', () => {
  test('a question that does not speak of it does not find it, one that does does', async () => {
    await own('verb: create', 4);
    expect(await api.items()).toEqual([]);
    expect(await api.count()).toBe(0);
    for (const query of ['platform: verbatim', 'user: "verbatim:admin"', 'annotations."verbatim/query": *']) {
      expect((await api.items({ query })).length, query).toBeGreaterThan(0);
    }
  });

  test('a viewer of a cluster never sees it', async () => {
    for (const query of ['?query=platform:%20verbatim', '?cluster=verbatim']) {
      const { items } = (await (await api.request(`/api/v1/events${query}`, asViewer())).json()) as { items: [] };
      expect(items).toEqual([]);
    }
  });
});

test('nobody else delivers under its name', async () => {
  const line = '{"auditID":"a","verb":"get"}\n';
  expect((await api.request('/ingest/lines/verbatim', { method: 'POST', body: line })).status).toBe(403);
  await expect(api.addCluster('verbatim')).rejects.toThrow(/409 .*records what is done to itself/);
});

test('no token is in it', async () => {
  const text = (await api.raw({ cluster: 'verbatim' })).toString();
  for (const token of [server.adminToken, viewer.token]) expect(text).not.toContain(token);
  expect(text).not.toMatch(/vb[a-z]_[\w-]{20}|secret/);
});

test('the command line shows it as it shows everything', async () => {
  const searched = await runCli(server, ['search', 'verb: create and resource: tokens', '--cluster', 'verbatim']);
  expect(searched.stdout.toString()).toMatch(/verbatim:admin +create +tokens/);
  const [created] = await own(`verb: create and name: "${viewer.id}"`, 1);
  const shown = await runCli(server, ['show', created ? (eventOf(created).auditID ?? '') : '']);
  expect(shown.stdout.toString()).toMatch(/verbatim:admin/);
  expect(shown.code).toBe(0);
});

test('what is recorded can be told from what happened while it did not run', async () => {
  const tail = get(`${server.url}/api/v1/tail?query=verb:%20patch`, asViewer()).on('error', () => {});
  await once((await once(tail, 'response'))[0], 'data');
  await server.end();
  expect(server.log()).not.toContain('could not be recorded');
  server = await startServer({ data });
  api = apiOf(server);
  const watched = await own('annotations."verbatim/query": "verb: patch" and verb: watch', 2);
  expect(watched.map((item) => eventOf(item).stage)).toEqual(['RequestReceived', 'ResponseComplete']);
  const records = await own('verb: start or verb: stop', 3);
  expect(records.map((item) => eventOf(item).verb)).toEqual(['start', 'stop', 'start']);
});
