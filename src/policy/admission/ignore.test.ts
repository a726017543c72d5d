import { expect, test } from 'vitest';
import type { AuditEvent } from '../../event/event.ts';
import { type IgnoreRule, isIgnored } from './ignore.ts';
import { matchesWildcard } from './wildcard.ts';

const event: AuditEvent = {
  verb: 'get',
  user: { username: 'system:node:n1' },
  requestURI: '/api/v1/namespaces/prod/pods/web-1/log?follow=true',
  userAgent: 'kubelet/v1.31.0 (linux/amd64)',
  objectRef: { resource: 'pods', subresource: 'log', namespace: 'prod', name: 'web-1' },
  responseStatus: { code: 404 },
};

test.each<[Partial<IgnoreRule>, boolean]>([
  [{}, true],
  [{ names: ['web-*'] }, true],
  [{ names: ['db-*'] }, false],
  [{ codes: ['200', '4*'] }, true],
  [{ codes: ['2*'] }, false],
  [{ agents: ['kubelet/*'] }, true],
  [{ users: ['system:node:*'], resources: ['pods/log'] }, true],
  [{ users: ['system:node:*'], resources: ['pods'] }, false],
  [{ paths: ['/api/*'] }, true],
  [{ paths: ['/api'] }, false],
  [{ names: [] }, false],
])('%j leaves it out: %j', (rule, expected) => expect(isIgnored({ name: 'x', ...rule }, event)).toBe(expected));

test('a path of Docker is meant with any version before it', () => {
  expect(isIgnored({ name: 'x', paths: ['/info'] }, { requestURI: '/v1.40/info?x' })).toBe(true);
  expect(isIgnored({ name: 'x', paths: ['/info'] }, { requestURI: '/v1.40/infos' })).toBe(false);
});

test.each([
  ['a', 'a', true],
  ['a', 'ab', false],
  ['*', '', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a*a', 'a', false],
  ['*b*b', 'ab', false],
])('%s against %s: %j', (pattern, text, expected) => expect(matchesWildcard(pattern, text)).toBe(expected));
