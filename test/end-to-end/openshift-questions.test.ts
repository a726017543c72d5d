import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJq } from '../../src/query/jq/create-jq.ts';
import { ROOT } from '../support/built.ts';
import { runCli } from '../support/cli.ts';
import { hasProgram } from '../support/debian.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/**
 * The questions that OpenShift's documentation answers with `oc adm node-logs … | jq …`, asked as they stand there with
 * `--jq`, and in the query language: what jq finds in the same files is found, from a server and from files.
 */

const FIXTURES = join(ROOT, 'test', 'fixtures', 'openshift');
const SAMPLES = join(ROOT, '..', 'shared', 'samples', 'openshift');
const CRDS = '/apis/apiextensions.k8s.io/v1beta1';
const CVO = 'cluster-version-operator/v0.0.0 (linux/amd64) kubernetes/$Format';
const OAUTH = 'authentication.openshift.io';

interface Question {
  /** The whole expression, as it is documented. */
  readonly jq: string;
  /** The same in the query language; with `selected`, what jq does with what it finds. */
  readonly kql: string;
  readonly selected?: string;
}

const user = (name: string): Question => ({
  jq: `select(.user.username == ${JSON.stringify(name)})`,
  kql: `user.username: ${JSON.stringify(name)}`,
});
const agent = (name: string): Question => ({
  jq: `select(.userAgent == ${JSON.stringify(name)})`,
  kql: `userAgent: ${JSON.stringify(name)}`,
});

const QUESTIONS: Readonly<Record<string, Question>> = {
  'by user name': user('myusername'),
  'by user agent': agent(CVO),
  'by the beginning of the URI, the user agent alone': {
    jq: `select(.requestURI | startswith("${CRDS}")) | .userAgent`,
    kql: `requestURI: ${CRDS}*`,
    selected: '.userAgent',
  },
  'any verb but get': { jq: 'select(.verb != "get")', kql: 'not verb: get' },
  'logins of a named user that failed with an error': {
    jq: `select(.annotations["${OAUTH}/username"] != null and .annotations["${OAUTH}/decision"] == "error")`,
    // jq's `!= null` is true of an empty name too; `*` alone is not.
    kql: `annotations."${OAUTH}/username": (* or "") and annotations."${OAUTH}/decision": error`,
  },
  'the same, where a name is given': {
    jq: `select((.annotations["${OAUTH}/username"] // "") != "" and .annotations["${OAUTH}/decision"] == "error")`,
    kql: `annotations."${OAUTH}/username": * and annotations."${OAUTH}/decision": error`,
  },
};

/** The questions of the samples, about names that stand in them. */
const SAMPLE_QUESTIONS: Readonly<Record<string, Question>> = {
  ...QUESTIONS,
  'by the name of a service account': user('system:serviceaccount:openshift-monitoring:prometheus-k8s'),
  'by an agent of a browser': agent('Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 Firefox/91.0'),
};

const folder = await temporaryDirectory();
let server: Server;
beforeAll(async () => {
  server = await startServer({ data: join(folder, 'data') });
});
afterAll(() => server.end('SIGKILL'));

/** Every log below a folder, by the folders and its name. */
async function logsIn(root: string): Promise<Map<string, string>> {
  const names = existsSync(root) ? await readdir(root, { recursive: true }) : [];
  const logs = names.filter((name) => name.endsWith('.log')).sort();
  return new Map(
    await Promise.all(logs.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const)),
  );
}

/** The same logs as must-gather packs them. */
async function mustGather(name: string, logs: ReadonlyMap<string, string>): Promise<string> {
  const root = join(folder, name, 'must-gather.local', 'quay-io-openshift', 'audit_logs');
  for (const [path, text] of logs) {
    const [component = '', file = ''] = path.split('/');
    await mkdir(join(root, component), { recursive: true });
    await writeFile(join(root, component, `master-0-${file}.gz`), gzipSync(text));
    await writeFile(join(root, `${component}.audit_logs_listing`), `master-0 ${file}\n`);
  }
  const archive = join(folder, `${name}.tar.gz`);
  await create({ file: archive, gzip: true, cwd: join(folder, name) }, ['must-gather.local']);
  return archive;
}

