import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerJson, answerProblem, type FakeServer, startFakeServer } from './testing/fake-server.ts';
import { runProgram } from './testing/run-program.ts';

let server: FakeServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-cli-'));
  await writeFile(join(folder, 'admin.token'), 'from-file\n');
  await mkdir(join(folder, 'bad'));
  server = await startFakeServer(({ path, headers }, response) => {
    if (path.startsWith('/elsewhere/')) {
      response.writeHead(301, { location: 'https://verbatim.example.com/' }).end();
      return;
    }
    if (path.startsWith('/proxy/')) {
      response.writeHead(502).end('<html>\x1b[31mBad Gateway');
      return;
    }
    if (!headers.authorization) return answerProblem(response, 401, 'UNAUTHORIZED');
    if (headers.authorization === 'Bearer wrong') return answerProblem(response, 401, 'UNAUTHORIZED');
    answerJson(response, { items: [] });
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test.each([
  [['--help'], 0, /Usage: verbatim/],
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
  [['help', 'search'], 0, /Examples:/],
  [['cluster', 'add', '--help'], 0, /kubeconfig/],
  [['import', '--help'], 0, /safe to repeat/],
])('%j answers on standard output', async (argv, code, text) => {
  const ran = await runProgram(argv);
  expect(ran).toMatchObject({ code, stderr: '' });
  expect(ran.stdout).toMatch(text);
});

test.each([
  [[], /Usage: verbatim/],
  [['serch'], /unknown command 'serch'\n\(Did you mean search\?\)/],
  [['search', '--limt', '3'], /unknown option '--limt'/],
  [['search', '--limit', '-1'], /whole number of at least 0/],
  [['search', '--limit', '1e3'], /whole number/],
  [['search', '-o', 'yaml'], /Allowed choices are table, wide/],
  [['search', 'verb:', 'get'], /too many arguments.*\nPut the query in quotation marks/],
  [['top', 'user', 'verb:', 'get'], /too many arguments.*\nPut the query in quotation marks/],
  [['fields', 'a'], /too many arguments[^\n]*\n\(--help/],
  [['tokne', '--help'], /unknown command 'tokne'/],
  [['cluster', 'ad', '-h'], /unknown command 'ad'\n\(Did you mean add\?\)/],
  [['search', '--utc', '--local'], /cannot be used with/],
  [['search', '--from', '2026-03-02', '--to', '2026-03-01'], /--from 2026-03-02 is after --to 2026-03-01/],
  [['top', 'user', '--from', 'now', '--to', '2h'], /--from now is after --to 2h/],
  [['search', '--file', '/nonexistent/a.log'], /There is no file “\/nonexistent\/a\.log”\.\n/],
  [['search', '--file', '/nonexistent/a.log', 'verb: get'], /There is no file “\/nonexistent\/a\.log”\.\n/],
  [['top', 'user', '--file', '-', 'none', 'nil'], /There is no file “none”, “nil”; a query goes before --file\./],
  [['top'], /missing required argument 'field'/],
  [['import', 'x'], /required option '--cluster/],
  [['cluster'], /Usage: verbatim cluster/],
])('%j is wrong usage', async (argv, text) => {
  const ran = await runProgram(argv);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(text);
});

test.each([
  ['http://127.0.0.1:2', 1, /There is no server at http:\/\/127\.0\.0\.1:2; start one with `verbatim serve`/],
  ['ftp://x', 2, /"ftp:\/\/x" is not the address of a server/],
  ['nonsense', 2, /"nonsense" is not the address/],
])('VERBATIM_URL=%s', async (url, code, text) => {
  const ran = await runProgram(['top', 'user'], { env: { VERBATIM_URL: url } });
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(text);
});

test.each([
  [{}, [], 1, /wants a token; set VERBATIM_TOKEN.*nonexistent\/admin\.token cannot be read/],
  [{ VERBATIM_TOKEN: 'wrong' }, [], 1, /does not take this token/],
  [{ VERBATIM_TOKEN: 'right' }, [], 0, /^$/],
  [{}, ['--data', 'FOLDER'], 0, /^$/],
  [{ VERBATIM_DATA: 'FOLDER' }, [], 0, /^$/],
])('token from %j %j', async (env, argv, code, text) => {
  const filled = (value: string) => value.replace('FOLDER', folder);
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
  const ran = await runProgram(['top', 'user', ...argv.map(filled)], { env: { VERBATIM_URL: server.url, ...given } });
  expect(ran.code).toBe(code);
  expect(ran.stderr).toMatch(text);
});

test.each(['se\ncret', 'se cret', 'se\u00e9cret'])(
  'a token that cannot be one is refused and not printed: %j',
  async (token) => {
    await writeFile(join(folder, 'bad', 'admin.token'), token);
    const env = { VERBATIM_URL: server.url };
    const fromEnvironment = await runProgram(['top', 'user'], { env: { ...env, VERBATIM_TOKEN: token } });
    const fromFile = await runProgram(['top', 'user', '--data', join(folder, 'bad')], { env });
    expect([fromEnvironment, fromFile]).toMatchObject([{ code: 2 }, { code: 2 }]);
    expect(fromEnvironment.stderr).toMatch(/^verbatim: VERBATIM_TOKEN holds what no token holds/);
    expect(fromFile.stderr).toMatch(/admin\.token holds what no token holds/);
    expect(fromEnvironment.stderr + fromFile.stderr).not.toMatch(/cret/);
  },
);

test.each([
  ['unreachable', 'http://ops:secret@127.0.0.1:2', 2],
  ['asked for a token', 'http://ops:secret@HOST', 2],
  ['not a server’s', 'ftp://ops:secret@127.0.0.1:2', 2],
  ['without a scheme', 'ops:secret@127.0.0.1:2', 2],
  ['a proxy’s', 'http://ops:secret@HOST/proxy/', 2],
])('a password in an address that is %s is not printed', async (_what, url, code) => {
  const env = { VERBATIM_URL: url.replace('HOST', new URL(server.url).host) };
  const ran = await runProgram(['top', 'user'], { env });
  expect(ran.code).toBe(code);
  expect(ran.stderr).not.toContain('secret');
});

test.each([
  ['/elsewhere', /sends on to https:\/\/verbatim\.example\.com\/; set VERBATIM_URL/],
  ['/proxy/', /is not Verbatim: 502 <html>\\x1b\[31mBad Gateway/],
])('an answer that is not Verbatim’s: %s', async (prefix, text) => {
  const ran = await runProgram(['top', 'user'], { env: { VERBATIM_URL: server.url + prefix } });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(text);
});
