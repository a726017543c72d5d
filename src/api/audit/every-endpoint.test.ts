import type { InjectOptions } from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { catalogue } from '../../decode/catalogue.ts';
import { OWN_NAME } from '../../event/record.ts';
import { testServer } from '../testing.ts';
import { lifecycleDeed } from './lifecycle.ts';
import { policyChangeDeed } from './policy-change.ts';
import { createRefusalLimit } from './refusal-limit.ts';

/** The document of the interface is walked, so that no endpoint is forgotten: what it does is recorded, or it is listed here. */
const NOT_RECORDED: Readonly<Record<string, string>> = {
  'GET /healthz': 'it tells nothing of events',
  'GET /readyz': 'it tells nothing of events',
  'GET /metrics': 'it tells nothing of single events, and is asked all the time',
  'GET /api/v1/sources': 'it tells nothing of single events, and is asked all the time',
  'GET /api/v1/fields': 'the same for every server',
  'GET /api/v1/catalogue': 'the same for every server',
  'GET /api/v1/sensitive-actions': 'the same for every server',
  'GET /api/v1/policies/presets': 'the same for every server',
  'POST /api/v1/policies/explain': 'it tells nothing of events',
  'POST /api/v1/policies/lint': 'it tells nothing of events',
  'GET /api/v1/session': 'it tells nothing of events',
};
/** What a request must bring to be somebody's. */
const BODIES: Readonly<Record<string, object>> = { 'POST /api/v1/session': { token: 'vbt_x' } };
/** Done though it cannot be recorded, so not before that. */
const NOT_HELD_UP = ['/api/v1/session'];

const recorded: string[] = [];
const deeds = new Set<string>();
const note = async ({ verb, resource, stage }: { verb: string; resource?: string | undefined; stage: string }) => {
  recorded.push([verb, resource, stage].join(' '));
  deeds.add([verb, resource].join(' '));
};
const app = await testServer(
  {},
  (subscriber) => {
    setImmediate(() => subscriber.ended(new Error('The test ends it.')));
    return () => {};
  },
  {
    audit: {
      recorder: { record: note, tryToRecord: note },
      limit: createRefusalLimit(() => 0),
      searches: true,
    },
  },
);
afterAll(() => app.close());

const { paths } = (await app.inject('/openapi.json')).json() as { paths: Record<string, Record<string, unknown>> };
const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

test.each(endpoints)('%s', async (endpoint) => {
  recorded.length = 0;
  const [method = '', path = ''] = endpoint.split(' ');
  const url = path.replace(/\{\w+\}/g, 'x');
  const payload = BODIES[endpoint];
  const response = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    ...(payload ? { payload } : {}),
  });
  expect(response.headers['audit-id'] === undefined).toBe(endpoint in NOT_RECORDED);
  expect(recorded.length > 0).toBe(!(endpoint in NOT_RECORDED));
});

test('what changes anything is recorded before it is done', async () => {
  for (const endpoint of endpoints.filter((one) => one.startsWith('DELETE '))) {
    const path = endpoint.split(' ')[1] ?? '';
    if (NOT_HELD_UP.includes(path)) continue;
    recorded.length = 0;
    await app.inject({ method: 'DELETE', url: path.replace(/\{\w+\}/g, 'x') });
    expect(
      recorded.map((one) => one.split(' ').at(-1)),
      endpoint,
    ).toEqual(['RequestReceived', 'ResponseComplete']);
  }
});

test('the catalogue has what was recorded, and what the server records of its own life', () => {
  const lives = [
    ...(['start', 'stop'] as const).map((verb) => lifecycleDeed(verb, { host: 'h', version: '0' })),
    policyChangeDeed({ name: 'policy.yaml' }),
  ];
  const known = catalogue().filter(({ platform }) => platform === OWN_NAME);
  const kinds = known.filter(({ becomes }) => becomes.resource).map(({ name }) => name);
  expect([...deeds, ...lives.map(({ verb, resource }) => `${verb} ${resource}`)].sort()).toEqual(kinds.sort());
});
