import { expect } from 'vitest';
import type { EventItem, EventsPage, FieldsAnswer, NewToken } from '../../src/api/contract.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { until } from '../support/until.ts';
import { settled } from './support/settled.ts';
import { type Ask, type Document, requestsFor } from './support/walk-api.ts';
import { openWeb, webTest } from './support/web.ts';

/**
 * A viewer of one namespace reaches nothing outside it, by whatever endpoint of the OpenAPI document or page there is. What lies
 * outside holds a word in every field; no request says the whole of it, and no answer may.
 */

const SECRET = 'zq7secret';
const HOUR_MS = 3_600_000;
/** What the viewer knows of it. */
const BEGINNING = 'zq7';
const OUTSIDE = { resource: 'secrets', namespace: 'outside', name: 'known' };
const CLUSTER = 'walled';
const OTHER = 'other';
const VIEWERS: readonly NewToken[] = [
  { role: 'viewer', name: 'of a namespace', namespaces: ['inside'] },
  { role: 'viewer', name: 'of a namespace of a cluster', namespaces: ['inside'], clusters: [CLUSTER] },
];
const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: RequestResponse}]';

let tokens: readonly string[];
let outside: readonly EventItem[];
let candidates: Readonly<Record<string, readonly string[]>>;

const web = openWeb(async ({ api }) => {
  const [walled, other] = [await api.addCluster(CLUSTER), await api.addCluster(OTHER)];
  await api.deliver(CLUSTER, walled, eventList([insideEvent('before'), ...outsideEvents()]));
  await api.deliver(OTHER, other, eventList(outsideEvents()));
  const broken = `{"kind":"Event","verb":"${SECRET}\n`;
  const headers = { 'content-type': 'application/json' };
  const post = (path: string, body: string, more = {}) => api.request(path, { method: 'POST', body, ...more });
  const lines = await post(`/ingest/lines/${CLUSTER}?node=${SECRET}&component=${SECRET}`, broken);
  expect(lines.status).toBe(200);
  const search = JSON.stringify({ name: SECRET, state: `query=${SECRET}` });
  expect((await post('/api/v1/searches', search, { headers })).status).toBeLessThan(300);
  tokens = await Promise.all(
    [...VIEWERS, { role: 'auditor', name: SECRET } as const].map(async (token) => {
      const made = await post('/api/v1/tokens', JSON.stringify(token), { headers });
      return ((await made.json()) as { token: string }).token;
    }),
  );
  await api.loaded();
  outside = await api.items({ query: `${BEGINNING}*`, cluster: `${CLUSTER},${OTHER}` });
  expect(outside.length).toBe(5);
  const { next } = await api.page({ cluster: CLUSTER, limit: '1' });
  const { fields } = await api.json<FieldsAnswer>('/api/v1/fields');
  candidates = valuesToTry(
    outside[0]!.id,
    String(next),
    fields.map(({ name }) => name).filter((name) => !/[<*]/.test(name)),
  );
});

function insideEvent(name: string): object {
  return auditEvent({ auditID: name, objectRef: { resource: 'pods', namespace: 'inside', name } });
}

/** With the word in every field, and in every field but the actor. */
function outsideEvents(): object[] {
  const everywhere = {
    level: 'RequestResponse',
    auditID: `${SECRET}-${Math.random()}`,
    requestURI: `/${SECRET}`,
    verb: SECRET,
    user: { username: SECRET, uid: SECRET, groups: [SECRET], extra: { [SECRET]: [SECRET] } },
    userAgent: SECRET,
    objectRef: { ...OUTSIDE, uid: SECRET, subresource: SECRET },
    responseStatus: { metadata: {}, code: 403, reason: SECRET, message: SECRET },
    annotations: { [SECRET]: SECRET },
    requestObject: { kind: SECRET, [SECRET]: SECRET },
    responseObject: { [SECRET]: SECRET },
  };
  return [everywhere, { ...everywhere, auditID: SECRET, verb: 'update', user: { username: 'outsider' } }].map(
    auditEvent,
  );
}

/** Fields in which names are looked for; `/top` is asked for every field there is. */
const TELLING = ['actor', 'objectRef.name', 'userAgent', 'requestURI', 'annotations', 'node', 'cluster'];

