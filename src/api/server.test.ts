import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { ADMINISTRATOR } from '../access/principal.ts';
import type { Subscriber } from '../consumers/tail/tail.ts';
import { catalogue } from '../decode/catalogue.ts';
import { VerbatimError } from '../errors.ts';
import type { AuditRecord } from '../event/record.ts';
import { closeServer } from './close.ts';
import { formatCursor } from './cursor.ts';
import { tailRoutes } from './routes/tail.ts';
import { testServer } from './testing.ts';

let app: FastifyInstance;
afterEach(() => app.close());

const asked: unknown[] = [];
const store: Parameters<typeof testServer>[0] = {
  page: async (...question) => {
    asked.push(question);
    return { records: [], next: undefined };
  },
  histogram: async (_selection, { params }, { limit }) =>
    Array.from({ length: params.bucket_width === '1000000' ? limit : 1 }, (_, key) => ({ key, count: 1 })),
};

describe('a question is refused', () => {
  const cursor = (...parts: unknown[]) =>
    `/api/v1/events?cursor=${Buffer.from(JSON.stringify(['desc', ...parts])).toString('base64url')}`;
  test.each([
    ['/api/v1/events?form=now-1h', 'REQUEST_INVALID', 'There is no parameter form; did you mean from?'],
    ['/api/v1/events?Limit=5', 'REQUEST_INVALID', 'There is no parameter Limit; did you mean limit?'],
    [
      '/api/v1/top?field=verb&xyz=1',
      'REQUEST_INVALID',
      'There is no parameter xyz; there are query, from, to, cluster',
    ],
    ['/api/v1/tail?from=now-1h', 'REQUEST_INVALID', 'There is no parameter from'],
    ['/api/v1/catalogue?platform=cobol', 'REQUEST_INVALID', 'no platform "cobol"; it has '],
    ['/api/v1/histogram?by=1s', 'REQUEST_INVALID', 'more than 50000 buckets of 1s; ask for a wider one, such as by=1m'],
    ['/api/v1/histogram?by=999999w', 'TIME_INVALID', 'ten years'],
    ['/api/v1/histogram?timezone=Mars/Base', 'TIME_INVALID', 'There is no time zone “Mars/Base”'],
    ['/api/v1/histogram?timezone=%2B02:00', 'TIME_INVALID', 'an IANA name'],
    [cursor('2026-03-01T00:00:00.000000Z', 'aaaaaaaa', -1), 'CURSOR_INVALID', ''],
    [cursor('2026-99-99T00:00:00.000000Z', 'aaaaaaaa', 1), 'CURSOR_INVALID', ''],
    [cursor('2026-02-30T00:00:00.000000Z', 'aaaaaaaa', 1), 'CURSOR_INVALID', ''],
    [cursor('9999-01-01T00:00:00.000000Z', 'aaaaaaaa', 1), 'CURSOR_INVALID', ''],
    [cursor('2026-03-01T00:00:00.000000Z', "a' OR 1", 1), 'CURSOR_INVALID', ''],
    [cursor('2026-03-01T00:00:00.000000Z', 'aaaaaaaa', 1.5), 'CURSOR_INVALID', ''],
  ])('%s', async (url, code, detail) => {
    app = await testServer(store);
    const response = await app.inject(url);
    expect([response.statusCode, response.json().code]).toEqual([400, code]);
    expect(response.json().detail).toContain(detail);
  });
});

test('the catalogue is that of the formats, by platform', async () => {
  app = await testServer(store);
  const { kinds } = (await app.inject('/api/v1/catalogue?platform=pks')).json() as { kinds: object[] };
  expect(kinds).toEqual(catalogue().filter(({ platform }) => platform === 'pks'));
  expect((await app.inject('/api/v1/catalogue')).json()).toEqual({ kinds: catalogue() });
});

test('a cursor comes back as it was', async () => {
  app = await testServer(store);
  const place = { time: '2026-03-01T03:12:45.123456Z', journal: 'abcd1234', seq: 7 };
  expect((await app.inject(`/api/v1/events?cursor=${formatCursor(place, 'desc')}`)).statusCode).toBe(200);
  expect(asked.at(-1)).toMatchObject([{}, { after: place }]);
});

test('a page that was cut has a next, though it holds less than was asked for', async () => {
  const next = { time: '2026-03-01T03:12:45.123456Z', journal: 'abcd1234', seq: 7 };
  app = await testServer({ page: async () => ({ records: [], next }) });
  expect((await app.inject('/api/v1/events')).json()).toEqual({
    items: [],
    next: formatCursor(next, 'desc'),
    previous: null,
  });
});

