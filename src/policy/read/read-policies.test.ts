import { describe, expect, test } from 'vitest';
import { describeProblem } from '../problem.ts';
import { readPolicies } from './read-policies.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';

/** 27 million names in two kilobytes. */
const many = (what: string) => Array.from({ length: 300 }, () => what).join(',');
const BOMB = `${HEAD}n: &n [${many('x')}]
g: &g {resources: *n}
r: &r {level: None, resources: [${many('*g')}]}
rules: [${many('*r')}]
`;

function problemsOf(text: string): string[] {
  const { policies, problems } = readPolicies(text);
  return [...problems, ...policies.flatMap((one) => one.problems)].map((one) => describeProblem('p.yaml', one));
}

test('a policy is read with the places of its rules', () => {
  const text = `${HEAD}omitStages: [RequestReceived]\nrules:\n- level: None\n  users: [a]\n- level: Request\n  resources: [{group: apps}]\n  omitManagedFields: true\n`;
  const [{ policy } = { policy: undefined }] = readPolicies(text).policies;
  expect(policy).toMatchObject({ omitStages: ['RequestReceived'], omitManagedFields: false });
  expect(policy?.rules).toMatchObject([
    { level: 'None', users: ['a'], place: { line: 5 } },
    { level: 'Request', resources: [{ group: 'apps', resources: [] }], omitManagedFields: true, place: { line: 7 } },
  ]);
});

describe('refused is', () => {
  test.each([
    [
      'a version that there is not',
      'apiVersion: audit.k8s.io/v2\nkind: Policy\nrules: [{level: None}]',
      /p\.yaml:1:13: error: apiVersion: "audit\.k8s\.io\/v2" is not known/,
    ],
    ['another kind', 'apiVersion: audit.k8s.io/v1\nkind: Role\nrules: [{level: None}]', /2:7: error: kind: "Role"/],
    ['a policy without rules', HEAD, /1:1: error: rules: there must be at least one rule/],
    ['a rule without a level', `${HEAD}rules:\n- users: [a]`, /4:3: error: rules\[0\]\.level: is missing/],
    [
      'a level in small letters',
      `${HEAD}rules:\n- level: metadata`,
      /4:10: error: rules\[0\]\.level: "metadata" is not known; expected one of None, /,
    ],
    [
      'a stage that there is not',
      `${HEAD}omitStages: [Done]\nrules: [{level: None}]`,
      /3:14: error: omitStages\[0\]: "Done"/,
    ],
    [
      'a number for a name',
      `${HEAD}rules: [{level: None, users: [1]}]`,
      /3:31: error: rules\[0\]\.users\[0\]: expected a string, not 1/,
    ],
    [
      'a word that YAML 1.1 takes for a boolean',
      `${HEAD}rules: [{level: None, verbs: [on]}]`,
      /expected a string, not the boolean true/,
    ],
    ['a text for a list', `${HEAD}rules: [{level: None, users: alice}]`, /expected a list, not text/],
    ['a list for an object', `${HEAD}rules: [[]]`, /rules\[0\]: expected an object, not a list/],
    [
      'a group with a version',
      `${HEAD}rules: [{level: None, resources: [{group: apps/v1}]}]`,
      /resources\[0\]\.group: "apps\/v1" is no API group/,
    ],
    [
      'names without resources',
      `${HEAD}rules: [{level: None, resources: [{group: apps, resourceNames: [a]}]}]`,
      /resourceNames: names need at least one resource/,
    ],
    [
      'a URL without a stroke',
      `${HEAD}rules: [{level: None, nonResourceURLs: [healthz]}]`,
      /nonResourceURLs\[0\]: "healthz" must begin with \//,
    ],
    [
      'a star in the middle',
      `${HEAD}rules: [{level: None, nonResourceURLs: ["/a*/b"]}]`,
      /may have a \* at its end only/,
    ],
    [
      'URLs beside namespaces',
      `${HEAD}rules: [{level: None, nonResourceURLs: [/a], namespaces: [b]}]`,
      /either about resources and namespaces or/,
    ],
    ['a key that is there twice', `${HEAD}rules: [{level: None}]\nkind: Policy`, /error: Map keys must be unique/],
    ['the same in a rule', `${HEAD}rules: [{level: None, users: [a], level: All}]`, /p\.yaml:3:\d+: error: Map keys/],
    ['what aliases repeat too often', BOMB, /p\.yaml:1:1: error: it holds more than 50000 values, /],
    [
      'what is nested too deeply',
      `${HEAD}rules: ${'['.repeat(5_000)}`,
      /p\.yaml:3:\d+: error: it is nested too deeply/,
    ],
    ['what is no YAML', 'a: [', /p\.yaml:1:\d+: error: /],
    ['what is no object', '- a', /expected an object, not a list/],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text).join('\n')).toMatch(problem);
    expect(readPolicies(text).policies.some(({ policy }) => policy)).toBe(false);
  });
});

