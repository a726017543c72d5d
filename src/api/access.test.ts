import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { tokenHash } from '../access/secret.ts';
import { createGate } from './access.ts';

let lookUps = 0;
const gate = createGate('vba_admin', {
  holder: (hash) => {
    lookUps++;
    const name = ['prod', 'test'].find((cluster) => hash === tokenHash(`vbc_${cluster}`));
    return name === undefined ? undefined : { name, tokenHash: hash, createdAt: '' };
  },
});

const request = (authorization?: string) => ({ headers: { authorization } }) as FastifyRequest;
const OK = 'ok';

test.each([
  ['nothing', undefined, 'UNAUTHORIZED', 'UNAUTHORIZED', 'UNAUTHORIZED'],
  ['a password', 'Basic dmJhX2FkbWlu', 'UNAUTHORIZED', 'UNAUTHORIZED', 'UNAUTHORIZED'],
  ['an unknown token', 'Bearer vbc_none', 'UNAUTHORIZED', 'UNAUTHORIZED', 'UNAUTHORIZED'],
  ['the administrator’s', 'Bearer vba_admin', OK, 'FORBIDDEN', 'admin'],
  ['the cluster’s', 'bearer  vbc_prod', 'FORBIDDEN', OK, 'cluster'],
  ['another cluster’s', 'Bearer vbc_test', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
])('%s', (_name, authorization, admin, cluster, clusterOrAdmin) => {
  const outcome = (ask: () => unknown) => {
    try {
      return ask() ?? OK;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(outcome(() => gate.admin(request(authorization)))).toBe(admin);
  expect(outcome(() => gate.cluster('prod', request(authorization)))).toBe(cluster);
  expect(outcome(() => gate.clusterOrAdmin('prod', request(authorization)))).toBe(clusterOrAdmin);
});

test('a wrong token costs one look-up, however many clusters there are', () => {
  lookUps = 0;
  expect(() => gate.admin(request('Bearer vbc_none'))).toThrow();
  expect(lookUps).toBe(1);
});

test('the administrator names no cluster that cannot be one', () => {
  expect(() => gate.clusterOrAdmin('../x', request('Bearer vba_admin'))).toThrow('cannot be the name');
});
