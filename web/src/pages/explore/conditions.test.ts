import { expect, test } from 'vitest';
import { conditionOf, withCondition } from './conditions.ts';

test.each([
  ['verb', 'delete', 'verb: delete'],
  ['user', 'system:node:a', 'user.username: "system:node:a"'],
  ['code', '403', 'responseStatus.code: 403'],
  ['sourceIPs', '10.0.0.1', 'sourceIPs: 10.0.0.1'],
  ['annotations."a.b/c"', 'x "y"', 'annotations."a.b/c": "x \\"y\\""'],
  ['objectRef.namespace', '', 'not objectRef.namespace: *'],
])('%s is %s: %s', (field, value, expected) => {
  expect(conditionOf(field, value)).toBe(expected);
});

test.each([
  ['', 'verb: get', false, 'verb: get'],
  ['', 'verb: get', true, 'not verb: get'],
  ['ns: a', 'verb: get', true, 'ns: a and not verb: get'],
  ['ns: a or ns: b', 'verb: get', false, '(ns: a or ns: b) and verb: get'],
  ['(ns: a or ns: b)', 'verb: get', false, '((ns: a or ns: b)) and verb: get'],
  ['ns: a and verb: get', 'verb: get', false, 'ns: a and verb: get'],
  ['ns: a and verb: get', 'verb: get', true, 'ns: a and not verb: get'],
  ['not verb: get', 'verb: get', false, 'verb: get'],
  ['"a and verb: get"', 'verb: get', false, '"a and verb: get" and verb: get'],
  ['verb: get and not ns: *', 'not ns: *', true, 'verb: get and ns: *'],
])('%s with %s (excluded: %s) is %s', (query, condition, exclude, expected) => {
  expect(withCondition(query, condition, exclude)).toBe(expected);
});