/** What jq makes of some logs: the one compiled in, and Debian's where it is there, which must agree. */
async function answerOfJq(expression: string, logs: ReadonlyMap<string, string>): Promise<string[]> {
  const text = [...logs.values()].join('');
  const results: string[] = [];
  for await (const result of createJq().run(expression, only(text))) results.push(result.trimEnd());
  if (HAS_JQ) {
    const { stdout } = spawnSync('jq', ['-c', expression], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(linesOf(stdout)).toEqual(results);
  }
  return results.sort();
}

const HAS_JQ = hasProgram('jq', ['--version']);

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}

const linesOf = (text: string) => text.split('\n').filter(Boolean);
/** JSON as jq writes it: what was received may have Go's escapes. */
const asJq = (line: string) => JSON.stringify(JSON.parse(line));

async function search(args: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await runCli(server, ['search', '--limit', '0', '-o', 'jsonl', ...args]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return linesOf(stdout.toString()).sort();
}

function answersAsJq(
  questions: Readonly<Record<string, Question>>,
  logs: ReadonlyMap<string, string>,
  place: () => readonly string[],
): void {
  test.each(Object.entries(questions))('%s', async (name, { jq, kql, selected }) => {
    const expected = await answerOfJq(jq, logs);
    expect(await search(['--jq', jq, ...place()])).toEqual(expected);
    const found = await search([...(selected ? ['--jq', selected] : []), kql, ...place()]);
    expect(found.map(asJq).sort()).toEqual(expected);
    if (questions === QUESTIONS) expect(expected.length, `${name} finds something`).toBeGreaterThan(0);
  });
}

const fixtures = await logsIn(FIXTURES);
const archive = await mustGather('fixtures', fixtures);

describe('of a server that imported a must-gather', () => {
  beforeAll(async () => {
    const { code } = await runCli(server, ['import', archive, '--cluster', 'fixtures']);
    expect(code).toBe(0);
  });
  answersAsJq(QUESTIONS, fixtures, () => ['--cluster', 'fixtures']);

  test('of one component, as oc adm node-logs is asked for one', async () => {
    const { jq, kql } = QUESTIONS['by user name']!;
    const logs = new Map([...fixtures].filter(([path]) => path.startsWith('openshift-apiserver/')));
    const found = await search([`${kql} and component: openshift-apiserver`, '--cluster', 'fixtures']);
    expect(found.map(asJq).sort()).toEqual(await answerOfJq(jq, logs));
    const shown = await runCli(server, ['node-logs', 'show', 'master-0', '--path', 'openshift-apiserver/audit.log']);
    expect(shown.stdout.toString()).toBe(logs.get('openshift-apiserver/audit.log'));
  });
});

describe('of a must-gather in a file', () => {
  answersAsJq(QUESTIONS, fixtures, () => ['--file', archive]);

  test('of one component', async () => {
    const { jq, kql } = QUESTIONS['by user name']!;
    const logs = new Map([...fixtures].filter(([path]) => path.startsWith('openshift-apiserver/')));
    const found = await search([`${kql} and component: openshift-apiserver and node: master-0`, '--file', archive]);
    expect(found.map(asJq).sort()).toEqual(await answerOfJq(jq, logs));
  });
});
describe('of the folders of a node', () => answersAsJq(QUESTIONS, fixtures, () => ['--file', FIXTURES]));

const samples = await logsIn(SAMPLES);
describe.runIf(samples.size > 0)('of real lines', () => {
  beforeAll(async () => {
    await runCli(server, ['import', ...[...samples.keys()].map((name) => join(SAMPLES, name)), '--cluster', 'samples']);
  });
  describe('on a server', () => answersAsJq(SAMPLE_QUESTIONS, samples, () => ['--cluster', 'samples']));
  const paths = [...samples.keys()].map((name) => join(SAMPLES, name));
  describe('in files', () => answersAsJq(SAMPLE_QUESTIONS, samples, () => ['--file', ...paths]));
});
