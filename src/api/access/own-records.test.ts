import { expect, test } from 'vitest';
import { parseQuery } from '../../query/parse-query.ts';
import { withoutOwn } from './own-records.ts';

const isLeftOut = (query: string) => {
  const filter = parseQuery(query, 0);
  return withoutOwn(filter) !== filter;
};

test.each([
  '',
  'verb: delete',
  'not verb: delete',
  'verbatim',
  'user: alice and (code >= 400 or resource: events)',
  'annotations."authorization.k8s.io/decision": forbid',
  'user: system\\:admin',
])('left out: %s', (query) => {
  expect(isLeftOut(query)).toBe(true);
});

test.each([
  'cluster: prod',
  'cluster: *',
  'not platform: kubernetes',
  'component: verbatim',
  'source: import',
  'auditID: "x"',
  'verb: search and (user: "verbatim:admin" or user: alice)',
  'user: verbatim\\:*',
  'annotations."verbatim/query": *',
  'objectRef.apiGroup: verbatim',
])('not left out: %s', (query) => {
  expect(isLeftOut(query)).toBe(false);
});
