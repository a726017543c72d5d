import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import type { Principal, Scope } from '../../access/principal.ts';
import type { Person } from '../../actors/config.ts';
import type { Subscriber } from '../../consumers/tail/tail.ts';
import { VerbatimError } from '../../errors.ts';
import type { AuditRecord } from '../../event/record.ts';
import { shapeOf } from '../../policy/simulate/shape.ts';
import { createKnownActors, NOBODY_KNOWN } from '../actors/known-actors.ts';
import type { ScopedEventsOptions } from './scoped-events.ts';
import { scopedEvents } from './scoped-events.ts';

const SCOPE = { clusters: ['prod'], namespaces: ['a', 'b'] };
const REQUEST = {} as FastifyRequest;
const OPTIONS = { limit: 1, stages: 'all' } as const;

let holds = true;
async function* noBytes() {}
async function* noTraffic() {}

function eventsOf(scope: Scope, more: Partial<ScopedEventsOptions['store']> = {}, actors = NOBODY_KNOWN) {
  const subscribers: Subscriber[] = [];
  const fail = () => Promise.reject(new VerbatimError('STORE_QUERY', 'The store said: db-password'));
  const events = scopedEvents({
    store: {
      page: fail,
      byId: fail,
      byPlaces: fail,
      top: fail,
      clusters: fail,
      facets: fail,
      objects: fail,
      groups: fail,
      firstSeen: fail,
      countEach: fail,
      histogram: fail,
      splitHistogram: fail,
      span: fail,
      files: fail,
      fileBytes: noBytes,
      traffic: noTraffic,
      ...more,
    },
    tail: {
      subscribe: (subscriber) => {
        subscribers.push(subscriber);
        return () => {};
      },
    },
    gate: {
      holder: (): Principal => {
        if (!holds) throw new VerbatimError('UNAUTHORIZED');
        return { id: 'tok_1', name: '', role: 'viewer', scope };
      },
    },
    actors,
    now: () => 0,
  });
  return { eventsFor: () => events(REQUEST), subscribers };
}

const record = (cluster: string, namespace?: string) =>
  ({
    cluster,
    event: { verb: 'get', objectRef: { ...(namespace === undefined ? {} : { namespace }) } },
  }) as AuditRecord;

test('what the engine says of a failure is for those who may see everything', async () => {
  const asked = (scope: Scope) => eventsOf(scope).eventsFor().ask({ query: 'verb: get' }).top('verb', OPTIONS);
  await expect(asked({})).rejects.toThrow('db-password');
  const hidden = asked(SCOPE);
  await expect(hidden).rejects.toMatchObject({ code: 'STORE_QUERY', message: 'The store could not run a query.' });
});

test('the same of a failure while a file is read', async () => {
  const fileBytes: ScopedEventsOptions['store']['fileBytes'] = async function* () {
    yield Buffer.from('a');
    throw new VerbatimError('STORE_QUERY', 'The store said: db-password');
  };
  const read = async (scope: Scope) => {
    const file = { cluster: 'prod', component: '', node: '', file: 'audit.log' };
    for await (const _ of eventsOf(scope, { fileBytes }).eventsFor().fileBytes(file, {}));
  };
  await expect(read({})).rejects.toThrow('db-password');
  await expect(read({ clusters: ['prod'] })).rejects.toThrow('The store could not run a query.');
});

test('the scope is joined to the question, not to its last part', async () => {
  let where = '';
  const top: ScopedEventsOptions['store']['top'] = async (selection) => {
    where = selection.where.sql;
    return [];
  };
  await eventsOf(SCOPE, { top })
    .eventsFor()
    .ask({ query: 'verb: get or verb: list', cluster: 'prod' })
    .top('verb', OPTIONS);
  expect(where).toMatch(/^\(\(\(cluster = .*\) AND \(.*object_namespace = .*\)\) AND \(verb = .* OR verb = .*\)\)$/);
  await eventsOf({}, { top }).eventsFor().ask({ query: 'verb: get', cluster: 'prod' }).top('verb', OPTIONS);
  expect(where).not.toContain('cluster');
});

