import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { peakMemory } from '../support/child.ts';
import { auditEvent, eventList, sortedLines } from '../support/events.ts';
import { type Credential, freshCluster, type Kept, keptOf } from '../support/kept.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Whatever the audit webhook is sent: what is good is kept, what is bad is kept aside, and all of it is acknowledged. */

const MiB = 1024 * 1024;
/** What the server may hold: the store's memory, and a few of the largest bodies with what is read of them. */
const MAX_PEAK_BYTES = 2_500 * MiB;
/** A good delivery beside bad ones of any size, on a machine with other work: two files of tests run at once. */
const MAX_BESIDE_MS = 5_000;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
});
afterAll(async () => {
  const healthy = await api.request('/healthz').then(({ ok }) => ok);
  await server.end('SIGKILL');
  expect(healthy, server.log()).toBe(true);
});

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const text = (event: object) => JSON.stringify(event);
/** Nothing that would be taken out of it. */
const about = {
  requestURI: '/api/v1/namespaces/prod/pods/api',
  objectRef: { resource: 'pods', namespace: 'prod', name: 'api', apiVersion: 'v1' },
};
const one = text(auditEvent(about));
const two = text(auditEvent({ ...about, verb: 'list' }));
const eventWith = (member: string) =>
  `${one.slice(0, -1).replace(/"auditID":"[^"]*"/, `"auditID":"${crypto.randomUUID()}"`)},${member}}`;
const nested = eventWith(`"requestObject":${'['.repeat(10_000)}${']'.repeat(10_000)}`);
const wrongType = '{"level":"Metadata","auditID":"7","stage":"ResponseComplete","verb":7}';
const cutEvent = two.slice(0, 200);
const notUtf8 = eventWith('"requestObject":{"name":"caf\xe9 \xff\xfe"}');
const nulByte = eventWith('"requestObject":{"name":"a\x00b"}');

/** What of an acknowledged body is in none of the records: nothing but the list's own. */
function withoutRecords(body: string, { good, bad }: Kept): string {
  const list = eventList([]).slice(0, -2);
  return [...good, ...bad, list].reduce((rest, record) => rest.replace(record, () => ''), body);
}

