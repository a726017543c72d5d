import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFailureLimit } from '../src/access/failure-limit.ts';
import { ADMINISTRATOR, type Principal, type Scope } from '../src/access/principal.ts';
import { createGate } from '../src/api/access/gate.ts';
import { scopedEvents } from '../src/api/access/scoped-events.ts';
import { createKnownActors } from '../src/api/actors/known-actors.ts';
import { formatCursor } from '../src/api/cursor.ts';
import { testServer } from '../src/api/testing.ts';
import type { Subscriber } from '../src/consumers/tail/tail.ts';
import { FIELDS } from '../src/event/fields.ts';
import type { AuditRecord } from '../src/event/record.ts';
import { formatQuery } from '../src/query/format-query.ts';
import type { SeenLink } from '../src/store/actor-links.ts';
import { openChdb } from '../src/store/chdb.ts';
import type { Engine } from '../src/store/engine.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { factsOf } from './query/facts.ts';
import { filters } from './query/filters.ts';
import { envelope, quarantined, records } from './query/records.ts';
import { encodeRecords } from './support/encode.ts';

/**
 * A viewer learns nothing of what lies outside its scope: whatever it asks, the answer is the one that it would get, byte
 * for byte, if there were nothing else in the store. So each question is asked twice: by a viewer about everything, and
 * by an administrator about a store that holds only the viewer's part.
 */

const MEMORY_BYTES = 512 * 1024 * 1024;
const NOW = Date.parse('2026-03-02T00:00:00Z') * 1000;
const VIEWER = 'viewer';

let path: string;
let engine: Engine;
let store: Store;
let app: FastifyInstance;
let scope: Scope;

const viewer = (): Principal => ({ id: 'tok_1', name: '', role: 'viewer', scope });
const gate = createGate({
  authenticators: [
    ({ headers }) => ({
      principal: headers.authorization === VIEWER ? viewer() : ADMINISTRATOR,
      holds: () => true,
    }),
  ],
  failures: createFailureLimit({ clock: () => 0 }),
  observer: { failed: () => {}, limited: () => {} },
});

const PEOPLE = [{ name: 'Alice Smith', aliases: ['alice', 'a*b', 'Müller'] }];
let links: readonly SeenLink[] = [];
const actors = createKnownActors({ people: () => PEOPLE, links: () => links });

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'verbatim-scope-'));
  engine = await openChdb({ path, memoryBytes: MEMORY_BYTES });
  store = await openStore(engine);
  app = await testServer(store, undefined, { gate, actors });
});
afterAll(async () => {
  await app.close();
  await store.close();
  await rm(path, { recursive: true, force: true });
});

const CLUSTERS = ['prod', 'PROD', 'test'];
const NAMESPACES = ['a', 'A', 'alice'];

/** Records that differ in what scopes are about, and share the rest. */
const record: fc.Arbitrary<AuditRecord> = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: records(envelope) }, { weight: 1, arbitrary: quarantined }),
    fc.constantFrom(...CLUSTERS, ''),
    fc.constantFrom(...NAMESPACES, '', undefined),
  )
  .map(([one, cluster, namespace]) => {
    if (one.quarantine || namespace === undefined) return { ...one, cluster };
    const event = { ...one.event, objectRef: { ...one.event.objectRef, namespace } };
    return { ...one, cluster, event, raw: Buffer.from(JSON.stringify(event)) };
  });

const clusters = fc.subarray(CLUSTERS, { minLength: 1 });
const namespaces = fc.subarray(NAMESPACES, { minLength: 1 });
const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ clusters }),
  fc.record({ namespaces }),
  fc.record({ clusters, namespaces }),
);

/** Said without any of the code that is under test. */
function isIn({ clusters, namespaces }: Scope, { cluster, event }: AuditRecord): boolean {
  if (clusters && !clusters.includes(cluster)) return false;
  return !namespaces || namespaces.includes(event.objectRef?.namespace ?? '');
}

type Row = AuditRecord & { readonly journal: string; readonly seq: number };

async function fill(rows: readonly Row[]): Promise<void> {
  await engine.command('TRUNCATE TABLE events');
  await engine.command('TRUNCATE TABLE actor_links');
  if (rows.length > 0) await store.load(encodeRecords(rows));
}

