import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEVELS, type STAGES } from '../../event/event.ts';
import { recordedAs } from '../level.ts';
import { lowerRaw } from './lower-raw.ts';

const fields = { name: 'x', managedFields: [{ manager: 'kubectl', time: 'a "quoted" one' }] };
const object = fc.constantFrom(
  { kind: 'Pod', metadata: fields, spec: { n: 1 } },
  { metadata: { managedFields: [], name: 'x' }, kind: 'Pod' },
  { metadata: { managedFields: [] } },
  { kind: 'PodList', items: [{ metadata: fields }, { metadata: {} }, null, 'text'] },
  { kind: 'Table', rows: [{ cells: ['a'], object: { metadata: fields } }, { cells: [] }] },
  { kind: 'Odd', items: [{ metadata: fields }] },
  [{ op: 'add', value: { metadata: fields } }],
  'text',
  null,
);
const body = fc.option(object, { nil: undefined });
const member = fc.constantFrom('level', 'requestObject', 'responseObject', 'verb', 'auditID', 'annotations');

const event = fc
  .tuple(
    fc.record({
      level: fc.constantFrom(...LEVELS),
      verb: fc.constantFrom('patch', 'update'),
      auditID: fc.constant('1'),
      annotations: fc.constant({ requestObject: 'not one', a: 'b' }),
      requestObject: body,
      responseObject: body,
    }),
    fc.uniqueArray(member, { minLength: 6, maxLength: 6 }),
  )
  .map(([given, order]) => Object.fromEntries(order.map((key) => [key, given[key]])));

const decision = fc.record({
  level: fc.constantFrom(...LEVELS.filter((level) => level !== 'None')),
  rule: fc.constant(0),
  omitStages: fc.constant([] as (typeof STAGES)[number][]),
  omitManagedFields: fc.boolean(),
});

test('the bytes say what the event would have been written with, in any order and layout', () => {
  fc.assert(
    fc.property(event, decision, fc.constantFrom(undefined, 2), fc.boolean(), (given, decided, indent, isWrapped) => {
      const text = JSON.stringify(isWrapped ? { audit: given, msg: 'audit' } : given, null, indent);
      const parsed = JSON.parse(JSON.stringify(given));
      const written = JSON.parse(Buffer.from(lowerRaw(Buffer.from(text), decided)).toString());
      expect(isWrapped ? written.audit : written).toEqual(recordedAs(parsed, decided));
    }),
    { numRuns: 3_000 },
  );
});

test('every other byte stays as it came', () => {
  const text =
    '{"level":"RequestResponse", "n":12345678901234567890,"a":"\\u003c","requestObject":{"x":1.0},"responseObject":5 ,"z":1}';
  const lowered = Buffer.from(lowerRaw(Buffer.from(text), { level: 'Metadata', omitManagedFields: false })).toString();
  expect(lowered).toBe('{"level":"Metadata", "n":12345678901234567890,"a":"\\u003c" ,"z":1}');
});

test.each(['', 'no JSON', '[1]', '{"level":"Request"', '{"level":"Metadata"}'])('%j is given back as it is', (text) => {
  const raw = Buffer.from(text);
  expect(lowerRaw(raw, { level: 'Metadata', omitManagedFields: true })).toBe(raw);
});