describe('a body with what cannot be read is acknowledged, and all of it is kept', () => {
  test.each<[name: string, body: string, kept: Partial<Kept>]>([
    [
      'cut off within an event',
      eventList([one, two]).slice(0, -2 - two.length) + cutEvent,
      { good: [one], bad: [cutEvent] },
    ],
    ['cut off between events', eventList([one]).slice(0, -2), { good: [one], bad: [] }],
    ['invalid UTF-8 in one event', eventList([one, notUtf8, two]), { good: [one, two], bad: [notUtf8] }],
    ['a NUL byte in one event', eventList([one, nulByte, two]), { good: [one, two], bad: [nulByte] }],
    ['an escaped NUL', eventList([eventWith('"requestObject":{"name":"a\\u0000b"}')]), { bad: [] }],
    [
      'things that are no events',
      eventList(['5', one, '"x"', '[]', 'null', 'true', two]),
      { good: [one, two], bad: ['5', '"x"', '[]', 'null', 'true'] },
    ],
    ['an event with a wrong type', eventList([one, wrongType, two]), { good: [one, two], bad: [wrongType] }],
    [
      'items that are an object',
      '{"kind":"EventList","items":{"a":1}}',
      { good: [], bad: ['{"kind":"EventList","items":{"a":1}}'] },
    ],
    [
      'items that are a text',
      '{"kind":"EventList","items":"x"}',
      { good: [], bad: ['{"kind":"EventList","items":"x"}'] },
    ],
    ['no items', '{"kind":"EventList"}', { good: [], bad: ['{"kind":"EventList"}'] }],
    ['10,000 levels', eventList([one, nested, two]), { good: [one, two], bad: [nested] }],
    ['100,000 levels that never end', eventList([one, '['.repeat(100_000)]), { good: [one] }],
    ['duplicate keys', eventList([eventWith('"verb":"list","verb":"watch"')]), { bad: [] }],
    [
      '__proto__ as a key',
      eventList([eventWith('"__proto__":{"polluted":true},"annotations":{"__proto__":"x","constructor":"y"}')]),
      { bad: [] },
    ],
    ['another document after the list', `${eventList([one])}${two}`, { good: [one], bad: [two] }],
    ['no JSON', 'hello there', { good: [], bad: ['hello there'] }],
    ['a number', '5', { good: [], bad: ['5'] }],
    ['a list of events', `[${one},${two}]`, { good: [], bad: [`[${one},${two}]`] }],
    ['only space', '  \r\n\t ', { good: [], bad: [] }],
  ])('%s', async (_name, body, expected) => {
    const { cluster, token } = await freshCluster(api);
    const bytes = latin1(body);
    const response = await api.deliver(cluster, token, bytes);
    expect([response.status, await response.text()]).toEqual([200, '']);
    const kept = await keptOf(api, cluster);
    if (expected.good) expect(kept.good).toEqual([...expected.good].sort());
    if (expected.bad) expect(kept.bad).toEqual([...expected.bad].sort());
    expect(withoutRecords(body, kept)).toMatch(/^[\s,\]}]*$/);
    expect((await api.deliver(cluster, token, bytes)).status).toBe(200);
    expect(await keptOf(api, cluster)).toEqual(kept);
  });

  test('each says why, and its text can be searched', async () => {
    const { cluster, token } = await freshCluster(api);
    const odd = '{"level":"Metadata","auditID":"xylophone","verb":["Kontrabassklarinette"]}';
    await api.deliver(cluster, token, eventList([one, odd]));
    await api.loaded();
    for (const query of ['quarantine: wrong-type', 'kontrabassklarinette', '"xylophone"']) {
      const items = await api.items({ cluster, query });
      expect(items.map(({ quarantine }) => quarantine)).toEqual([
        { reason: 'wrong-type', detail: expect.stringContaining('verb') },
      ]);
    }
    const metrics = await api.request('/metrics');
    expect(await metrics.text()).toMatch(/verbatim_events_dropped_total\{reason="quarantined"\} [1-9]/);
  });
});

test('an event of 50 MB is kept as it is, while others are taken at once', async () => {
  const { cluster, token } = await freshCluster(api);
  const beside = await freshCluster(api);
  const large = eventWith(`"requestObject":{"data":${JSON.stringify('x'.repeat(50_000_000))}}`);
  const stop = new AbortController();
  const slowest = slowestDelivery(beside, stop.signal);
  expect((await api.deliver(cluster, token, eventList([one, large, two]))).status).toBe(200);
  await until('the large event can be searched', async () => (await api.count({ cluster })) === 3);
  const raw = await api.raw({ cluster });
  stop.abort();
  expect(sortedLines(raw).map(({ length }) => length)).toEqual([one, large, two].sort().map(({ length }) => length));
  expect(raw.includes(large)).toBe(true);
  expect(await slowest).toBeLessThan(MAX_BESIDE_MS);
});

/** Delivers one event after another until the signal; the longest that one took, in milliseconds. */
async function slowestDelivery({ cluster, token }: Credential, signal: AbortSignal): Promise<number> {
  let slowest = 0;
  while (!signal.aborted) {
    const started = performance.now();
    const { status } = await api.deliver(cluster, token, eventList([auditEvent()]));
    slowest = Math.max(slowest, status === 200 ? performance.now() - started : Number.POSITIVE_INFINITY);
  }
  return slowest;
}

test('memory stayed bounded', () => {
  const peak = peakMemory(server.pid);
  console.info(`peak memory after bad input: ${Math.round(peak / MiB)} MiB`);
  expect(peak).toBeLessThan(MAX_PEAK_BYTES);
});