interface Answer {
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

async function get(url: string, accept: string, authorization: string): Promise<Answer> {
  const { statusCode, body } = await app.inject({ url, headers: { accept, authorization } });
  return { url, status: statusCode, body };
}

/** Some queries that are counted together. */
async function count(query: string, authorization: string): Promise<Answer> {
  const url = '/api/v1/counts';
  const queries = [query, ...WIDENING, 'requestObject.spec: *'].map((one, i) => ({ name: `${i}`, query: one }));
  const payload = { query, queries, from: '2020-01-01', to: '2026-03-03' };
  const { statusCode, body } = await app.inject({ method: 'POST', url, headers: { authorization }, payload });
  return { url: `${url} ${query}`, status: statusCode, body };
}

/** Everything that can be asked by URL about a query: pages to the last, streams, counts by each field, counts over time. */
async function ask(query: string, rows: readonly Row[], authorization: string): Promise<Answer[]> {
  const at = (endpoint: string, more: Readonly<Record<string, string>> = {}) =>
    `/api/v1/${endpoint}?${new URLSearchParams({ ...(query ? { query } : {}), ...more })}`;
  const json = (url: string) => get(url, 'application/json', authorization);
  const answers: Answer[] = [];
  let cursor: string | null = '';
  while (cursor !== null && answers.length < rows.length + 1) {
    const page = await json(at('events', { limit: '4', ...(cursor ? { cursor } : {}) }));
    answers.push(page);
    cursor = (JSON.parse(page.body) as { next?: string | null }).next ?? null;
  }
  answers.push(await get(at('events', { view: 'raw', order: 'asc' }), 'application/x-ndjson', authorization));
  answers.push(await json(at('events', { format: 'csv', fields: 'id,actor,cluster,ns,summary' })));
  answers.push(await json(at('events', { cluster: CLUSTERS.join(',') })));
  const field = FIELDS[query.length % FIELDS.length]?.name ?? '';
  for (const one of [field, 'actor', 'cluster', 'ns', 'requestObject.spec']) {
    answers.push(await json(at('top', { field: one, stages: 'all' })));
  }
  answers.push(await json(at('histogram', { by: '52w' })));
  for (const split of ['actor', 'ns', 'cluster', 'code']) {
    answers.push(await json(at('histogram', { by: 'auto', split, top: '2', stages: 'all' })));
  }
  answers.push(
    await json(at('facets', { fields: `${field},actor,cluster,ns,user.groups`, limit: '3', stages: 'all' })),
  );
  for (const split of ['outcome', 'ns']) {
    answers.push(await json(at('facets', { fields: 'ns', buckets: '50', split, top: '5', stages: 'all' })));
  }
  for (const one of ['actor', 'cluster', 'ns', 'user.groups']) {
    answers.push(await json(at('values', { field: one, prefix: 'a' })));
  }
  answers.push(await json(at('objects', { reads: 'true' })));
  // One of these a query: there are many queries.
  const overview = [
    () => json(at('first-seen', { field, from: '2026-03-01T03:00:00Z' })),
    () => json(at('first-seen', { field: 'actor', from: '2010-01-01' })),
    () => json(at('actors/active', { stages: 'all' })),
    () => json(at('actors/active', { search: 'a', kind: 'person' })),
    () => count(query, authorization),
  ];
  for (const one of [overview[query.length % overview.length], overview.at(-1)]) if (one) answers.push(await one());
  return answers;
}

/** Tells users, namespaces, names and paths apart, so that each group of events shows. */
const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitManagedFields: true
rules:
- { level: None, users: [alice], namespaces: [a] }
- { level: Request, namespaces: [A, alice] }
- { level: None, resources: [{ group: "", resources: [pods], resourceNames: [web] }] }
- { level: Metadata, nonResourceURLs: [/healthz, /api*] }
- { level: RequestResponse, userGroups: [dev] }
`;

/** Samples may be any event of their group: which is chosen is not told alike twice. */
async function simulate(query: string, authorization: string): Promise<Answer> {
  const payload = { policy: POLICY, against: 'preset:gce', query };
  const url = '/api/v1/policies/simulate';
  const { statusCode, body } = await app.inject({ method: 'POST', url, payload, headers: { authorization } });
  return { url, status: statusCode, body: body.replace(SAMPLE, '') };
}

const SAMPLE = /"samples?":(\[[^\]]*\]|\{[^}]*\})/g;

/** What does not depend on a query: records by id, and places to go on from that no page gave. */
async function askByPlace(rows: readonly Row[], authorization: string): Promise<Answer[]> {
  const answers = [await get('/api/v1/clusters', 'application/json', authorization)];
  for (const object of objectsOf(rows)) {
    for (const what of ['history?reads=true&status=true', 'state']) {
      answers.push(await get(`/api/v1/objects/${object}/${what}`, 'application/json', authorization));
    }
  }
  for (const name of ['Alice Smith', 'bob']) {
    const url = `/api/v1/actors/${encodeURIComponent(name)}/profile?timezone=Europe/Berlin`;
    answers.push(await get(url, 'application/json', authorization));
  }
  for (const { journal, seq, receivedAt } of rows) {
    answers.push(await get(`/api/v1/events/${journal}-${seq}`, 'application/json', authorization));
    answers.push(await get(`/api/v1/events/${journal}-${seq}`, 'application/octet-stream', authorization));
    const cursor = formatCursor({ time: receivedAt, journal, seq }, 'desc');
    answers.push(await get(`/api/v1/events?cursor=${cursor}&limit=2`, 'application/json', authorization));
  }
  return answers;
}

/** Objects that the records are about, as an address names them. */
function objectsOf(rows: readonly Row[]): readonly string[] {
  const paths = rows.flatMap(({ event: { objectRef } }) => {
    const { namespace, resource, name } = objectRef ?? {};
    const isNamed = typeof resource === 'string' && resource !== '' && typeof name === 'string' && name !== '';
    return isNamed ? [[namespace || '-', resource, name].map(nameInPath).join('/')] : [];
  });
  return [...new Set(paths)].slice(0, OBJECTS);
}

/** Lone surrogates have no place in an address. */
function nameInPath(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}

/** What one who follows is given of some records. */
function followed(query: string, rows: readonly Row[], authorization: string): readonly Row[] {
  let subscriber: Subscriber | undefined;
  const subscribe = (one: Subscriber) => {
    subscriber = one;
    return () => {};
  };
  const request = { headers: { authorization }, routeOptions: { config: { permission: 'read-events' } } };
  gate.admit(request as unknown as FastifyRequest);
  const events = scopedEvents({ store, tail: { subscribe }, gate, actors, now: () => NOW })(
    request as unknown as FastifyRequest,
  );
  events.follow({ query }, { take: () => true, ended: () => {} });
  return rows.filter((row) => subscriber?.wants(row));
}

/** Some hundred questions a round, each asked twice. */
const ROUNDS = { numRuns: process.env.VERBATIM_TEST_LONG ? 60 : 3, endOnFailure: true };
const ROUND_MS = 180_000;
const QUESTIONS = 12;
const OBJECTS = 4;
const MANY = 1_000;
/** Each takes as long as ten other questions; the first ask for everything. */
const SIMULATED = 2;
/** Conditions joined to a scope must not widen it. */
const WIDENING = ['cluster: * or not cluster: *', 'not cluster: prod', 'not ns: a', 'cluster: test or verb: *'];

test('a viewer gets what it would get if there were nothing outside its scope', {
  timeout: ROUNDS.numRuns * ROUND_MS,
}, async () => {
  const batches = fc.array(record, { minLength: 5, maxLength: 30 }).chain((batch) =>
    fc.tuple(
      fc.constant(batch.map((one, seq): Row => ({ ...one, id: `j-${seq}`, journal: 'j', seq }))),
      // About values of all the records, so that what is out of scope is asked for by name.
      fc.array(filters(factsOf(batch)), { minLength: QUESTIONS, maxLength: QUESTIONS }),
      scopes,
    ),
  );
  await fc.assert(
    fc.asyncProperty(batches, async ([rows, of, held]) => {
      scope = held;
      const queries = ['', ...WIDENING, ...of.map(formatQuery)];
      const within = rows.filter((row) => isIn(held, row));
      const everything = async (authorization: string) => {
        const answers = await askByPlace(rows, authorization);
        for (const query of queries) answers.push(...(await ask(query, rows, authorization)));
        for (const query of queries.slice(0, SIMULATED)) answers.push(await simulate(query, authorization));
        return answers;
      };
      await fill(rows);
      links = await store.links(MANY);
      const seen = await everything(VIEWER);
      const watched = queries.map((query) => followed(query, rows, VIEWER));
      await fill(within);
      // What was learned is of a cluster, and of no namespace.
      const learned = held.namespaces ? [] : await store.links(MANY);
      links = learned;
      const expected = await everything('administrator');
      const other = seen.findIndex((answer, i) => JSON.stringify(answer) !== JSON.stringify(expected[i]));
      expect([held, seen[other]]).toEqual([held, expected[other]]);
      expect(seen.length).toBe(expected.length);
      expect(watched).toEqual(queries.map((query) => followed(query, within, 'administrator')));
    }),
    ROUNDS,
  );
});