/** By the names of parameters: what the viewer may know, what it may guess, and what is in its scope. */
function valuesToTry(id: string, cursor: string, fields: readonly string[]): Record<string, readonly string[]> {
  const names = [OUTSIDE.name, 'before', 'outsider', 'never-was'];
  return {
    query: ['', `${BEGINNING}*`, `user.username: ${BEGINNING}*`, 'ns: outside', 'not ns: inside', `not user: (a or b)`],
    from: ['now-1d'],
    to: ['now'],
    at: ['now'],
    cluster: [CLUSTER, OTHER, `${CLUSTER},${OTHER}`, 'verbatim'],
    limit: ['200'],
    cursor: [cursor],
    order: ['asc'],
    view: ['envelope', 'event', 'raw'],
    format: ['csv', 'jsonl'],
    field: TELLING,
    fields: TELLING,
    split: ['actor', 'userAgent', 'outcome'],
    buckets: ['50'],
    '/api/v1/top field': fields,
    by: ['1h'],
    prefix: ['', BEGINNING, 'outside', 'outside/secrets/'],
    search: ['', BEGINNING, 'outsider'],
    reads: ['true'],
    status: ['true'],
    stages: ['all'],
    id: [id, 'never-was', 'tok_1'],
    namespace: [OUTSIDE.namespace, 'inside', '-'],
    resource: [OUTSIDE.resource, 'pods'],
    name: names,
    '/api/v1/clusters/{name} name': [OTHER, CLUSTER, 'never-was'],
    '/api/v1/clusters/{name}/connect name': [OTHER, CLUSTER],
  };
}

const QUESTIONS = [{}, { query: `ns: outside or ${BEGINNING}*`, cluster: `${CLUSTER},${OTHER}`, from: 'now-1d' }];
const BODIES: Readonly<Record<string, readonly object[]>> = {
  'POST /ingest/kubernetes/{cluster}': [{}],
  'POST /ingest/lines/{cluster}': [{}],
  'POST /api/v1/counts': QUESTIONS.map((question) => ({
    ...question,
    queries: [{ name: 'n', query: `${BEGINNING}*` }],
  })),
  'POST /api/v1/policies/explain': [{ policy: POLICY }],
  'POST /api/v1/policies/lint': [{ policy: POLICY }],
  'POST /api/v1/policies/simulate': QUESTIONS.map((question) => ({ ...question, policy: POLICY })),
  'POST /api/v1/policies/suggest': QUESTIONS.map((question) => ({ ...question, budget: '1GB/day' })),
  'POST /api/v1/clusters': [{ name: 'mine' }],
  'POST /api/v1/tokens': [{ role: 'admin' }],
  'POST /api/v1/searches': [{ name: 'mine', state: '' }],
  'POST /api/v1/session': [{ token: 'wrong' }],
  'PUT /api/ucp/config/logging': [{}],
};
/** As many as one token may have worked on at once. */
const AT_ONCE = 8;
/** Go on until one side ends them; asked below. */
const ENDLESS = '/api/v1/tail';

