import { expect, test } from 'vitest';
import { allOf, conditionOf } from './condition.ts';

test.each([
  ['actor', 'alice', 'actor: alice'],
  ['actor', 'system:serviceaccount:a:b', 'actor: "system:serviceaccount:a:b"'],
  ['actor', 'a" or actor: *', String.raw`actor: "a\" or actor: *"`],
  ['objectRef.subresource', '', 'not objectRef.subresource: *'],
])('%s %s is %s', (field, value, query) => {
  expect(conditionOf(field, value)).toBe(query);
});

test.each([
  [[''], ''],
  [['a: 1', ''], 'a: 1'],
  [['verb: get', 'actor: x'], 'verb: get and actor: x'],
  [['verb: get or verb: list', 'actor: x'], '(verb: get or verb: list) and actor: x'],
])('%j joined is %s', (queries, query) => expect(allOf(...queries)).toBe(query));
