import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerJson, answerProblem, type FakeServer, type Handler, startFakeServer } from '../testing/fake-server.ts';
import { type RunOptions, runProgram } from '../testing/run-program.ts';

const TWO = '{"n":1}\n{"n":2}\n';

let folder: string;
let server: FakeServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-import-'));
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

const at = (...path: readonly string[]) => join(folder, ...path);

/** Every line is an event that is new. */
const takeAll: Handler = ({ body }, response) => {
  const received = body.split('\n').filter(Boolean).length;
  answerJson(response, { received, stored: received, duplicates: 0, quarantined: 0 });
};

async function run(paths: readonly string[], handler: Handler = takeAll, options: RunOptions = {}) {
  server = await startFakeServer(handler);
  const ran = await runProgram(['import', ...paths, '--cluster', 'prod'], {
    env: { VERBATIM_URL: server.url },
    ...options,
  });
  const delivered = server.seen.filter(({ query }) => !query.has('wait'));
  return { ...ran, stderr: ran.stderr.replaceAll(folder, ''), bodies: delivered.map(({ body }) => body) };
}

test('a must-gather tells node and component; its listings are no logs; one broken file does not stop the others', async () => {
  const event = '{"auditID":"a","verb":"get"}\n';
  const logs = at('mg', 'audit_logs', 'kube-apiserver');
  await mkdir(logs, { recursive: true });
  await mkdir(at('mg', 'audit_logs', 'oauth-server'));
  await writeFile(at('mg', 'audit_logs', 'kube-apiserver.audit_logs_listing'), 'm-0 audit.log\n');
  await writeFile(join(logs, 'm-0-audit-2021-03-09T00-12-19.834.log.gz'), gzipSync(event));
  await writeFile(join(logs, 'm-0-audit.log.gz'), gzipSync(event).subarray(0, 12));
  await writeFile(join(logs, 'm-1-audit.log.gz'), Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]));
  await writeFile(at('mg', 'audit_logs', 'oauth-server', 'm-1-audit.log.gz'), gzipSync(event));
  await create({ file: at('all.tar.gz'), gzip: true, cwd: at('mg') }, ['audit_logs']);
  await create({ file: at('several.tar'), cwd: folder }, ['all.tar.gz']);
  for (const path of [at('mg'), at('several.tar')]) {
    const ran = await run([path]);
    expect(ran.code).toBe(1);
    const labels = server!.seen.filter(({ query }) => !query.has('wait')).map(({ query }) => Object.fromEntries(query));
    expect(labels.map(({ node, component }) => [node, component])).toEqual([
      ['m-0', 'kube-apiserver'],
      ['m-1', 'oauth-server'],
    ]);
    expect(ran.stderr).toMatch(/listing: skipped, a list of files/);
    expect(ran.stderr).toMatch(/m-0-audit\.log\.gz: unexpected end of file/);
    expect(ran.stderr).toMatch(/m-1-audit\.log\.gz: It is packed with zstd/);
    expect(ran.stderr).toMatch(/2 files could not be imported\.\n$/);
    await server?.close();
  }
});

test('lines that begin with their node go as lines of that node', async () => {
  const line = (node: string, n: number) => `${node} {"kind":"Event","auditID":"${n}"}\n`;
  await mkdir(at('oauth-server'));
  await writeFile(at('oauth-server', 'out.txt'), line('m-0', 1) + line('m-1', 2) + line('m-0', 3));
  const ran = await run([at('oauth-server', 'out.txt')]);
  expect(ran.bodies).toEqual([line('m-0', 1) + line('m-0', 3), line('m-1', 2)]);
  expect(server!.seen.map(({ query }) => query.get('node')).slice(0, 2)).toEqual(['m-0', 'm-1']);
  expect(ran.stderr).toContain('1 file, 3 events');
});

test.each([
  ['from paths, is left out', [], 0],
  ['by the caller, is not', ['--node', 'n'], 1],
])('a token that may not say the component, which is said %s', async (_name, flags, code) => {
  await mkdir(at('oauth-server'));
  await writeFile(at('oauth-server', 'audit.log'), TWO);
  const ran = await run([at('oauth-server', 'audit.log'), ...flags], (seen, response) =>
    seen.query.has('component') ? answerProblem(response, 403, 'FORBIDDEN') : takeAll(seen, response),
  );
  expect(ran.code).toBe(code);
  expect(ran.stderr.includes('is left out')).toBe(code === 0);
});

test('a pattern that finds no node is a wrong usage', async () => {
  const ran = await run(['x', '--node-pattern', '/x/*']);
  expect(ran).toMatchObject({ code: 2, bodies: [] });
  expect(ran.stderr).toContain('--node-pattern cannot be used: expected a regular expression with a group');
});
