import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Attributes } from '../../src/policy/attributes.ts';
import { compile } from '../../src/policy/compile.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { readPolicies } from '../../src/policy/read/read-policies.ts';
import { ROOT } from '../support/built.ts';

/** Policies in production use, and one with requests whose level is known. */

const SHARED = join(ROOT, '..', 'shared');
const POLICIES = join(SHARED, 'samples', 'policies');
const ORACLE = join(SHARED, 'oracles', 'gce-policy.yaml');

interface Case {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly resource?: string;
  readonly ns?: string;
  readonly group?: string;
  readonly sub?: string;
  readonly path?: string;
  readonly expect: string;
}

function attributesOf({ user, groups, verb, resource, ns = '', group = '', sub = '', path = '' }: Case): Attributes {
  const asked = resource ? { group, resource, subresource: sub, namespace: ns, name: '' } : undefined;
  return { user, groups, verb, resource: asked, path };
}

describe.skipIf(!existsSync(SHARED))(`with what is in ${SHARED}`, () => {
  test('all requests with a known level get it', () => {
    const [named] = readPolicies(readFileSync(ORACLE, 'utf8')).policies;
    const cases = readFileSync(ORACLE.replace('.yaml', '-cases.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line): Case => JSON.parse(line));
    const decide = compile(named!.policy!);
    const wrong = cases.filter(
      (one) =>
        decide(attributesOf(one)).level !== one.expect ||
        evaluate(named!.policy!, attributesOf(one)).level !== one.expect,
    );
    expect(cases).toHaveLength(309);
    expect(wrong).toEqual([]);
  });

  const files = existsSync(POLICIES) ? readdirSync(POLICIES).filter((name) => name.endsWith('.yaml')) : [];
  test.each(files)('%s is read', (name) => {
    const { policies, problems } = readPolicies(readFileSync(join(POLICIES, name), 'utf8'));
    expect(problems).toEqual([]);
    expect(policies).toHaveLength(1);
    expect(policies[0]?.policy?.rules.length).toBeGreaterThan(0);
    // One of them has a slip that kube-apiserver overlooks as well.
    expect(policies[0]?.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
