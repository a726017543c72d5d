import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Attributes } from '../../src/policy/attributes.ts';
import { compile } from '../../src/policy/compile.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { presetText } from '../../src/policy/presets/preset.ts';
import { findPreset } from '../../src/policy/presets/presets.ts';
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

  test.each([
    ['gce', ORACLE],
    ['kublr-default', join(POLICIES, 'kublr-default.yaml')],
    ['openshift-default', join(POLICIES, 'openshift-default.yaml')],
    ['openshift-writerequestbodies', join(POLICIES, 'openshift-writerequestbodies.yaml')],
    ['openshift-allrequestbodies', join(POLICIES, 'openshift-allrequestbodies.yaml')],
    ['openshift-none', join(POLICIES, 'openshift-none.yaml')],
  ])('the preset %s asks for what the original does', (name, file) => {
    expect(rulesOf(presetText(findPreset(name)))).toEqual(rulesOf(readFileSync(file, 'utf8')));
  });
});

/** Of the only policy in a text, without where they stand; the order of words in a list means nothing. */
function rulesOf(text: string): unknown {
  const policy = readPolicies(text).policies[0]?.policy as Policy;
  const sorted = (_key: string, value: unknown) =>
    Array.isArray(value) && typeof value[0] === 'string' ? [...value].sort() : value;
  const rules = policy.rules.map(({ place: _, ...rule }) => rule);
  return JSON.parse(JSON.stringify({ ...policy, rules }, sorted));
}
