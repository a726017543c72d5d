import { expect, test } from 'vitest';
import { kindText, queryOf } from './kind.ts';

const kind = (verb: string, resource = '', subresource = '', apiGroup = '') => ({
  verb,
  resource,
  subresource,
  apiGroup,
});

test.each([
  [kind('get'), 'get a path', 'verb: get and not objectRef.resource: *'],
  [
    kind('create', 'pods', 'exec'),
    'create pods/exec',
    'verb: create and objectRef.resource: pods and objectRef.subresource: exec and not objectRef.apiGroup: *',
  ],
  [
    kind('get', 'leases', '', 'coordination.k8s.io'),
    'get leases (coordination.k8s.io)',
    'verb: get and objectRef.resource: leases and not objectRef.subresource: * and objectRef.apiGroup: coordination.k8s.io',
  ],
])('%j', (one, text, query) => {
  expect(kindText(one)).toBe(text);
  expect(queryOf(one)).toBe(query);
});

test.each([
  ['a" or b: *', '"a\\" or b: *"'],
  ['a\\', '"a\\\\"'],
  ['and', '"and"'],
  ['NOT', '"NOT"'],
  ['*', '"*"'],
  ['get', 'get'],
])('%j is written as %s', (verb, written) => {
  expect(queryOf(kind(verb), 'ns: prod')).toBe(`(ns: prod) and verb: ${written} and not objectRef.resource: *`);
});
