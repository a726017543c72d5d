import { once } from 'node:events';
import { get } from 'node:http';
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import { sendProblem } from '../problem.ts';
import { tell } from './audited.ts';
import type { Deed } from './own-event.ts';
import { recordRequests } from './record-requests.ts';
import { createRefusalLimit } from './refusal-limit.ts';

let app: FastifyInstance;
afterEach(() => app.close());

const ALICE = { id: 'tok_1', name: 'alice', role: 'viewer' };

/** A server whose requests are alice's unless they say `who: nobody`, and what it recorded; `broken` makes that fail. */
async function serve({ searches = true } = {}) {
  const recorded: Deed[] = [];
  const done: string[] = [];
  const unrecorded: string[] = [];
  const journal = { broken: false, asked: 0, ready: Promise.resolve() };
  const record = async (deed: Deed) => {
    journal.asked++;
    await journal.ready;
    await new Promise((resolve) => setImmediate(resolve));
    if (journal.broken) throw new VerbatimError('JOURNAL_WRITE', 'The disk is full.');
    recorded.push(deed);
  };
  app = Fastify({ ajv: { customOptions: { removeAdditional: false } } });
  app.setErrorHandler(sendProblem);
  recordRequests(app, {
    recorder: { record, tryToRecord: (deed) => record(deed).catch(() => void unrecorded.push(deed.verb)) },
    limit: createRefusalLimit(() => 0),
    actorOf: ({ headers }: FastifyRequest) => (headers.who === 'nobody' ? undefined : ALICE),
    searches,
  });
  app.addHook('onRequest', async ({ headers }) => {
    if (headers.who === 'nobody') throw new VerbatimError('UNAUTHORIZED');
    if (headers.who === 'other') throw new VerbatimError('FORBIDDEN');
  });
  const search = { verb: 'search', resource: 'events' };
  const querystring = { type: 'object', properties: { query: { type: 'string' } }, additionalProperties: false };
  app.get('/events', { config: { audit: search }, schema: { querystring } }, async (request) => {
    tell(request, { returned: 3 });
    return { recorded: recorded.length };
  });
  app.get('/stream', { config: { audit: search } }, async (request) => {
    const pages = async function* () {
      yield `${recorded.length}`;
      tell(request, { returned: 2 });
      tell(request, { returned: 5 });
    };
    return Readable.from(pages());
  });
  app.get('/tail', { config: { audit: { verb: 'watch', resource: 'events', long: true } } }, (_request, reply) => {
    done.push('tail');
    reply.hijack();
    reply.raw.writeHead(200).write(`${recorded.length}`);
  });
  const create = { verb: 'create', resource: 'tokens', changes: true, body: true };
  const body = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  app.post('/tokens', { config: { audit: create }, schema: { body } }, async (request) => {
    done.push(`create after ${recorded.length}`);
    tell(request, { name: 'tok_9' });
    return { token: 'secret' };
  });
  app.delete('/tokens', { config: { audit: { ...create, verb: 'delete', disarms: true } } }, async () => {
    done.push(`delete after ${recorded.length}`);
    return {};
  });
  const simulate = { verb: 'simulate', resource: 'policies', asks: ['query', 'cluster'] };
  const question = { type: 'object', properties: { query: { type: 'string' } }, required: ['policy'] };
  app.post('/simulate', { config: { audit: simulate }, schema: { body: question } }, async () => ({}));
  app.get('/open', async () => 'open');
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, recorded, done, unrecorded, journal };
}

const stages = (recorded: readonly Deed[]) => recorded.map(({ verb, stage, code }) => [verb, stage, code]);

test('a search is recorded before its answer, with what it gave', async () => {
  const { recorded } = await serve();
  const headers = { 'user-agent': 'verbatim/1', 'x-forwarded-for': '10.1.2.3, no address' };
  const response = await app.inject({ url: '/events?query=verb:get', headers });
  expect(recorded).toMatchObject([
    {
      auditID: response.headers['audit-id'],
      stage: 'ResponseComplete',
      verb: 'search',
      actor: ALICE,
      requestURI: '/events?query=verb:get',
      sourceIPs: ['10.1.2.3', '127.0.0.1'],
      userAgent: 'verbatim/1',
      code: 200,
      notes: { query: 'verb:get', returned: 3 },
    },
  ]);
});

test('a stream has a record before its first byte and one after its last', async () => {
  const { url, recorded } = await serve();
  expect(await (await fetch(`${url}/stream`)).text()).toBe('1');
  await expect
    .poll(() => stages(recorded))
    .toEqual([
      ['search', 'ResponseStarted', 200],
      ['search', 'ResponseComplete', 200],
    ]);
  expect(recorded[1]).toMatchObject({ auditID: recorded[0]?.auditID, notes: { returned: 7 } });
});

