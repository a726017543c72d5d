import { expect, test } from 'vitest';
import { attributesOf } from './attributes.ts';

const objectRef = { resource: 'configmaps', namespace: 'prod', name: 'prod' };

test.each([
  [
    'no name for what is created',
    { verb: 'create', requestURI: '/api/v1/namespaces/prod/configmaps?x=1', objectRef },
    '',
  ],
  ['the name in a path', { verb: 'update', requestURI: '/api/v1/namespaces/prod/configmaps/prod', objectRef }, 'prod'],
  [
    'the name of what a subresource is created of',
    {
      verb: 'create',
      requestURI: '/api/v1/namespaces/prod/pods/api/exec',
      objectRef: { resource: 'pods', subresource: 'exec', name: 'api' },
    },
    'api',
  ],
])('the policy was asked with %s', (_, event, name) => expect(attributesOf(event).resource?.name).toBe(name));

test.each([
  ['/healthz?verbose', '/healthz'],
  ['/a%20b', '/a b'],
  ['/a%', '/a%'],
  ['', ''],
])('the path of %j is %j', (requestURI, path) => {
  expect(attributesOf({ requestURI })).toMatchObject({ path, resource: undefined, user: undefined });
});

test('who authenticated asks, not who is impersonated', () => {
  const event = { user: { username: 'alice', groups: ['a'] }, impersonatedUser: { username: 'root' } };
  expect(attributesOf(event)).toMatchObject({ user: 'alice', groups: ['a'] });
});
