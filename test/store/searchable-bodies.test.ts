import { expect, test } from 'vitest';
import { searchable } from '../../src/store/searchable-bodies.ts';

const bodies = (requestObject: string) => ({ requestObject, responseObject: '', details: '' });

test.each(['{"a":1,"b":[{"c":"d:"}],"e":"x\\":"}', '{ "a" : 1.50, "b" : {} }', '[1,"a",null]', '""', ''])(
  'leaves %s as it is',
  (json) => {
    const given = bodies(json);
    expect(searchable(given)).toBe(given);
  },
);

test.each([
  ['a key twice', '{"a":1,"a":2}', '{"a":2}'],
  ['a key twice, deep', '{"x":[{"a":{"b":1,"b":2}}]}', '{"x":[{"a":{"b":2}}]}'],
  ['an integer beyond 64 bits', '{"n":123456789012345678901}', '{"n":123456789012345680000}'],
  ['a number beyond a double', '{"n":1e999}', '{"n":null}'],
  ['half a surrogate pair', '{"s":"\\ud800"}', '{"s":"\ufffd"}'],
])('rewrites %s', (_name, json, read) => {
  expect(searchable(bodies(json)).requestObject).toBe(read);
});