test('every answer of the document is named', async () => {
  app = await testServer(store);
  const document = (await app.inject('/openapi.json')).json();
  expect(Object.keys(document.components.schemas).sort()).toEqual(['EventItem', 'Problem']);
  for (const methods of Object.values(document.paths as Record<string, Record<string, { responses: object }>>)) {
    for (const { responses } of Object.values(methods)) {
      const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
      expect(responses).toMatchObject({ '4XX': problem, '5XX': problem });
    }
  }
});

test('who has left is told to the store', async () => {
  let signal: AbortSignal | undefined;
  const left = new Promise((resolve) => {
    const page = (_selection: unknown, options: { signal?: AbortSignal | undefined }) => {
      signal = options.signal;
      signal?.addEventListener('abort', resolve);
      return new Promise<never>(() => {});
    };
    void testServer({ page }).then(async (server) => {
      app = server;
      const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
      const client = connect(Number(port), '127.0.0.1');
      client.write('GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n');
      await expect.poll(() => signal?.aborted).toBe(false);
      client.destroy();
    });
  });
  await left;
  expect(signal?.aborted).toBe(true);
  await closeServer(app, 10);
});

test('HEAD does not watch', async () => {
  let subscribed = 0;
  app = await testServer(store, () => {
    subscribed++;
    return () => {};
  });
  expect((await app.inject({ method: 'HEAD', url: '/api/v1/tail' })).statusCode).toBe(405);
  expect(subscribed).toBe(0);
});

test('one who watches and is ended is told why', async () => {
  let subscriber: Subscriber | undefined;
  app = await testServer(store, (one) => {
    subscriber = one;
    return () => {};
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const response = await fetch(`${url}/api/v1/tail`);
  subscriber?.ended(new Error('cannot'));
  expect(await response.text()).toMatch(/^event: problem\ndata: \{.*"code":"INTERNAL"/m);
});

test('a client that neither sends nor reads does not hold up the stop', async () => {
  app = await testServer(store);
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const client = connect(Number(url.port), url.hostname);
  client.write(
    'POST /api/v1/clusters HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  );
  await once(client, 'connect');
  client.on('error', () => {});
  await new Promise((resolve) => setTimeout(resolve, 50));
  const started = performance.now();
  await closeServer(app, 100);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('what one missed is told with the next sign of life, not only with the next record', async () => {
  let subscriber: Subscriber | undefined;
  const follow = (_question: object, watcher: Omit<Subscriber, 'wants'>) => {
    subscriber = { ...watcher, wants: () => true };
    return () => {};
  };
  app = Fastify();
  await app.register(tailRoutes({ eventsFor: () => ({ follow }), holder: () => ADMINISTRATOR }, 20));
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const client = connect(Number(url.port), url.hostname);
  client.write('GET /tail HTTP/1.1\r\nHost: x\r\n\r\n');
  client.pause();
  await expect.poll(() => subscriber).toBeDefined();
  const large = { ...RECORD, raw: Buffer.from(`{"verb":"${'x'.repeat(8 * 1024 * 1024)}"}`), native: true };
  // What the sockets hold is taken first.
  while (subscriber?.take(large)) await new Promise((resolve) => setImmediate(resolve));
  let text = '';
  client.setEncoding('latin1').on('data', (piece: string) => {
    text = (text + piece).slice(-1000);
  });
  client.resume();
  await expect.poll(() => text, { timeout: 10_000 }).toContain('event: missed\ndata: {"count":1}');
  client.destroy();
});

test('one whose credential ends watches no longer, though nothing happens', async () => {
  let holds = true;
  let left = 0;
  const holder = () => {
    if (!holds) throw new VerbatimError('UNAUTHORIZED');
    return ADMINISTRATOR;
  };
  const follow = () => () => {
    left++;
  };
  app = Fastify();
  await app.register(tailRoutes({ eventsFor: () => ({ follow }), holder }, 20));
  const response = await fetch(`${await app.listen({ port: 0, host: '127.0.0.1' })}/tail`);
  holds = false;
  expect(await response.text()).toMatch(/event: problem\ndata: \{.*"code":"UNAUTHORIZED"/);
  expect(left).toBeGreaterThan(0);
});

const RECORD: AuditRecord = {
  id: 'abcd1234-1',
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'test',
  receivedAt: '2026-03-01T00:00:00.000000Z',
  event: {},
  raw: Buffer.from('{}'),
};
