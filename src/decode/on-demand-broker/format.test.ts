import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomeOf, timeOf } from '../../event/derive.ts';
import { decode } from '../decode.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { onDemandBroker } from './format.ts';

const fixtures = readFixtures(import.meta.url);

formatContract({
  format: onDemandBroker,
  fixtures,
  adversarial: ['[on-demand-service-broker] ', 'BOSH task ID 1', ' for instance ', ': Description: ', ' Result:'],
});

function read(line: string) {
  const { event = {}, platform, component } = decode(Buffer.from(line), NO_STRUCTURE, ENVELOPE);
  const prefix = 'pks.vmware.com/';
  return {
    time: timeOf(event, ''),
    from: `${platform} ${component}`,
    did: event.verb,
    what: [event.objectRef?.resource, event.objectRef?.uid],
    outcome: outcomeOf(event),
    stage: event.stage,
    message: event.responseStatus?.message,
    task: event.annotations?.[`${prefix}bosh-task`],
    action: event.annotations?.[`${prefix}action`],
    description: event.annotations?.[`${prefix}description`],
    truncated: event.annotations?.[`${prefix}truncated`],
  };
}

const RED = '67f77801-0000-4000-8000-000000000001';

test.each([
  [
    0,
    {
      time: '2026-03-01T03:12:45.493286Z',
      did: 'delete',
      what: ['clusters', RED],
      outcome: 'unknown',
      stage: 'ResponseStarted',
      task: '132',
      action: 'delete deployment',
      truncated: undefined,
    },
  ],
  [
    1,
    {
      did: 'delete',
      outcome: 'allowed',
      stage: 'ResponseComplete',
      message: `/deployments/service-instance_${RED}`,
      description: `delete deployment service-instance_${RED}`,
    },
  ],
  [
    2,
    {
      did: 'create',
      outcome: 'failed',
      message: "timed out (pinging 'worker/0' after 600 seconds)",
      description: 'create deployment Result:',
    },
  ],
  [
    3,
    {
      did: 'run',
      outcome: 'unknown',
      action: 'run errand apply-addons',
      description: 'run errand apply-addons from depl',
      truncated: 'true',
    },
  ],
  [4, { did: 'update', outcome: 'failed', truncated: 'true' }],
])('line %d of the fixtures', (at, expected) => {
  expect(read(fixtures[at] as string)).toMatchObject({ from: 'pks on-demand-service-broker', ...expected });
});

describe('a real line', () => {
  const file = new URL('../../../../shared/samples/pks/broker-syslog.log', import.meta.url);
  if (!existsSync(file)) return test.skip('the line is not on this machine', () => {});

  test('behind its syslog header', () => {
    const line = readFileSync(file, 'utf8').trim();
    expect(read(line.slice(line.indexOf('[on-demand')))).toMatchObject({
      time: '2019-06-04T20:16:52.493286Z',
      did: 'delete',
      what: ['clusters', '67f77801-3d15-4d65-b501-38a643055e69'],
      task: '132',
      truncated: undefined,
    });
  });
});
