import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  users: [system:kube-proxy]
- level: Metadata
  resources:
  - resources: [secrets]
- level: Request
  verbs: [delete, create]
`;

const EVENTS = [
  { auditID: 'a', verb: 'get', user: { username: 'system:kube-proxy' }, objectRef: { resource: 'secrets' } },
  { auditID: 'b', verb: 'delete', user: { username: 'alice' }, objectRef: { resource: 'pods', name: 'api' } },
  { auditID: 'c', verb: 'list', user: { username: 'alice' }, objectRef: { resource: 'pods' } },
].map((event) =>
  JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Request',
    stage: 'ResponseComplete',
    ...event,
  }),
);

const directory = await mkdtemp(join(tmpdir(), 'verbatim-policy-'));
afterAll(() => rm(directory, { recursive: true }));

const explain = (stdin: string, ...argv: string[]) => runProgram(['policy', 'explain', '-', ...argv], { stdin });

test('says which rule decides and why the others do not match', async () => {
  const { code, stdout } = await explain(
    POLICY,
    '--user',
    'alice',
    '--verb',
    'delete',
    '--resource',
    'pods/log',
    '-n',
    'prod',
  );
  expect(code).toBe(0);
  expect(stdout).toBe(`rules[0], line 5: does not match: users system:kube-proxy; the request has alice
rules[1], line 7: does not match: resources secrets of the core group; the request has pods/log of the core group
rules[2], line 10: matches
Request: rules[2] decides.
Recorded in the stages ResponseStarted, ResponseComplete, Panic, with the request’s body.
`);
});

test('says that nothing is recorded where no rule matches', async () => {
  const { stdout } = await explain(POLICY, '--path', '/healthz');
  expect(stdout).toMatch(/^None: no rule matches\.\nNothing is recorded\.\n$/m);
});

test('says it for each event of a file, in its order', async () => {
  const file = join(directory, 'audit.log');
  await writeFile(file, `${EVENTS.join('\n')}\nnot an event\n`);
  const { code, stdout, stderr } = await explain(POLICY, '--events', file, '-o', 'jsonl');
  expect(code).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { auditID: 'a', level: 'None', rule: 0, omitStages: ['RequestReceived'] },
    { auditID: 'b', level: 'Request', rule: 2, omitStages: ['RequestReceived'] },
    { auditID: 'c', level: 'None', rule: null, omitStages: ['RequestReceived'] },
  ]);
  expect(stderr).toContain('1 line could not be read as an event');
  const table = await explain(POLICY, '--events', file);
  expect(table.stdout).toMatch(
    /^LEVEL {4}RULE {5,}EVENT\nNone {5}rules\[0\] +system:kube-proxy read .*\nRequest {2}rules\[2\] +alice deleted pod api/,
  );
});

test('notes what kube-apiserver overlooks, and goes on', async () => {
  const { code, stderr } = await explain(POLICY.replace('verbs:', 'verb:'), '--path', '/x');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^-:11:3: warning: rules\[2\]\.verb: is no field here/);
});

describe('refuses', () => {
  test.each([
    [
      'a policy with errors, naming all',
      POLICY.replace('None', 'none').replace('[RequestReceived]', '[X]'),
      ['--path', '/x'],
      1,
      /-:3:14: error: omitStages\[0\][\s\S]*-:5:10: error: rules\[0\]\.level/,
    ],
    ['what holds no policy', 'kind: ConfigMap', ['--path', '/x'], 1, /holds no policy/],
    ['several policies', `${POLICY}---\n${POLICY}`, ['--path', '/x'], 2, /holds 2 policies, and one is needed/],
    ['no request', POLICY, [], 2, /--resource NAME or --path PATH/],
  ])('%s', async (_, policy, argv, code, message) => {
    const ran = await explain(policy, ...argv);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });
});

const lint = (stdin: string, ...argv: string[]) => runProgram(['policy', 'lint', '-', ...argv], { stdin });

test('lint says what is wrong in which line, why, and what would mend it, and fails', async () => {
  const { code, stdout, stderr } = await lint(POLICY);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^-:10:1: warning: no rule matches everything; .*\[no-catch-all\]\n {2}What no rule .*\n {4}- level: Metadata\n/m,
  );
  expect(stderr).toMatch(/-: \d findings to mend/);
});

test('lint says it to programs', async () => {
  const { stdout } = await lint(POLICY.replace('level: None', 'level: Nothing'), '-o', 'jsonl');
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      file: '-',
      line: 5,
      column: 10,
      severity: 'error',
      check: 'invalid',
      rule: 0,
      message: expect.stringContaining('"Nothing"'),
    },
  ]);
});

test('lint succeeds where there is nothing to mend', async () => {
  const policy = `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Metadata\n`;
  const { code, stdout } = await lint(policy);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^-:4:3: info: rules\[0\] /);
});

test('presets are listed, printed, and taken where a policy is', async () => {
  const { stdout: list } = await runProgram(['policy', 'presets', '-o', 'csv']);
  expect(list.split('\n').map((line) => line.split(',')[0])).toContain('openshift-default');
  const { stdout } = await runProgram(['policy', 'presets', 'mke-request']);
  expect(await explain(stdout, '--path', '/_ping')).toMatchObject({
    stdout: expect.stringMatching(/^None: rules\[0\] decides/m),
  });
  const preset = await runProgram(['policy', 'explain', 'preset:verbatim', '--verb', 'get', '--resource', 'secrets']);
  expect(preset.stdout).toContain('Metadata: rules[');
  expect(await runProgram(['policy', 'lint', 'preset:none'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there are verbatim, '),
  });
});
