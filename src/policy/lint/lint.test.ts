import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../compile.ts';
import { mismatch } from '../match.ts';
import type { Policy } from '../policy.ts';
import { readPolicies } from '../read/read-policies.ts';
import { anyAttributes, anyPair } from '../testing.ts';
import { covers } from './covers.ts';
import { lint } from './lint.ts';
import { NOISE, SECRET_IN_ANSWER, SECRET_IN_REQUEST, SENSITIVE } from './probes.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';

function policyOf(rules: string, head = 'omitStages: [RequestReceived]\nomitManagedFields: true\n'): Policy {
  const [one] = readPolicies(`${HEAD}${head}rules:\n${rules}`).policies;
  if (!one?.policy) throw new Error(JSON.stringify(one?.problems));
  return one.policy;
}

/** Nothing is wrong with it. */
const GOOD = `
- level: None
  users: [system:kube-controller-manager, system:kube-proxy]
  resources: [{group: coordination.k8s.io, resources: [leases]}, {group: "", resources: [endpoints]}]
- level: None
  userGroups: [system:nodes]
  resources: [{group: coordination.k8s.io, resources: [leases]}, {group: "", resources: [nodes/status, events]}]
- level: None
  nonResourceURLs: [/healthz*, /readyz*, /livez*, /version, /metrics, /openapi/*]
- level: Metadata
  resources:
  - {group: "", resources: [secrets, configmaps, serviceaccounts/token]}
  - {group: authentication.k8s.io, resources: [tokenreviews]}
  - {group: oauth.openshift.io}
- level: RequestResponse
  verbs: [create, update, patch, delete]
- level: Metadata
`;

test('a policy without flaws has no findings', () => expect(lint(policyOf(GOOD))).toEqual([]));

describe('found is', () => {
  test.each([
    [
      'a rule that an earlier one shadows',
      `${GOOD}- level: Request\n  users: [alice]\n`,
      'shadowed-rule',
      /rules\[5\] in line \d+ matches all/,
    ],
    [
      'a wildcard among users',
      `- level: None\n  users: ["system:node:*"]\n${GOOD}`,
      'never-matches',
      /"system:node:\*" matches nothing but itself/,
    ],
    ['a verb in capitals', `- level: None\n  verbs: [GET]\n${GOOD}`, 'never-matches', /has the verb "GET"/],
    [
      'a wildcard in a resource',
      `- level: None\n  resources: [{group: "", resources: [pod*]}]\n${GOOD}`,
      'never-matches',
      /"pod\*" matches no resource/,
    ],
    [
      'a name where there is none',
      `- level: None\n  verbs: [create]\n  resources: [{group: "", resources: [pods], resourceNames: [a]}]\n${GOOD}`,
      'never-matches',
      /a cannot match with create/,
    ],
    [
      'secrets with bodies',
      GOOD.replace('secrets, ', ''),
      'secrets-recorded',
      /records the bodies of create\|update\|patch secrets$/,
    ],
    [
      'tokens in answers',
      GOOD.replace(', serviceaccounts/token', ''),
      'secrets-recorded',
      /records the bodies of create serviceaccounts\/token$/,
    ],
    [
      'exec that is not recorded',
      `- level: None\n  resources: [{group: "", resources: [pods/*]}]\n${GOOD}`,
      'sensitive-unrecorded',
      /does not record create\|get pods\/exec, pods\/attach/,
    ],
    ['noise', GOOD.replace('/healthz*, ', ''), 'noise-recorded', /records get \/healthz$/],
    ['what no rule is about', GOOD.replace(/- level: Metadata\n$/, ''), 'no-catch-all', /no rule matches everything/],
  ])('%s', (_, rules, check, message) => {
    const found = lint(policyOf(rules)).find((one) => one.check === check);
    expect(found?.message).toMatch(message);
    expect(found?.reason).not.toBe('');
  });

  test('a stage that only doubles events', () => {
    expect(lint(policyOf(GOOD, 'omitManagedFields: true\n'))).toMatchObject([
      { check: 'request-received', severity: 'info' },
    ]);
  });

  test('managed fields in bodies', () => {
    expect(lint(policyOf(GOOD, 'omitStages: [RequestReceived]\n'))).toMatchObject([
      { check: 'managed-fields', rule: 4 },
    ]);
  });
});

test('what is suggested mends what was found', () => {
  const bad = policyOf('- level: RequestResponse\n');
  const rules = lint(bad)
    .filter(({ check }) => check === 'secrets-recorded' || check === 'noise-recorded')
    .map(({ suggestion }) => suggestion)
    .join('');
  const left = lint(policyOf(`${rules}- level: RequestResponse\n`)).map(({ check }) => check);
  expect(rules).toContain('secrets');
  expect(left).toEqual([]);
});

test('what is suggested for what is not recorded records it', () => {
  const none = policyOf('- level: None\n');
  const [found] = lint(none).filter(({ check }) => check === 'sensitive-unrecorded');
  const decide = compile(policyOf(`${found?.suggestion}- level: None\n`));
  expect(SENSITIVE.filter(({ request }) => decide(request).level === 'None')).toEqual([]);
});

test('every request that is tried is one that a rule can tell from others', () => {
  for (const { target, request } of [...SECRET_IN_REQUEST, ...SECRET_IN_ANSWER, ...SENSITIVE, ...NOISE]) {
    expect([target, request.resource?.resource ?? request.path]).toEqual([target, expect.stringMatching(/^[a-z/]/)]);
  }
});

test('a rule that covers another matches all that the other does', () => {
  let covered = 0;
  fc.assert(
    fc.property(anyPair, fc.array(anyAttributes, { minLength: 10, maxLength: 30 }), ([earlier, later], requests) => {
      if (!covers(earlier, later)) return;
      const matched = requests.filter((one) => !mismatch(later, one));
      if (matched.length > 0) covered++;
      expect(matched.filter((one) => mismatch(earlier, one))).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
  expect(covered).toBeGreaterThan(50);
});
