import { expect, test } from 'vitest';
import { namedFields } from './field-list.ts';

test.each([
  ['verb', ['verb']],
  [' verb , ns,verb,', ['verb', 'ns']],
  ['annotations."a,b",actor', ['annotations."a,b"', 'actor']],
])('%s', (list, expected) => {
  expect(namedFields(list)).toEqual(expected);
});

test.each([
  ['', 'REQUEST_INVALID'],
  [',,', 'REQUEST_INVALID'],
  ['a,b,c', 'REQUEST_INVALID'],
  ['annotations."a', 'QUERY_SYNTAX'],
])('%j is refused', (list, code) => {
  expect(() => namedFields(list, 2)).toThrow(expect.objectContaining({ code }));
});