test('who watches is recorded before the first event and when they leave', async () => {
  const { url, recorded } = await serve();
  const request = get(`${url}/tail`);
  const [response] = await once(request, 'response');
  expect(String((await once(response, 'data'))[0])).toBe('1');
  request.destroy();
  await expect
    .poll(() => stages(recorded))
    .toEqual([
      ['watch', 'RequestReceived', undefined],
      ['watch', 'ResponseComplete', 200],
    ]);
});

test('who leaves while that is recorded is not waited for', async () => {
  const { url, recorded, done, journal } = await serve();
  let go = () => {};
  journal.ready = new Promise((resolve) => {
    go = resolve;
  });
  const request = get(`${url}/tail`).on('error', () => {});
  await expect.poll(() => journal.asked).toBe(1);
  request.destroy();
  await expect.poll(() => new Promise((resolve) => app.server.getConnections((_error, open) => resolve(open)))).toBe(0);
  go();
  await expect.poll(() => recorded.map(({ stage }) => stage)).toEqual(['RequestReceived', 'ResponseComplete']);
  expect(done).toEqual([]);
});

test('of a question in a body, what it asks is recorded, where it is valid', async () => {
  const { recorded } = await serve();
  const post = (payload: object) => app.inject({ method: 'POST', url: '/simulate', payload });
  await post({ policy: 'rules: []', query: 'ns: prod' });
  await post({ query: 'ns: prod' });
  expect(recorded.map(({ notes, body, code }) => ({ notes, body, code }))).toEqual([
    { notes: { query: 'ns: prod', returned: undefined }, body: undefined, code: 200 },
    { notes: { returned: undefined }, body: undefined, code: 400 },
  ]);
});

test('a change is recorded before it is done and before its answer', async () => {
  const { recorded, done } = await serve();
  await app.inject({ method: 'POST', url: '/tokens', payload: { name: 'bob' } });
  expect(done).toEqual(['create after 1']);
  expect(recorded).toMatchObject([
    { stage: 'RequestReceived', name: 'bob', body: { name: 'bob' } },
    { stage: 'ResponseComplete', name: 'tok_9', code: 200 },
  ]);
});

test('a change that cannot be recorded is not done; a search is answered, and that is told', async () => {
  const { done, unrecorded, journal } = await serve();
  journal.broken = true;
  const refused = await app.inject({ method: 'POST', url: '/tokens', payload: { name: 'bob' } });
  expect(refused.json()).toMatchObject({
    status: 503,
    code: 'JOURNAL_WRITE',
    detail: expect.stringMatching(/^Nothing was done/),
  });
  expect(done).toEqual([]);
  unrecorded.length = 0;
  expect((await app.inject('/events')).statusCode).toBe(200);
  expect(unrecorded).toEqual(['search']);
});

test('what takes rights away is recorded before it is done, and done though it cannot be', async () => {
  const { done, recorded, unrecorded, journal } = await serve();
  await app.inject({ method: 'DELETE', url: '/tokens' });
  expect(stages(recorded)).toEqual([
    ['delete', 'RequestReceived', undefined],
    ['delete', 'ResponseComplete', 200],
  ]);
  journal.broken = true;
  expect((await app.inject({ method: 'DELETE', url: '/tokens' })).statusCode).toBe(200);
  expect(done).toEqual(['delete after 1', 'delete after 2']);
  expect(unrecorded).toEqual(['delete', 'delete']);
});

test('what fails is recorded with its code, without a body that was not valid', async () => {
  const { recorded } = await serve();
  await app.inject({ method: 'POST', url: '/tokens', payload: { other: 'bob' } });
  await app.inject({ url: '/events?quer=x' });
  await app.inject({ url: '/events', headers: { who: 'other' } });
  expect(stages(recorded)).toEqual([
    ['create', 'ResponseComplete', 400],
    ['search', 'ResponseComplete', 400],
    ['search', 'ResponseComplete', 403],
  ]);
  expect(recorded[0]).not.toHaveProperty('body');
});

test('refused requests are recorded without their query, a few of each address', async () => {
  const { recorded } = await serve();
  await app.inject({ url: '/open', headers: { who: 'other' } });
  for (let n = 0; n < 50; n++) await app.inject({ url: '/open?token=x', headers: { who: 'nobody' } });
  await app.inject({ url: '/open', headers: { who: 'nobody' }, remoteAddress: '10.9.9.9' });
  expect(recorded).toHaveLength(6);
  expect(recorded[0]).toMatchObject({ verb: 'get', actor: ALICE, code: 403 });
  expect(recorded[1]).toMatchObject({ verb: 'login', actor: undefined, requestURI: '/open', code: 401 });
  expect(recorded.at(-1)).toMatchObject({ sourceIPs: ['10.9.9.9'], notes: { unrecorded: 46 } });
});

test('what a route does not say is not recorded; without searches, only changes are', async () => {
  const { recorded } = await serve({ searches: false });
  for (const url of ['/open', '/events', '/none']) await app.inject(url);
  expect(recorded).toEqual([]);
  await app.inject({ method: 'POST', url: '/tokens', payload: { name: 'bob' } });
  expect(recorded).toHaveLength(2);
});
