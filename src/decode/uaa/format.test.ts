import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf, timeOf } from '../../event/derive.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { uaa } from './format.ts';

const fixtures = readFixtures(import.meta.url);

formatContract({
  format: uaa,
  fixtures,
  adversarial: [
    "T ('",
    "'): principal=",
    ', origin=[',
    '], identityZoneId=[',
    '"username=\\',
    'details=(a=',
    ' --- Audit: ',
  ],
});

test('knows the 43 types of UAA', () => {
  expect(uaa.kinds).toHaveLength(43);
});

/** What a line becomes, in short. */
function read(line: string) {
  const { event = {}, platform, component } = decode(Buffer.from(line), NO_STRUCTURE, ENVELOPE);
  const { resource, subresource, name, uid } = event.objectRef ?? {};
  return {
    time: timeOf(event, ''),
    from: `${platform} ${component}`,
    who: [actorOf(event), event.user?.uid],
    did: event.verb,
    what: [resource, subresource, name, uid],
    outcome: outcomeOf(event),
    ip: event.sourceIPs?.[0],
    truncated: event.annotations?.['uaa.cloudfoundry.org/truncated'],
  };
}

const ANN = '5b1f6a0c-7d3e-4b52-9a46-0c8f2e1d7a90';
const BOB = '0d8e5a3c-41b7-49d2-8f60-6a7c1b9e2f34';

test.each([
  [
    0,
    { who: ['ann', ANN], did: 'login', what: ['users', undefined, 'ann', ANN], outcome: 'allowed', ip: '203.0.113.7' },
  ],
  [1, { who: ['ann', ANN], did: 'create', what: ['tokens', undefined, undefined, undefined], outcome: 'allowed' }],
  [
    2,
    {
      who: ['mallory', 'mallory'],
      did: 'login',
      what: ['users', undefined, 'mallory', undefined],
      outcome: 'denied',
      ip: '198.51.100.23',
    },
  ],
  [3, { who: ['bWFsbG9yeQ==', 'bWFsbG9yeQ=='], did: 'login', outcome: 'denied' }],
  [
    4,
    {
      who: ['reports', 'reports'],
      did: 'login',
      what: ['clients', undefined, 'reports', undefined],
      outcome: 'allowed',
    },
  ],
  [
    5,
    {
      time: '2026-03-01T03:16:11.293000Z',
      who: ['admin', undefined],
      did: 'create',
      what: ['users', undefined, 'bob', BOB],
      ip: '203.0.113.7',
    },
  ],
  [
    6,
    {
      time: '2026-03-01T03:17:00.123456Z',
      who: ['ann', undefined],
      did: 'update',
      what: ['groups', undefined, 'pks.clusters.admin', '77b0'],
      ip: 'fe80::7',
    },
  ],
  [
    7,
    {
      who: ['ann', undefined],
      did: 'update',
      what: ['clients', undefined, 'reports', undefined],
      truncated: undefined,
    },
  ],
  [
    8,
    {
      who: ['admin', undefined],
      did: 'SomethingNewEvent',
      what: [undefined, undefined, undefined, undefined],
      outcome: 'unknown',
    },
  ],
  [9, { who: ['reports', 'reports'], did: 'login', outcome: 'denied', ip: '10.0.11.4', truncated: 'true' }],
])('line %d of the fixtures', (at, expected) => {
  expect(read(fixtures[at] as string)).toMatchObject({ from: 'pks uaa', ...expected });
});

test('annotations keep what the line says', () => {
  const { event } = decode(Buffer.from(fixtures[6] as string), NO_STRUCTURE, ENVELOPE);
  expect(event?.annotations).toEqual({
    'uaa.cloudfoundry.org/event': 'GroupModifiedEvent',
    'uaa.cloudfoundry.org/data': `{"group_name":"pks.clusters.admin","members":["${BOB}"]}`,
    'uaa.cloudfoundry.org/principal': '77b0',
    'uaa.cloudfoundry.org/origin': 'client=admin, user=ann, details=(remoteAddress=fe80::7, tokenType=bearer, sub=ann)',
    'uaa.cloudfoundry.org/client': 'admin',
    'uaa.cloudfoundry.org/zone': 'uaa',
    'uaa.cloudfoundry.org/trace': '8f1c2d3e4b5a6978,91ab23cd45ef6789',
  });
});

describe('real lines', () => {
  const file = new URL('../../../../shared/samples/pks/uaa.log', import.meta.url);
  if (!existsSync(file)) return test.skip('the lines are not on this machine', () => {});
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const uid = '0074aab6-6ff7-4b4c-b821-49526a96ebcb';

  test.each([
    [
      0,
      {
        time: '2019-05-16T17:12:48.833000Z',
        who: ['admin', uid],
        did: 'login',
        outcome: 'allowed',
        ip: '207.126.127.114',
      },
    ],
    [1, { who: ['admin', uid], did: 'create', what: ['tokens', undefined, undefined, undefined], outcome: 'allowed' }],
    [2, { who: ['admin', uid], did: 'login', outcome: 'denied' }],
    [3, { who: ['admin', 'admin'], did: 'login', outcome: 'denied', ip: '207.126.127.114' }],
    [4, { who: ['pks_client', 'pks_client'], did: 'login', outcome: 'allowed', ip: '127.0.0.1', truncated: 'true' }],
  ])('line %d', (at, expected) => {
    expect(read(lines[at] as string)).toMatchObject({ from: 'pks uaa', ...expected });
  });
});