test('all that is wrong is said at once, in order', () => {
  const text = `${HEAD}rules:\n- level: All\n  nonResourceURLs: [a, "*b"]\n- level: None\n  omitStages: [X]\n`;
  expect(problemsOf(text).map((line) => line.split(':').slice(1, 5).join(':'))).toEqual([
    '4:10: error: rules[0].level',
    '5:21: error: rules[0].nonResourceURLs[0]',
    '5:24: error: rules[0].nonResourceURLs[1]',
    '5:24: error: rules[0].nonResourceURLs[1]',
    '7:16: error: rules[1].omitStages[0]',
  ]);
});

test('of what is of another kind it is not said that it is missing too', () => {
  expect(problemsOf(`${HEAD}rules: {}`)).toEqual(['p.yaml:3:8: error: rules: expected a list, not an object']);
  expect(problemsOf(`${HEAD}rules:\n- level: 5\n`)).toEqual([
    'p.yaml:4:10: error: rules[0].level: expected a string, not 5',
  ]);
  expect(problemsOf('- a')).toEqual(['p.yaml:1:1: error: expected an object, not a list']);
});

describe('what is merged into a rule is read as kube-apiserver reads it', () => {
  test.each([
    ['one', '<<: *a', { level: 'None', users: ['ann'] }],
    ['one, and members of its own before it', '{level: Request, <<: *a}', { level: 'Request', users: ['ann'] }],
    ['one, and members of its own behind it', '{<<: *a, level: Request}', { level: 'Request', users: ['ann'] }],
    ['several, the first first', '<<: [*b, *a]', { level: 'Metadata', users: ['ann'] }],
    ['one into which another is merged', '<<: *c', { level: 'None', verbs: ['get'], users: ['ann'] }],
  ])('%s', (_, rule, expected) => {
    const anchors = 'metadata: [&a {level: None, users: [ann]}, &b {level: Metadata}, &c {<<: *a, verbs: [get]}]\n';
    const { policies } = readPolicies(`${HEAD}${anchors}rules:\n- ${rule}\n`);
    expect(policies[0]?.problems).toEqual([]);
    expect(policies[0]?.policy?.rules).toMatchObject([expected]);
  });

  test('not what is no map, and with an error where its anchor stands', () => {
    const text = `${HEAD}metadata: &a {level: Bad}\nrules:\n- <<: *a\n- {<<: 5, level: None}\n- {<<: *gone, level: None}\n`;
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^p\.yaml:7:8: error: no value before it has the anchor &gone/),
    ]);
    expect(problemsOf(text.replace('*gone', '7'))).toEqual([
      expect.stringMatching(/^p\.yaml:3:\d+: error: rules\[0\]\.level: "Bad"/),
    ]);
  });
});

test('many aliases take no long time', () => {
  const { policies } = readPolicies(`${HEAD}a: &a {level: None}\nrules: [${Array(20_000).fill('*a').join(',')}]`);
  expect(policies[0]?.policy?.rules).toHaveLength(20_000);
});

test('a field that there is not is warned of, and overlooked', () => {
  const text = `${HEAD}rules:\n- level: None\n  resource: [pods]\n`;
  expect(problemsOf(text)).toEqual([
    expect.stringMatching(/^p\.yaml:5:3: warning: rules\[0\]\.resource: is no field here/),
  ]);
  expect(readPolicies(text).policies[0]?.policy?.rules).toHaveLength(1);
});

describe('a policy is found', () => {
  const inner = (indent: string) => `${HEAD}rules:\n- level: Bad\n`.replace(/^/gm, indent).trimEnd();
  const rules = { rules: [{ level: 'None' }] };
  const policy = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', ...rules };

  test.each([
    [
      'in a ConfigMap',
      `kind: ConfigMap\nmetadata: {name: cm}\ndata:\n  other: x\n  p.yaml: |\n${inner('    ')}\n`,
      'ConfigMap cm, p.yaml',
      '9:14',
    ],
    [
      'in a ConfigMap as one line',
      JSON.stringify({ kind: 'ConfigMap', data: { p: inner('') } }),
      'ConfigMap without a name, p',
      '1:33',
    ],
    [
      'in a specification of Kublr',
      `spec:\n  master:\n    kublrAgentConfig:\n      extensions:\n        audit_policy:\n          content: |\n${inner('            ')}\n          path: x\n`,
      'Kublr, spec.master.kublrAgentConfig',
      '10:22',
    ],
    [
      'in a list',
      JSON.stringify({ kind: 'List', items: [{ kind: 'Role' }, { ...policy, rules: [{ level: 'Bad' }] }] }),
      '',
      '1:107',
    ],
    ['in the second document', `---\n${HEAD}rules: [{level: None}]\n---\n${inner('')}\n`, '', '9:10'],
  ])('%s', (_, text, origin, place) => {
    const { policies } = readPolicies(text);
    const found = policies.at(-1);
    expect(found?.origin).toBe(origin);
    expect(found?.problems.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
  });

  test('in JSON', () => expect(readPolicies(JSON.stringify(policy)).policies[0]?.policy?.rules).toHaveLength(1));

  test('not where Kublr’s agent reads it from a file', () => {
    const text = 'spec: {master: {kublrAgentConfig: {extensions: {audit_policy: {path: a.yaml}}}}}';
    expect(problemsOf(text)).toEqual([expect.stringMatching(/error: Kublr, .*the policy is in another file, a\.yaml/)]);
  });
});
