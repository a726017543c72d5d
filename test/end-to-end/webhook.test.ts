import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList, sortedLines } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** The contract between kube-apiserver's audit webhook and its receiver, against a running server. */

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let token: string;
let otherToken: string;

async function open(listen?: string): Promise<void> {
  server = await startServer({ data, ...(listen && { listen }) });
  api = apiOf(server);
}
beforeAll(async () => {
  await open();
  token = await api.addCluster('prod');
  otherToken = await api.addCluster('staging');
});
afterAll(() => server.end('SIGKILL'));

async function idsOf(cluster: string, query = ''): Promise<string[]> {
  await api.loaded();
  return (await api.items({ cluster, query })).map(({ event }) => (event as { auditID: string }).auditID);
}

/** How often an event of `body` is kept, found by its audit id. */
async function timesKept(auditID: unknown): Promise<number> {
  return (await idsOf('prod', `auditID: "${auditID}"`)).length;
}

describe('an answer', () => {
  test.each([
    ['a batch', () => eventList([auditEvent(), auditEvent()])],
    ['one event, as the blocking modes send it', () => eventList([auditEvent()])],
    ['an event that is no list', () => JSON.stringify(auditEvent({ kind: 'Event', apiVersion: 'audit.k8s.io/v1' }))],
    ['a v1beta1 list', () => eventList([auditEvent({ timestamp: '2026-03-01T03:12:46Z', metadata: {} })], 'v1beta1')],
    ['no events', () => eventList([])],
  ])('to %s is 200, empty, without redirects', async (_name, body) => {
    const response = await api.deliver('prod', token, body());
    expect([response.status, await response.text(), response.redirected]).toEqual([200, '', false]);
    // A content type that cannot be parsed would make the API server take 200 for an error.
    expect(response.headers.get('content-type') ?? '').not.toMatch(/[^\w/;=. +-]/);
  });

  test('means that the events can be found soon, each as it was sent', async () => {
    const texts = [1, 2, 3].map((n) => JSON.stringify(auditEvent({ verb: `list${n}`, annotations: { n: '\u003c' } })));
    const marked = texts.map((text) => text.replace('<', '\\u003c'));
    await api.deliver('prod', token, eventList(marked));
    await api.loaded();
    const raw = await api.raw({ cluster: 'prod', query: 'verb: (list1 or list2 or list3)' });
    expect(sortedLines(raw)).toEqual([...marked].sort());
  });

  test('is given to every stage of one request', async () => {
    const auditID = crypto.randomUUID();
    const stages = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];
    await api.deliver('prod', token, eventList(stages.map((stage) => auditEvent({ auditID, stage }))));
    await api.loaded();
    const items = await api.items({ query: `auditID: "${auditID}"` });
    expect(items.map(({ event }) => (event as { stage: string }).stage).sort()).toEqual([...stages].sort());

    const counted = async (query: string) => {
      const response = await api.request(`/api/v1/top?${new URLSearchParams({ field: 'stage', query })}`);
      return ((await response.json()) as { items: { value: string }[] }).items.map(({ value }) => value).sort();
    };
    expect(await counted(`auditID: "${auditID}"`)).toEqual(['Panic', 'ResponseComplete']);
    expect(await counted(`auditID: "${auditID}" and stage: Response*`)).toEqual([
      'ResponseComplete',
      'ResponseStarted',
    ]);
  });
});

describe('the same delivery again', () => {
  test('is kept once, one after another, at once, and after a restart', async () => {
    const event = auditEvent();
    const body = eventList([event, auditEvent(), auditEvent()]);
    const post = () => api.deliver('prod', token, body);
    expect((await post()).status).toBe(200);
    const again = await Promise.all(Array.from({ length: 8 }, post));
    expect(again.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await timesKept(event.auditID)).toBe(1);

    await server.end();
    await open(server.url.replace('http://', ''));
    expect((await post()).status).toBe(200);
    expect(await timesKept(event.auditID)).toBe(1);
  });

  test('at once, when none came before, is kept once', async () => {
    const events = Array.from({ length: 400 }, () => auditEvent({ verb: 'patch' }));
    const responses = await Promise.all(Array.from({ length: 8 }, () => api.deliver('prod', token, eventList(events))));
    expect(responses.every(({ ok }) => ok)).toBe(true);
    expect((await idsOf('prod', 'verb: patch')).sort()).toEqual(events.map(({ auditID }) => auditID).sort());
  });

  test('to another cluster is another event', async () => {
    const event = auditEvent();
    await api.deliver('prod', token, eventList([event]));
    await api.deliver('staging', otherToken, eventList([event]));
    expect(await idsOf('staging')).toEqual([event.auditID]);
    expect(await timesKept(event.auditID)).toBe(1);
  });
});

describe('a credential', () => {
  test.each([
    ['none', 'prod', () => '', 401, 'UNAUTHORIZED'],
    ['one that nobody gave out', 'prod', () => 'Bearer nonsense', 401, 'UNAUTHORIZED'],
    ['no bearer token', 'prod', () => `Basic ${token}`, 401, 'UNAUTHORIZED'],
    ['that of another cluster', 'prod', () => `Bearer ${otherToken}`, 403, 'FORBIDDEN'],
    ['that of a cluster, for one that is not there', 'nowhere', () => `Bearer ${token}`, 403, 'FORBIDDEN'],
    ['an unknown one, for a cluster that is not there', 'nowhere', () => 'Bearer nonsense', 401, 'UNAUTHORIZED'],
    [
      'the administrator’s, which is not for API servers',
      'prod',
      () => `Bearer ${server.adminToken}`,
      403,
      'FORBIDDEN',
    ],
  ])('%s is refused and nothing is kept', async (_name, cluster, authorization, status, code) => {
    const event = auditEvent();
    const response = await api.deliver(cluster, '', eventList([event]), { authorization: authorization() });
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
    expect([response.status, await response.json()]).toMatchObject([status, { status, code }]);
    expect(await timesKept(event.auditID)).toBe(0);
  });

  test('is refused once its cluster was removed, and after a restart', async () => {
    const removed = await api.addCluster('short-lived');
    const event = auditEvent();
    expect((await api.deliver('short-lived', removed, eventList([event]))).status).toBe(200);
    expect((await api.request('/api/v1/clusters/short-lived', { method: 'DELETE' })).status).toBe(204);
    expect((await api.deliver('short-lived', removed, eventList([auditEvent()]))).status).toBe(401);
    await server.end();
    await open();
    expect((await api.deliver('short-lived', removed, eventList([auditEvent()]))).status).toBe(401);
    expect(await idsOf('short-lived')).toEqual([event.auditID]);
  });
});
