import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKnownActors } from '../src/api/actors/known-actors.ts';
import { testServer } from '../src/api/testing.ts';
import { formatQuery } from '../src/query/format-query.ts';
import { openChdb } from '../src/store/chdb.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { factsOf } from './query/facts.ts';
import { filters } from './query/filters.ts';
import { envelope, records } from './query/records.ts';
import { encodeRecords } from './support/encode.ts';

// Counts over time that come with the values of fields are those that /histogram gives alone, whatever is asked.

const MEMORY_BYTES = 512 * 1024 * 1024;
const PEOPLE = [
  { name: 'Alice Smith', aliases: ['alice', 'a*b'] },
  { name: 'bob', aliases: ['dave'], clusters: ['prod'] },
];

let path: string;
let store: Store;
let app: FastifyInstance;
const all = fc.sample(records(envelope), { numRuns: 80, seed: 1 });

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'verbatim-facets-'));
  store = await openStore(await openChdb({ path, memoryBytes: MEMORY_BYTES }));
  await store.load(encodeRecords(all.map((one, seq) => ({ ...one, id: `j-${seq}`, journal: 'j', seq }))));
  const actors = createKnownActors({ people: () => PEOPLE, links: () => [] });
  app = await testServer(store, undefined, { actors });
});
afterAll(async () => {
  await app.close();
  await store.close();
  await rm(path, { recursive: true, force: true });
});

async function ask(endpoint: string, params: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const { body } = await app.inject(`/api/v1/${endpoint}?${new URLSearchParams(params)}`);
  return JSON.parse(body) as Record<string, unknown>;
}

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const selections = fc.record({
  query: fc.oneof(some('', 'verb: *'), filters(factsOf(all)).map(formatQuery)),
  from: some('', '1971-01-01', '2026-01-01', 'now-30d'),
  to: some('', 'now', '2100-01-01'),
  stages: some('last', 'all'),
});
const divisions = fc.record({
  buckets: some('1', '7', '80', '2000'),
  timezone: some('UTC', 'Europe/Berlin', 'Pacific/Apia'),
  top: some('2', '8'),
  // Values that are settled, in one pass with the others unless `top` is less than they are; all others are asked for.
  split: some('', 'outcome', 'stage', 'level', 'verb', 'actor', 'code', 'annotations."authorization.k8s.io/decision"'),
});
const asked = some('outcome', 'actor,verb,ns', 'user.groups', 'outcome,sourceIPs,code,actor,userAgent');

const given = (params: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));

const RUNS = { numRuns: process.env.VERBATIM_TEST_LONG ? 2_000 : 60 };

test('/facets with buckets is /facets and /histogram', { timeout: 600_000 }, async () => {
  let found = 0;
  const same = fc.asyncProperty(selections, divisions, asked, async (selection, division, fields) => {
    const facets = given({ ...selection, fields, limit: '2' });
    const { histogram, ...rest } = await ask('facets', { ...facets, ...given(division) });
    expect(rest).toEqual(await ask('facets', facets));
    expect(histogram).toEqual(await ask('histogram', given({ ...selection, ...division, by: 'auto' })));
    if ((rest.count as number) > 1) found++;
  });
  await fc.assert(same, { ...RUNS, endOnFailure: true });
  expect(found).toBeGreaterThan(RUNS.numRuns / 10);
});

test.each([
  ['split=user.groups&buckets=5', 'REQUEST_INVALID', 'several values of user.groups'],
  ['split=verbb&buckets=5', 'QUERY_FIELD', 'verbb'],
  ['timezone=Mars/Base&buckets=5', 'TIME_INVALID', 'Mars/Base'],
  ['buckets=0', 'REQUEST_INVALID', 'buckets'],
  ['buckets=2001', 'REQUEST_INVALID', 'buckets'],
  ['by=1h&buckets=5', 'REQUEST_INVALID', 'by'],
])('%s is refused: %s', async (params, code, detail) => {
  expect(await ask('facets', { fields: 'verb', ...Object.fromEntries(new URLSearchParams(params)) })).toMatchObject({
    code,
    detail: expect.stringContaining(detail),
  });
});
