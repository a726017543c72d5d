import { expect, test } from 'vitest';
import type { EventItem } from '../../../../src/api/contract.ts';
import { ownQuery, relatedTo } from './related.ts';

const ITEM = {
  id: 'j-1',
  cluster: 'prod',
  actor: 'a"b*',
  receivedAt: '2026-03-01T00:10:00.000000Z',
  event: {
    auditID: 'x"y',
    stage: 'ResponseComplete',
    sourceIPs: ['10.0.0.1', '192.0.2.7'],
    userAgent: 'kubectl/v1 (linux)',
    user: { username: 'alice', extra: { 'authentication.kubernetes.io/credential-id': ['JTI=1'] } },
    objectRef: { resource: 'secrets', namespace: 'prod', name: 'db' },
  },
} as unknown as EventItem;

test('each leads to a query, in which values are literals', () => {
  const related = relatedTo(ITEM);
  expect(related.map(({ label }) => label)).toEqual([
    'Same actor',
    'Same object',
    'Same address',
    'Same client',
    'Same token',
    'Same request',
    'Around this time',
  ]);
  expect(related[0]?.query).toBe(String.raw`actor: "a\"b*"`);
  expect(ownQuery(ITEM)).toBe(String.raw`auditID: "x\"y" and stage: ResponseComplete`);
  expect(related[2]?.query).toBe('sourceIPs: "192.0.2.7"');
  expect(related.at(-1)).toMatchObject({ from: '2026-03-01T00:05:00.000000Z', to: '2026-03-01T00:15:00.000000Z' });
});

test('what could not be read has a time alone', () => {
  const bare = { ...ITEM, actor: '', event: {} } as EventItem;
  expect(relatedTo(bare).map(({ label }) => label)).toEqual(['Around this time']);
  expect(ownQuery(bare)).toBe('');
});
