import { describe, expect, test } from 'vitest';
import { actorOf, timeOf } from '../../event/derive.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { shipper } from './format.ts';
import { shippedLine } from './shipped-line.ts';

const fixtures = readFixtures(import.meta.url);
formatContract({ format: shipper, fixtures, adversarial: ['{"log":"', '{"date":1,"message":"', '\\"', '{"log":"{'] });

const read = (value: object) => decode(Buffer.from(JSON.stringify(value)), NO_STRUCTURE, ENVELOPE);
const EVENT = '{"auditID":"a","verb":"get"}';

test('the lines of the fixtures are read in their own formats', () => {
  const readings = fixtures.map((line) => decode(Buffer.from(line), NO_STRUCTURE, ENVELOPE));
  expect(
    readings.map(({ event, platform, component, node }) => [
      platform,
      component,
      node,
      event && actorOf(event),
      event && timeOf(event, ''),
    ]),
  ).toEqual([
    ['pks', 'uaa', undefined, 'carol', '2026-03-01T08:20:04.187000Z'],
    ['mke', 'ucp-controller', 'manager-0', 'alice', '2026-03-01T08:20:01.5Z'],
    [undefined, undefined, undefined, 'bob', '2026-03-01T08:20:02.000000Z'],
    [undefined, 'kube-apiserver', 'master-0', 'bob', '2026-03-01T08:20:03.250000Z'],
    ['pks', 'uaa', 'uaa-0', 'carol', '2026-03-01T08:20:04.187000Z'],
    ['syslog', 'sudo', 'worker-0', '', '2026-03-01T08:20:06.000000Z'],
  ]);
});

test.each<[unknown, string | undefined]>([
  [1772353204.187, '2026-03-01T08:20:04.187000Z'],
  [1772353204, '2026-03-01T08:20:04.000000Z'],
  [1772353204187, '2026-03-01T08:20:04.187000Z'],
  ['2026-03-01 08:20:04.187000', '2026-03-01T08:20:04.187000Z'],
  ['2026-03-01T09:20:04+01:00', '2026-03-01T08:20:04.000000Z'],
  [-1, undefined],
  [0, undefined],
  [1e300, undefined],
  ['yesterday', undefined],
  [null, undefined],
])('the date %j is %s', (date, time) => expect(shippedLine({ log: 'x', date })?.time).toBe(time));

test.each([{}, { message: 'x' }, { log: 5 }, { log: null, message: 'x' }, { date: 1 }])(
  '%j is not shipped',
  (object) => {
    expect(shippedLine(object)).toBeUndefined();
  },
);

describe('what is in it', () => {
  test('may itself be wrapped', () => {
    expect(read({ date: 1, log: JSON.stringify({ message: EVENT, timestamp: 'x' }) }).event?.auditID).toBe('a');
  });

  test.each(['', '\n'])('%j is skipped', (log) => expect(read({ log }).skip?.reason).toBe('empty-line'));

  test.each(['hello', '{"auditID":', '{"a":1}'])('%s is kept as what cannot be read', (log) => {
    expect(read({ date: 1, log }).quarantine).toBeDefined();
  });
});

test('an event that a shipper has taken apart is the event that it is', () => {
  expect(read({ date: 1, ...JSON.parse(EVENT) }).event).toMatchObject({ auditID: 'a', verb: 'get' });
});
