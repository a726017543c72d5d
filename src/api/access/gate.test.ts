import type { FastifyRequest } from 'fastify';
import { beforeEach, expect, test } from 'vitest';
import { createFailureLimit } from '../../access/failure-limit.ts';
import type { Role } from '../../access/roles.ts';
import { tokenHash } from '../../access/secret.ts';
import type { KnownToken } from '../../access/tokens.ts';
import { bearerTokens } from './bearer-tokens.ts';
import { createGate, type Gate, principalOf } from './gate.ts';
import { tokenCredentials } from './token-credentials.ts';

const END = '2026-03-01T00:00:00.000Z';
let now: Date;
let lookUps: number;
let revoked: Set<string>;
let seen: string[];
let gate: Gate;

function token(role: Role, clusters?: readonly string[], expiresAt?: string): KnownToken {
  const scope = clusters ? { clusters } : {};
  const rest = { id: `tok_${role}`, name: '', role, scope, tokenHash: '', createdAt: '' };
  return expiresAt ? { ...rest, expiresAt } : rest;
}

const TOKENS: Readonly<Record<string, KnownToken>> = {
  vbt_admin: token('admin'),
  vbt_auditor: token('auditor'),
  vbt_viewer: token('viewer', ['prod']),
  vbt_ingest: token('ingest', ['prod']),
  vbt_passing: token('auditor', undefined, END),
};

beforeEach(() => {
  now = new Date(Date.parse(END) - 1);
  lookUps = 0;
  revoked = new Set();
  seen = [];
  const named = (names: readonly string[], hash: string) =>
    names.find((name) => hash === tokenHash(name) && !revoked.has(name));
  gate = createGate({
    authenticators: [
      bearerTokens(
        tokenCredentials({
          adminToken: 'vba_admin',
          clusters: {
            holder: (hash) => {
              lookUps++;
              const found = named(['vbc_prod', 'vbc_test'], hash);
              return found ? { name: found.slice(4), tokenHash: hash, createdAt: '' } : undefined;
            },
          },
          tokens: { holder: (hash) => TOKENS[named(Object.keys(TOKENS), hash) ?? ''], used: (id) => seen.push(id) },
          now: () => now,
        }),
      ),
    ],
    failures: createFailureLimit({ clock: () => 1, failures: 3 }),
    observer: { failed: (reason) => seen.push(reason), limited: (address) => seen.push(address) },
  });
});

type Permission = FastifyRequest['routeOptions']['config']['permission'];

function request(authorization?: string, permission: Permission = 'read-events', ip = '10.0.0.1'): FastifyRequest {
  const config = permission ? { permission } : {};
  return { headers: { authorization }, ip, is404: false, routeOptions: { config } } as unknown as FastifyRequest;
}

const OK = 'ok';