test('traffic and its samples are those of the scope, as long as the credential holds', async () => {
  const asked: string[] = [];
  const traffic: ScopedEventsOptions['store']['traffic'] = async function* (selection) {
    asked.push(selection.where.sql);
    for (const done of [1, 2]) yield { groups: [], done, of: 2, first: 0, last: 0 };
  };
  const byPlaces: ScopedEventsOptions['store']['byPlaces'] = async (_places, { where }) => {
    asked.push(where.sql);
    return [];
  };
  const events = eventsOf(SCOPE, { traffic, byPlaces }).eventsFor();
  await events.byIds(['j-1'], new AbortController().signal);
  const slices = events.ask({ query: 'verb: get' }).traffic(shapeOf([]), {});
  expect(await slices.next()).toMatchObject({ value: { done: 1 } });
  for (const where of asked) expect(where).toMatch(/cluster = .*object_namespace = /);
  expect(asked).toHaveLength(2);
  holds = false;
  await expect(slices.next()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  holds = true;
});

test.each([
  ['', ['prod a', 'prod b']],
  ['not ns: a', ['prod b']],
  ['verb: get or not verb: get', ['prod a', 'prod b']],
  ['cluster: test', []],
])('who follows %j gets only its scope', (query, expected) => {
  const { eventsFor, subscribers } = eventsOf(SCOPE);
  eventsFor().follow({ query }, { take: () => true, ended: () => {} });
  const all = ['prod a', 'prod b', 'prod c', 'prod A', 'prod ', 'prod', 'test a', 'PROD a'];
  const wanted = all.filter((one) => {
    const [cluster = '', namespace] = one.split(' ');
    return subscribers[0]?.wants(record(cluster, namespace));
  });
  expect(wanted).toEqual(expected);
});

test('one token watches so often and no more, until one of it has left', () => {
  const { eventsFor, subscribers } = eventsOf(SCOPE);
  const follow = () => eventsFor().follow({}, { take: () => true, ended: () => {} });
  const leave = Array.from({ length: 25 }, follow);
  expect(follow).toThrow(expect.objectContaining({ code: 'BUSY' }));
  // To leave twice is to leave once.
  leave[0]?.();
  leave[0]?.();
  follow();
  expect(follow).toThrow(expect.objectContaining({ code: 'BUSY' }));
  expect(subscribers).toHaveLength(26);
});

test('nothing more is answered once the credential holds no longer', async () => {
  const { eventsFor, subscribers } = eventsOf(SCOPE, { page: async () => ({ records: [], next: undefined }) });
  const events = eventsFor();
  const answers = events.ask({});
  events.follow({}, { take: () => true, ended: () => {} });
  const page = () => answers.page({ limit: 1, order: 'desc' });
  await expect(page()).resolves.toEqual({ records: [], next: undefined });
  holds = false;
  await expect(page()).rejects.toThrow(expect.objectContaining({ code: 'UNAUTHORIZED' }));
  await expect(events.byId('j-1', new AbortController().signal)).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  expect(() => subscribers[0]?.wants(record('prod', 'a'))).toThrow(expect.objectContaining({ code: 'UNAUTHORIZED' }));
  holds = true;
});

test('who follows people goes on with who is who now', () => {
  let people: Person[] = [{ name: 'alice', aliases: ['a'] }];
  const actors = createKnownActors({ people: () => people, links: () => [] });
  const { eventsFor, subscribers } = eventsOf({}, {}, actors);
  const taken: string[] = [];
  const take = (_record: AuditRecord, person: string) => taken.push(person) > 0;
  eventsFor().follow({ query: 'actor: alice' }, { take, ended: () => {} });
  const [watcher] = subscribers;
  const by = (username: string) => ({ ...record('prod'), event: { user: { username } } });
  const hand = (one: AuditRecord) => watcher?.wants(one) && watcher.take(one);
  for (const name of ['a', 'b', 'alice']) hand(by(name));
  people = [{ name: 'alice', aliases: ['b'] }];
  for (const name of ['a', 'b']) hand(by(name));
  expect(taken).toEqual(['alice', 'alice', 'alice']);
});

test.each([
  [undefined, 8, [], {}],
  ['outcome', 8, [], { split: { among: ['allowed', 'denied', 'failed', 'unknown'] } }],
  ['outcome', 2, ['top', 'split'], undefined],
  ['verb', 8, ['top', 'split'], undefined],
  ['actor', 8, ['top', 'split'], undefined],
])(
  'counts over time by %s, %d values at most, take the questions %j besides',
  async (split, top, besides, overTime) => {
    const asked: unknown[] = [];
    let given: unknown;
    const { eventsFor } = eventsOf(SCOPE, {
      facets: async (_selection, _values, options) => {
        given = options.overTime;
        return { count: 0, facets: [], ...(options.overTime ? { buckets: [] } : {}) };
      },
      top: async () => {
        asked.push('top');
        return [];
      },
      splitHistogram: async () => {
        asked.push('split');
        return [];
      },
    });
    const key = { sql: 'toInt64(1)', params: {} };
    const options = { ...OPTIONS, overTime: { key, limit: 9, split, top } };
    expect(await eventsFor().ask({}).facets(['verb'], options)).toEqual({ count: 0, facets: [], buckets: [] });
    expect(asked).toEqual(besides);
    expect(given).toEqual(overTime && expect.objectContaining({ key, limit: 9 }));
    if (overTime) expect(given).toMatchObject(overTime);
  },
);
