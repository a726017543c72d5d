import { expect, test } from 'vitest';
import { foundBy, neighbourIn } from './neighbours.ts';

test.each([
  ['a', 'b'],
  ['b', undefined],
  // It is not among them: what comes first is the next.
  ['elsewhere', 'a'],
])('after %s comes %s', (id, next) => expect(neighbourIn([{ id: 'a' }, { id: 'b' }], id)).toBe(next));

test.each([
  [{}, undefined],
  [{ query: '', tab: 'raw' }, undefined],
  [{ cluster: 'prod' }, { cluster: 'prod' }],
  [
    { query: 'verb: get', from: 'now-1h', to: 'now', tab: 'raw' },
    { query: 'verb: get', from: 'now-1h', to: 'now' },
  ],
])('an address with %j was led to by the search %j', (search, found) => expect(foundBy(search)).toEqual(found));
