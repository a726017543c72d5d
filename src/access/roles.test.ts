import { expect, test } from 'vitest';
import { checkScope } from './check-scope.ts';
import { may, PERMISSIONS } from './roles.ts';

test.each([
  ['admin', ['deliver', 'read-events', 'read-all', 'administer']],
  ['auditor', ['read-events', 'read-all']],
  ['viewer', ['read-events']],
  ['ingest', ['deliver']],
] as const)('%s', (role, permissions) => {
  expect(PERMISSIONS.filter((permission) => may(role, permission))).toEqual(permissions);
});

const [one, two] = [{ clusters: ['a'] }, { clusters: ['a', 'b'] }];
const namespace = { namespaces: ['n'] };

test.each([
  ['admin', {}],
  ['auditor', {}],
  ['viewer', two],
  ['viewer', namespace],
  ['viewer', { ...one, ...namespace }],
  ['ingest', one],
] as const)('%s may have the scope %j', (role, scope) => {
  expect(() => checkScope(role, scope)).not.toThrow();
});

test.each([
  ['admin', one, 'not held'],
  ['auditor', namespace, 'not held'],
  ['viewer', {}, 'needs a scope'],
  ['viewer', { clusters: [], namespaces: [] }, 'needs a scope'],
  ['ingest', {}, 'one cluster'],
  ['ingest', two, 'one cluster'],
  ['ingest', { ...one, ...namespace }, 'no namespaces'],
] as const)('%s may not have the scope %j', (role, scope, why) => {
  expect(() => checkScope(role, scope)).toThrow(why);
});
