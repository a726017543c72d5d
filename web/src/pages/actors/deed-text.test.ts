import { expect, test } from 'vitest';
import { deedQuery, deedText } from './deed-text.ts';

const deed = { verb: 'patch', resource: 'deployments', subresource: 'scale', apiGroup: 'apps' };

test.each([
  [deed, 'patch deployments/scale.apps'],
  [{ ...deed, subresource: '' }, 'patch deployments.apps'],
  [{ ...deed, subresource: '', apiGroup: '' }, 'patch deployments'],
  [{ verb: 'get', resource: '', subresource: '', apiGroup: '' }, 'get no resource'],
])('%j is %s', (one, text) => expect(deedText(one)).toBe(text));

test('the query tells a kind of object from those that are called alike', () => {
  expect(deedQuery({ ...deed, subresource: '' })).toBe(
    'verb: patch and objectRef.resource: deployments and not objectRef.subresource: * and objectRef.apiGroup: apps',
  );
  expect(deedQuery({ verb: 'get', resource: '', subresource: '', apiGroup: '' })).toBe(
    'verb: get and not objectRef.resource: *',
  );
});
