import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { timeOf } from '../../src/event/derive.ts';
import { microsOf } from '../../src/event/time.ts';
import type { TrafficGroup, TrafficShape, TrafficSlice } from '../../src/event/traffic.ts';
import { groupEvents } from '../../src/policy/simulate/group-events.ts';
import { shapeOf } from '../../src/policy/simulate/shape.ts';
import { policyOf } from '../../src/policy/testing.ts';
import type { Engine } from '../../src/store/engine.ts';
import { parseRecordId } from '../../src/store/read-row.ts';
import type { StoredRecord } from '../../src/store/row.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { record } from './contract.ts';
import { TRAPS } from './traps.ts';

const pod = (name: string, more = '') =>
  `"requestURI":"/api/v1/namespaces/prod/pods/${name}?a=1\\u0026b=2","verb":"update","user":{"username":"alice","groups":["devs","system:authenticated"]},"sourceIPs":["10.0.0.1"],"userAgent":"kubectl","objectRef":{"resource":"pods","namespace":"prod","name":"${name}","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":200}${more}`;
const url = (path: string, user = 'bob') =>
  `"requestURI":"${path}","verb":"get","user":{"username":"${user}","groups":["system:authenticated"]},"sourceIPs":["10.0.0.1"],"responseStatus":{"metadata":{},"code":200}`;
const managed = '"metadata":{"name":"a","managedFields":[{"manager":"kubectl"}]}';

const BODIES = [
  pod('api'),
  pod('api'),
  pod('web', `,"requestObject":{"kind":"Pod",${managed}}`),
  pod('web', `,"requestObject":{"kind":"Pod"},"responseObject":{"kind":"PodList","items":[{${managed}},{${managed}}]}`),
  pod('web', `,"responseObject":{"kind":"Table","rows":[{"object":{${managed}}}]}`),
  pod('web', `,"requestObject":{"metadata":{"name":"a"},"spec":{"x":"\\u003c"}}`).replace('update', 'patch'),
  `"requestURI":"/api/v1/namespaces/prod/pods","verb":"create","user":{"username":"alice"},"objectRef":{"resource":"pods","namespace":"prod","name":"api"}`,
  `"requestURI":"/api/v1/namespaces/dev/pods/api/exec","verb":"create","user":{"username":"eve"},"objectRef":{"resource":"pods","subresource":"exec","namespace":"dev","name":"api"}`,
  ...['/healthz', '/healthz?verbose', '/healthz/etcd', '/healthzy', '/a%20b', '/a%', '/a%ff', '/livez', ''].map(
    (path) => url(path),
  ),
  url('/healthz', ''),
];

const line = (body: string, i: number, level: string) =>
  `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"${level}","auditID":"${`${i}`.padStart(8, '0')}-0000-4000-8000-00000000000a","stage":"ResponseComplete",${body},"requestReceivedTimestamp":"2026-04-01T0${i % 5}:00:00.000001Z","stageTimestamp":"2026-04-01T0${i % 5}:00:00.000001Z"}`;

const SHAPES: readonly [string, TrafficShape][] = [
  ['nothing', shapeOf([policyOf({})])],
  [
    'users, groups, namespaces and names',
    shapeOf([
      policyOf({
        users: ['alice'],
        userGroups: ['devs'],
        namespaces: ['prod', ''],
        resources: [{ group: '', resources: ['pods'], resourceNames: ['api', ''] }],
      }),
    ]),
  ],
  ['paths', shapeOf([policyOf({ nonResourceURLs: ['/healthz', '/healthz*', '/he*', '/a b', '/a%'] })])],
  ['whole paths only', shapeOf([policyOf({ nonResourceURLs: ['/healthz'] })])],
  ['managed fields', shapeOf([{ ...policyOf({}), omitManagedFields: true }])],
];

/** In an order of their own, without what the two name differently: samples, and sizes of what is written shorter in columns. */
function comparable(groups: readonly TrafficGroup[]): unknown[] {
  const texts = groups.map(({ sample: _sample, bytes: _bytes, ...group }) => JSON.stringify(group));
  return texts.sort().map((text) => JSON.parse(text) as unknown);
}

const timeOfRecord = ({ event, receivedAt }: StoredRecord) => microsOf(timeOf(event, receivedAt));

/** What the columns say of a line's length may differ from it by so much. */
const TOLERANCE = 0.04;

/** The store groups events as the program does. */
export function trafficContract(name: string, open: () => Promise<Engine>): void {
  describe(name, () => {
    let store: Store;
    const records: readonly StoredRecord[] = [
      ...BODIES.map((body, i) => record(i + 1, line(body, i, 'RequestResponse'))),
      ...BODIES.map((body, i) => record(1001 + i, line(body, i, 'Metadata'))),
    ];
    const quarantined = TRAPS.findIndex(([what]) => what === 'no JSON');

    beforeAll(async () => {
      store = await openStore(await open());
      const unread = record(5000, TRAPS[quarantined]?.[1] as string);
      await store.load(encodeRecords([...records, unread]));
    });
    afterAll(() => store.close());

    async function groupsOf(shape: TrafficShape, where = 'true') {
      const found: TrafficSlice[] = [];
      for await (const slice of store.traffic({ where: { sql: where, params: {} } }, shape, {})) found.push(slice);
      return found;
    }

    test.each(SHAPES)('groups as events are grouped, by %s', async (_name, shape) => {
      const [slice] = await groupsOf(shape);
      const events = records.map((one) => ({ event: one.event, bytes: one.raw.length, time: timeOfRecord(one) }));
      const expected = groupEvents(events, shape, () => ({}));
      expect(comparable(slice?.groups ?? [])).toEqual(comparable(expected));
      expect(slice).toMatchObject({ done: records.length, of: records.length });
    });

    test('knows nearly what each line takes', async () => {
      for (const { seq, raw } of records) {
        const [slice] = await groupsOf(SHAPES[0]![1], `seq = ${seq}`);
        const said = slice?.groups[0]?.bytes ?? 0;
        expect(Math.abs(said - raw.length) / raw.length, raw.toString()).toBeLessThan(TOLERANCE);
      }
    });

    test('names an event of each group', async () => {
      const [slice] = await groupsOf(SHAPES[1]![1]);
      const groups = slice?.groups ?? [];
      const places = groups.map(({ sample: { id = '' } }) => parseRecordId(id)!);
      const found = await store.byPlaces(places, { where: { sql: 'true', params: {} } });
      const verbs = new Map(found.map(({ id, eventJson }) => [id, (JSON.parse(eventJson) as { verb: string }).verb]));
      expect(groups.map(({ sample }) => verbs.get(sample.id ?? ''))).toEqual(groups.map(({ verb }) => verb));
    });

    test('gives no record at a place for which the condition does not hold', async () => {
      const places = [1, 2, 3].map((seq) => ({ journal: 'j', seq }));
      expect(await store.byPlaces(places, { where: { sql: 'seq = 2', params: {} } })).toMatchObject([{ seq: 2 }]);
      expect(await store.byPlaces([{ journal: 'other', seq: 2 }], { where: { sql: 'true', params: {} } })).toEqual([]);
    });

    test('gives nothing where there is nothing', async () => {
      expect(await groupsOf(SHAPES[0]![1], 'false')).toEqual([]);
    });
  });
}
