import { describe, expect, test } from 'vitest';
import { policyOf } from '../testing.ts';
import { createAdmission } from './admit.ts';

const raw = Buffer.from('{"level":"Request","stage":"ResponseComplete","verb":"get","requestObject":{}}');
const event = { level: 'Request', stage: 'ResponseComplete', verb: 'get', requestURI: '/info' };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

const policy = {
  ...policyOf({ verbs: ['watch'], level: 'None' }, { verbs: ['get'], level: 'Metadata' }),
  omitStages: ['RequestReceived' as const],
};
const admission = createAdmission([
  { clusters: ['prod'], policy: { name: 'p.yaml', policy } },
  { clusters: ['test'], ignore: [{ name: 'not found', codes: ['404'] }] },
]);

describe('under a policy', () => {
  const { admit, asksAll } = admission('prod', 'file');

  test('an event is lowered to its level', () => {
    const admitted = admit(event, 'kubernetes', raw);
    expect('raw' in admitted && text(admitted.raw)).toBe(
      '{"level":"Metadata","stage":"ResponseComplete","verb":"get"}',
    );
    expect(asksAll).toBe(true);
  });

  test.each([
    [{ verb: 'watch' }, 'p.yaml rules[0]'],
    [{ verb: 'list' }, 'p.yaml no rule'],
    [{ stage: 'RequestReceived' }, 'p.yaml omitStages'],
  ])('%j is left out by %s', (more, leftOutBy) => {
    expect(admit({ ...event, ...more }, 'kubernetes', raw)).toEqual({ leftOutBy });
  });
});

test('without one all is kept as it is, and need not be read', () => {
  const other = admission('other', 'file');
  expect(other.asksAll).toBe(false);
  expect(other.admit(event, 'kubernetes', raw)).toEqual({ raw });
});

test('what MKE ignores is left out, unless a rule says something else', () => {
  expect(admission('other', 'file').admit(event, 'mke', raw)).toEqual({ leftOutBy: 'mke-ignored' });
  expect(admission('test', 'file').admit(event, 'mke', raw)).toEqual({ raw });
  expect(admission('test', 'file').admit({ ...event, responseStatus: { code: 404 } }, 'mke', raw)).toEqual({
    leftOutBy: 'not found',
  });
});

describe('the first rule that is about the cluster and the source holds', () => {
  const left = (name: string) => ({ ignore: [{ name }] });
  const several = createAdmission([
    { clusters: ['prod', 'test'], sources: ['node-logs'], ...left('both') },
    { sources: ['node-logs', 'lines'], ...left('source') },
    { clusters: ['prod'], sources: [], ...left('cluster') },
    left('all'),
  ]);
  test.each([
    ['prod', 'node-logs', 'both'],
    ['test', 'node-logs', 'both'],
    ['other', 'node-logs', 'source'],
    ['prod', 'lines', 'source'],
    ['prod', 'kubernetes-webhook', 'cluster'],
    ['test', 'kubernetes-webhook', 'all'],
  ])('%s by %s: %s', (cluster, source, leftOutBy) => {
    expect(several(cluster, source).admit(event, 'kubernetes', raw)).toEqual({ leftOutBy });
  });
});
