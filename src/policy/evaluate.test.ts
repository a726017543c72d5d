import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attributes } from './attributes.ts';
import { compile } from './compile.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import type { Policy } from './policy.ts';
import { type AnyRule, anyAttributes, anyPolicy, policyOf } from './testing.ts';

const request: Attributes = {
  user: 'alice',
  groups: ['system:authenticated'],
  verb: 'get',
  resource: { group: '', resource: 'pods', subresource: '', namespace: 'prod', name: 'api' },
  path: '/api/v1/namespaces/prod/pods/api',
};
const log = { ...request, resource: { ...request.resource!, subresource: 'log' } };
const scale = {
  ...request,
  resource: { group: 'apps', resource: 'deployments', subresource: 'scale', namespace: 'prod', name: 'api' },
};
const node = {
  ...request,
  resource: { group: '', resource: 'nodes', subresource: '', namespace: '', name: 'node-1' },
};
const url = { ...request, resource: undefined, path: '/healthz/etcd' };
const nobody = { ...request, user: undefined, groups: [] };

const core = (...resources: string[]) => [{ group: '', resources, resourceNames: [] as string[] }];

describe('a rule matches', () => {
  test.each<[string, AnyRule, Attributes]>([
    ['everything, if it asks for nothing', {}, url],
    ['one of several users', { users: ['bob', 'alice'] }, request],
    ['one of several groups', { userGroups: ['a', 'system:authenticated'] }, request],
    ['a resource', { resources: core('pods') }, request],
    ['a subresource by its full name', { resources: core('pods/log') }, log],
    ['all subresources of a resource', { resources: core('pods/*') }, log],
    ['a resource itself where all its subresources are asked for', { resources: core('pods/*') }, request],
    [
      'a subresource of all resources',
      { resources: [{ group: 'apps', resources: ['*/scale'], resourceNames: [] }] },
      scale,
    ],
    ['all resources of a group', { resources: [{ group: 'apps', resources: [], resourceNames: [] }] }, scale],
    ['all resources and subresources with *', { resources: core('*') }, log],
    ['a name', { resources: [{ group: '', resources: ['pods'], resourceNames: ['api'] }] }, request],
    ['what lies in no namespace, with an empty name', { namespaces: [''] }, node],
    ['a URL', { nonResourceURLs: ['/healthz/etcd'] }, url],
    ['what a URL begins', { nonResourceURLs: ['/healthz*'] }, url],
    ['every URL', { nonResourceURLs: ['*'] }, url],
    ['nobody, if it asks for no user', { verbs: ['get'] }, nobody],
    ['like Kubernetes, what is left without all strokes and stars', { resources: core('pods//*') }, log],
  ])('%s', (_, rule, attributes) => expect(evaluate(policyOf(rule), attributes).level).toBe('Metadata'));
});

describe('a rule does not match', () => {
  test.each<[string, AnyRule, Attributes, string]>([
    ['another user', { users: ['ALICE'] }, request, 'users'],
    ['nobody, if it asks for users', { users: ['alice'] }, nobody, 'users'],
    ['nobody, if it asks for groups', { userGroups: ['system:authenticated'] }, nobody, 'userGroups'],
    ['another verb', { verbs: ['list', '*'] }, request, 'verbs'],
    [
      'a resource of another group',
      { resources: [{ group: 'apps', resources: ['pods'], resourceNames: [] }] },
      request,
      'resources',
    ],
    ['a subresource, if it asks for the resource', { resources: core('pods') }, log, 'resources'],
    ['a resource, if it asks for a subresource', { resources: core('pods/log') }, request, 'resources'],
    ['a wildcard inside a name', { resources: core('po*') }, request, 'resources'],
    ['another name', { resources: [{ group: '', resources: ['pods'], resourceNames: ['web'] }] }, request, 'resources'],
    ['another namespace', { namespaces: ['dev', 'pro*'] }, request, 'namespaces'],
    ['a URL, if it asks for a namespace', { namespaces: [''] }, url, 'namespaces'],
    ['a URL, if it asks for resources', { resources: core('*') }, url, 'resources'],
    ['a resource, if it asks for URLs', { nonResourceURLs: ['*'] }, request, 'nonResourceURLs'],
    ['another URL', { nonResourceURLs: ['/healthz', '/api*'] }, url, 'nonResourceURLs'],
  ])('%s', (_, rule, attributes, condition) => {
    const policy = policyOf(rule);
    expect(evaluate(policy, attributes)).toMatchObject({ level: 'None', rule: undefined });
    expect(explain(policy, attributes).steps[0]).toMatchObject({ matches: false, because: { condition } });
  });
});

test('the first rule that matches decides, and stages to omit are joined', () => {
  const policy: Policy = {
    ...policyOf(
      { users: ['bob'], level: 'None' },
      { verbs: ['get'], level: 'Request', omitStages: ['Panic'], omitManagedFields: false },
      { level: 'RequestResponse' },
    ),
    omitStages: ['RequestReceived'],
    omitManagedFields: true,
  };
  expect(evaluate(policy, request)).toEqual({
    level: 'Request',
    rule: 1,
    omitStages: ['RequestReceived', 'Panic'],
    omitManagedFields: false,
  });
  expect(evaluate(policy, { ...request, verb: 'list' })).toMatchObject({ rule: 2, omitManagedFields: true });
});

test('the index decides as the rules do, one after the other', () => {
  fc.assert(
    fc.property(anyPolicy, fc.array(anyAttributes, { minLength: 1, maxLength: 20 }), (policy, requests) => {
      const decide = compile(policy);
      for (const attributes of requests) expect(decide(attributes)).toEqual(evaluate(policy, attributes));
    }),
    { numRuns: 2_000 },
  );
});

test('the index finds each of a thousand rules', () => {
  const rules: AnyRule[] = Array.from({ length: 1_000 }, (_, i) => ({ users: [`user-${i}`], verbs: ['get'] }));
  const decide = compile(policyOf(...rules));
  const wrong = rules.filter((_, i) => decide({ ...request, user: `user-${i}` }).rule !== i);
  expect(wrong).toEqual([]);
  expect(decide(request).rule).toBeUndefined();
});

test('an explanation decides as the policy does, and its last step is the rule that did', () => {
  fc.assert(
    fc.property(anyPolicy, anyAttributes, (policy, attributes) => {
      const { decision, steps } = explain(policy, attributes);
      expect(decision).toEqual(evaluate(policy, attributes));
      expect(steps.filter(({ matches }) => matches).map(({ rule }) => rule)).toEqual(
        decision.rule === undefined ? [] : [steps.length - 1],
      );
    }),
  );
});
