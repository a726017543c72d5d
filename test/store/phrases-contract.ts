import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseQuery } from '../../src/query/parse-query.ts';
import { tableMapping } from '../../src/query/table-mapping.ts';
import { toPredicate } from '../../src/query/to-predicate.ts';
import { toSql } from '../../src/query/to-sql.ts';
import { topValues } from '../../src/query/top-value.ts';
import type { OverTime } from '../../src/store/counts/counts.ts';
import type { Engine } from '../../src/store/engine.ts';
import type { FoundRecord } from '../../src/store/read-row.ts';
import type { StoredRecord } from '../../src/store/row.ts';
import type { Condition, Order, Position, Selection } from '../../src/store/select.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { record } from './contract.ts';

const WORDS = ['failed', 'calling', 'webhook', 'bad', 'cafe'];
/** What separates words of a phrase, and what does not. */
const BETWEEN = [' ', '-', ': ', '/', 'x', '.'];
const VERBS = ['get', 'create', 'delete'];

const texts = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...BETWEEN)), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));
const FIELDS = 8;
type Content = typeof contents extends fc.Arbitrary<infer T> ? T : never;

/** Texts for fields in which a phrase is looked for in different ways: a message, names, and all others. */
const contents = fc.record({
  texts: fc.array(texts, { minLength: FIELDS, maxLength: FIELDS }),
  /** The one field that has a text, or all of them. */
  only: fc.option(fc.nat(FIELDS - 1)),
  verb: fc.constantFrom(...VERBS),
  stage: fc.constantFrom('RequestReceived', 'ResponseComplete'),
  ips: fc.constantFrom([], ['bad:cafe::1']),
});

function eventOf({ texts, only, verb, stage, ips }: Content, i: number): string {
  const at = (field: number) => (only === null || only === field ? texts[field] : '');
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'RequestResponse',
    auditID: `${`${i}`.padStart(8, '0')}-0000-4000-8000-00000000000a`,
    stage,
    requestURI: `/${at(0)}`,
    verb,
    user: { username: at(1) || 'alice', groups: [at(2)] },
    userAgent: at(3),
    sourceIPs: ips,
    objectRef: { resource: 'pods', name: at(4), uid: at(5) },
    responseStatus: { metadata: {}, message: at(6), code: 500 },
    requestObject: { spec: at(7) },
    requestReceivedTimestamp: timeOf(i),
    stageTimestamp: timeOf(i),
  });
}

/** In another order than they arrive in, four at a time. */
const timeOf = (i: number) => new Date(Date.UTC(2026, 2, 1, 0, 0, ((i * 37) % (EVENTS / 4)) * 7)).toISOString();

const EVENTS = 600;
const QUERIES = [
  '"failed calling"',
  '"calling webhook" and verb: delete',
  '"failed calling webhook"',
  '"failed calling" webh*',
  '"bad cafe"',
  'failed and "calling webhook" and "failed calling"',
  '"failed calling" or "calling webhook"',
  'not "failed calling"',
  'verb: get and not ("failed calling" and "calling webhook")',
  '"webhook failed" and requestURI: /*failed*',
];

/** A search of several words, which the engine may answer as several, gives what the words mean. */
export function phrasesContract(name: string, open: () => Promise<Engine>): void {
  describe(name, () => {
    let store: Store;
    const records = fc
      .sample(contents, { numRuns: EVENTS, seed: 1 })
      .map((content, i): StoredRecord => record(i + 1, eventOf(content, i)));
    // Each in a part of the table, of the same times.
    const [early, late] = [records.filter((_, i) => i % 2 === 0), records.filter((_, i) => i % 2 === 1)];

    beforeAll(async () => {
      store = await openStore(await open());
      for (const part of [early, late]) await store.load(encodeRecords(part));
    });
    afterAll(() => store.close());

    const selectionOf = (query: string): Selection => ({
      where: toSql(parseQuery(query, 0), { mapping: tableMapping }),
    });
    const meant = (query: string) => records.filter(toPredicate(parseQuery(query, 0)));

    async function readAll(query: string, order: Order, limit: number): Promise<FoundRecord[]> {
      const found: FoundRecord[] = [];
      let after: Position | undefined;
      do {
        const page = await store.page(selectionOf(query), { limit, order, after });
        found.push(...page.records);
        after = page.next;
      } while (after);
      return found;
    }

    test('the events asked for have the words in different places', () => {
      for (const query of QUERIES) expect([query, meant(query).length > 5]).toEqual([query, true]);
      const several = QUERIES.filter((query) => selectionOf(query).where.exclusive);
      expect(several).toHaveLength(7);
    });

    test.each(QUERIES)(
      'pages of %s',
      async (query) => {
        const wanted = [...meant(query)].sort((a, b) => timeAt(a) - timeAt(b) || a.seq - b.seq);
        for (const limit of [17, 499]) {
          const found = await readAll(query, 'asc', limit);
          expect(found.map(({ seq }) => seq)).toEqual(wanted.map(({ seq }) => seq));
          const newest = await readAll(query, 'desc', limit);
          expect(newest.map(({ seq }) => seq)).toEqual(wanted.map(({ seq }) => seq).reverse());
        }
      },
      120_000,
    );

    test.each(QUERIES)('first and last of %s', async (query) => {
      const times = meant(query).map((one) => timeAt(one) * 1_000);
      const span = await store.span(selectionOf(query), { stages: 'all' });
      expect(span).toEqual({ first: Math.min(...times), last: Math.max(...times) });
    });

    test.each(QUERIES)('values of %s', async (query) => {
      const fields = ['verb', 'user.groups', 'stage'].map((field, i) => topValues(field, tableMapping, `f${i}_`));
      const { count, facets } = await store.facets(selectionOf(query), fields, { limit: 500, stages: 'all' });
      const wanted = meant(query);
      expect(count).toBe(wanted.length);
      const valuesOf = [
        ({ event }: StoredRecord) => [event?.verb],
        ({ event }: StoredRecord) => event?.user?.groups ?? [],
        ({ event }: StoredRecord) => [event?.stage],
      ];
      facets.forEach(({ items }, i) => {
        const counts = new Map<string, number>();
        for (const value of wanted.flatMap((one) => valuesOf[i]?.(one) ?? [])) {
          if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        expect(new Map(items.map((item) => [item.value, item.count]))).toEqual(counts);
      });
    });

    test.each(QUERIES)('values and bars within bounds, of %s', async (query) => {
      const { where } = selectionOf(query);
      const values = ['verb', 'user.username'].map((field, i) => topValues(field, tableMapping, `f${i}_`));
      const minutes = { sql: 'intDiv(toUnixTimestamp64Micro(time), 60000000)', params: {} };
      const overTime: OverTime = {
        key: minutes,
        limit: 5,
        split: { value: { sql: 'verb', params: {} }, among: VERBS.slice(1) },
      };
      const at = (i: number) => Date.parse(timeOf(i)) * 1_000;
      const bounds = [
        { from: at(3) },
        { to: at(100) },
        { from: at(1), to: at(2), clusters: ['prod'] },
        { clusters: [] },
      ];
      for (const bound of bounds) {
        for (const limit of [1, 500]) {
          const ask = (condition: Condition) =>
            store.facets({ where: condition, ...bound }, values, { limit, stages: 'last', overTime });
          expect(await ask(where)).toEqual(await ask({ ...where, exclusive: undefined }));
        }
      }
    });
  });
}

function timeAt({ event }: StoredRecord): number {
  return Date.parse(event?.stageTimestamp ?? '');
}