async function answerTo(
  token: string,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}`, ...init.headers };
  const response = await fetch(web.server.url + path, { ...init, headers });
  return { status: response.status, text: await response.text() };
}

webTest('is answered by no endpoint with what lies outside', { timeout: 240_000 }, async () => {
  const token = tokens[0]!;
  const document = (await (await fetch(`${web.server.url}/openapi.json`)).json()) as Document;
  // Counts over time come with the values of fields where `buckets` is given.
  const overTime = candidates.split!.map((split) => `/api/v1/facets?fields=actor&buckets=50&split=${split}`);
  const requests = [
    ...requestsFor(document, candidates, BODIES).filter(({ path }) => !path.startsWith(ENDLESS)),
    ...overTime.map((path) => ({ method: 'get', path })),
  ];
  expect(requests.length).toBeGreaterThan(200);
  const leaks: string[] = [];
  const ask = async ({ method, path, body }: Ask) => {
    const json = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
    const { status, text } = await answerTo(token, path, { method: method.toUpperCase(), ...json });
    if (text.includes(SECRET) || status >= 500) leaks.push(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
  };
  for (let n = 0; n < requests.length; n += AT_ONCE) await Promise.all(requests.slice(n, n + AT_ONCE).map(ask));
  const stream = { headers: { accept: 'application/x-ndjson' } };
  for (const query of candidates.query!) {
    const { text } = await answerTo(token, `/api/v1/events?query=${encodeURIComponent(query)}`, stream);
    if (text.includes(SECRET)) leaks.push(`a stream: ${query}`);
  }
  expect(leaks).toEqual([]);
});

webTest('is told of what lies outside as of what never was', async () => {
  const token = tokens[1]!;
  const { namespace, resource, name } = OUTSIDE;
  // A time of its own would tell two answers apart.
  const now = Date.now();
  const at = `at=${new Date(now).toISOString()}`;
  const span = `from=${new Date(now - HOUR_MS).toISOString()}&to=${new Date(now + HOUR_MS).toISOString()}`;
  const object = (named: string) => `/api/v1/objects/${namespace}/${resource}/${named}`;
  const pairs = [
    ...outside.map(({ id }) => [`/api/v1/events/${id}`, `/api/v1/events/${id}9999`]),
    [`${object(name)}/history`, `${object('never')}/history`],
    [`${object(name)}/state?${at}`, `${object('never')}/state?${at}`],
    [`/api/v1/actors/outsider/profile?${span}`, `/api/v1/actors/never/profile?${span}`],
  ] as const;
  for (const [there, never] of pairs) {
    const [a, b] = [await answerTo(token, String(there)), await answerTo(token, String(never))];
    const bare = ({ status, text }: typeof a, path: string) => [status, withoutNames(text, path)];
    expect(bare(a, String(there)), String(there)).toEqual(bare(b, String(never)));
  }
});

webTest('sees what lies within, as it happens too', async () => {
  const { items } = JSON.parse((await answerTo(tokens[0]!, '/api/v1/events')).text) as EventsPage;
  expect(items.map(({ event }) => (event as { auditID: string }).auditID)).toContain('before');
  const leaving = new AbortController();
  const response = await fetch(`${web.server.url}${ENDLESS}`, {
    headers: { authorization: `Bearer ${tokens[0]}` },
    signal: leaving.signal,
  });
  let told = '';
  const reading = (async () => {
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) told += piece;
  })().catch(() => {});
  await until('the event within the scope is told', async () => {
    await web.api.request(`/ingest/lines/${CLUSTER}`, {
      method: 'POST',
      body: [...outsideEvents(), insideEvent(`now-${Math.random()}`)]
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    });
    return told.includes('now-');
  });
  leaving.abort();
  await reading;
  expect(told).not.toContain(SECRET);
});

webTest('is shown by no page what lies outside', { timeout: 120_000 }, async () => {
  const page = await web.page({ token: tokens[0]!, path: '/sign-in', expected: [/status of 40[0-9]/] });
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    // Of a page that was left, there is no answer any more.
    if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''));
  });
  for (const path of pages()) {
    await page.goto(path);
    await settled(page);
    const shown = await page.evaluate(() => document.documentElement.outerHTML);
    expect(shown.includes(SECRET), path).toBe(false);
  }
  expect((await Promise.all(answers)).filter((text) => text.includes(SECRET))).toEqual([]);
});

function pages(): string[] {
  const question = `query=${encodeURIComponent(`user.username: ${BEGINNING}*`)}&from=now-24h&cluster=${CLUSTER},${OTHER}`;
  return [
    '/',
    '/?from=now-24h',
    `/explore?${question}`,
    '/explore?query=ns%3A+outside',
    ...outside.slice(0, 2).map(({ id }) => `/events/${encodeURIComponent(id)}`),
    '/objects',
    `/objects/${OUTSIDE.namespace}/${OUTSIDE.resource}/${OUTSIDE.name}?cluster=${CLUSTER}`,
    '/actors',
    '/actors/outsider',
    '/policies',
    '/sources',
    '/sources/connect',
    '/sources/tokens',
    '/sources/quarantined',
    '/sources/mke',
    `/sources/clusters/${CLUSTER}`,
    `/sources/clusters/${OTHER}`,
  ];
}

/** An answer without what was asked for, which it may say again. */
function withoutNames(text: string, path: string): string {
  const names = decodeURIComponent(path)
    .split(/[/?&=]/)
    .filter((part) => part.length > 4);
  return names.reduce((rest, name) => rest.replaceAll(name, '·'), text);
}
