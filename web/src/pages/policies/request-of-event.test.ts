import { expect, test } from 'vitest';
import { requestOfEvent } from './request-of-event.ts';

const POD = { resource: 'pods', namespace: 'prod', name: 'web' };
const NOTHING = { user: '', groups: '', verb: '', resource: '', apiGroup: '', namespace: '', name: '', path: '' };

test.each([
  ['nothing', {}, {}],
  ['who', { user: { username: 'a', groups: ['b', 'c'] } }, { user: 'a', groups: 'b,c' }],
  ['a resource', { verb: 'get', objectRef: POD, requestURI: '/api/v1/x?y' }, { verb: 'get', ...POD }],
  ['a subresource', { objectRef: { ...POD, subresource: 'log' } }, { ...POD, resource: 'pods/log' }],
  [
    'what is created',
    { verb: 'create', objectRef: POD, requestURI: '/api/v1/namespaces/prod/pods' },
    { verb: 'create', ...POD, name: '' },
  ],
  [
    'a subresource that is created',
    { verb: 'create', objectRef: { ...POD, subresource: 'exec' }, requestURI: '/api/v1/namespaces/prod/pods/web/exec' },
    { verb: 'create', ...POD, resource: 'pods/exec' },
  ],
  ['a path', { verb: 'get', requestURI: '/a%20b?c' }, { verb: 'get', path: '/a b' }],
  ['a path that cannot be decoded', { requestURI: '/%' }, { path: '/%' }],
])('%s', (_name, event, expected) => expect(requestOfEvent(event)).toEqual({ ...NOTHING, ...expected }));