function outcome(ask: () => unknown): unknown {
  try {
    return ask() ?? OK;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const [YES, NO, WHO] = [OK, 'FORBIDDEN', 'UNAUTHORIZED'];

test.each([
  ['nothing', undefined, [OK, WHO, WHO, WHO, WHO, WHO]],
  ['a password', 'Basic dmJhX2FkbWlu', [OK, WHO, WHO, WHO, WHO, WHO]],
  ['the administrator’s token', 'Bearer vba_admin', [YES, YES, YES, YES, YES, YES]],
  ['one of an administrator', 'Bearer vbt_admin', [YES, YES, YES, YES, YES, YES]],
  ['one of an auditor', 'Bearer vbt_auditor', [YES, NO, YES, YES, NO, NO]],
  ['one of a viewer', 'bearer  vbt_viewer', [YES, NO, YES, NO, NO, NO]],
  ['one of a shipper', 'Bearer vbt_ingest', [YES, YES, NO, NO, NO, NO]],
  ['that of a cluster', 'Bearer vbc_prod', [YES, YES, NO, NO, NO, NO]],
])('%s', (_name, authorization, expected) => {
  const permissions = ['public', 'deliver', 'read-events', 'read-all', 'administer'] as const;
  const asked = permissions.map((permission) => outcome(() => gate.admit(request(authorization, permission))));
  const undeclared = { ...request(authorization), routeOptions: { config: {} } } as unknown as FastifyRequest;
  expect([...asked, outcome(() => gate.admit(undeclared))]).toEqual(expected);
});

test.each([
  ['vba_admin', NO, 'admin'],
  ['vbt_admin', NO, 'admin'],
  ['vbt_ingest', OK, 'cluster'],
  ['vbc_prod', OK, 'cluster'],
  ['vbc_test', NO, NO],
])('%s delivers for prod', (name, cluster, clusterOrAdmin) => {
  const one = request(`Bearer ${name}`, 'deliver');
  gate.admit(one);
  expect(outcome(() => gate.cluster('prod', one))).toBe(cluster);
  expect(outcome(() => gate.clusterOrAdmin('prod', one))).toBe(clusterOrAdmin);
});

test('who was not admitted delivers nothing and holds nothing', () => {
  const one = request('Bearer vbc_prod', 'deliver');
  expect(outcome(() => gate.cluster('prod', one))).toBe(WHO);
  expect(outcome(() => gate.clusterOrAdmin('prod', one))).toBe(WHO);
  expect(outcome(() => gate.holder(one))).toBe(WHO);
  expect(principalOf(one)).toBeUndefined();
});

test.each([
  ['vba_admin', { id: 'admin', name: 'admin.token', role: 'admin', scope: {} }],
  ['vbt_viewer', { id: 'tok_viewer', name: 'tok_viewer', role: 'viewer', scope: { clusters: ['prod'] } }],
  ['vbc_prod', { id: 'cluster:prod', name: 'prod', role: 'ingest', scope: { clusters: ['prod'] } }],
])('whose %s is', (name, principal) => {
  const one = request(`Bearer ${name}`, 'deliver');
  outcome(() => gate.admit(one));
  // Also of one who was refused: it is to be recorded who tried.
  expect(principalOf(one)).toEqual(principal);
});

test('a token that ends or is taken away while its request goes on holds no longer', () => {
  const [passing, cluster] = [request('Bearer vbt_passing'), request('Bearer vbc_prod', 'deliver')];
  for (const one of [passing, cluster]) {
    gate.admit(one);
    expect(gate.holder(one)).toBe(principalOf(one));
  }
  now = new Date(END);
  revoked.add('vbc_prod');
  for (const one of [passing, cluster]) expect(outcome(() => gate.holder(one))).toBe(WHO);
  expect(outcome(() => gate.admit(request('Bearer vbt_passing')))).toBe(WHO);
  expect(seen).toEqual(['tok_auditor', 'expired']);
});

test('a wrong token costs one look-up, however many clusters there are', () => {
  expect(outcome(() => gate.admit(request('Bearer vbc_none')))).toBe(WHO);
  expect(lookUps).toBe(1);
});

test('many wrong tokens are slowed down by address; a right one is let in, and none is no guess', () => {
  const wrong = (ip: string) => outcome(() => gate.admit(request('Bearer wrong', 'read-events', ip)));
  for (let n = 0; n < 9; n++) expect(outcome(() => gate.admit(request()))).toBe(WHO);
  expect(['a', 'a', 'a', 'a', 'a', 'b'].map(wrong)).toEqual([WHO, WHO, WHO, 'SIGN_IN_LIMITED', 'SIGN_IN_LIMITED', WHO]);
  expect(outcome(() => gate.admit(request('Bearer vbt_viewer', 'read-events', 'a')))).toBe(OK);
  expect(seen.filter((one) => one !== 'unknown')).toEqual(['a', 'tok_viewer']);
});

test('the administrator names no cluster that cannot be one', () => {
  const one = request('Bearer vba_admin', 'deliver');
  gate.admit(one);
  expect(() => gate.clusterOrAdmin('../x', one)).toThrow('cannot be the name');
});
