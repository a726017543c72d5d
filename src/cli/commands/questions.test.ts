import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerJson, answerProblem, type FakeServer, startFakeServer } from '../testing/fake-server.ts';
import { runProgram } from '../testing/run-program.ts';

let server: FakeServer;
const program = (...argv: string[]) =>
  runProgram(argv, { env: { VERBATIM_URL: server.url, VERBATIM_TOKEN: 'secret' } });

const VALUES = [
  { value: 'alice', count: 1000 },
  { value: '=\u202ebob', count: 125 },
];
const BUCKETS = [
  { time: '2026-03-01T03:00:00.000000Z', count: 0 },
  { time: '2026-03-01T04:00:00.000000Z', count: 7 },
];

beforeAll(async () => {
  server = await startFakeServer(({ path, query }, response) => {
    if (query.get('by') === '1x')
      return answerProblem(response, 400, 'REQUEST_INVALID', { detail: 'by: not a width.' });
    if (query.get('field') === 'usr') {
      const detail = 'There is no field “usr”.';
      return answerProblem(response, 400, 'QUERY_FIELD', { detail, position: 0, end: 3, suggestion: 'user' });
    }
    if (query.get('field') === 'verb') return answerJson(response, { items: Array(10).fill(VALUES[0]) });
    if (path === '/api/v1/top') return answerJson(response, { items: VALUES });
    answerJson(response, { buckets: BUCKETS });
  });
});
afterAll(() => server.close());

test('top asks, with the token', async () => {
  await program('top', 'user', 'verb: get', '--limit', '3', '--stages', 'all', '--cluster', 'a');
  const { path, query, headers } = server.seen.findLast((one) => one.path !== '/api/v1/clusters')!;
  expect(path).toBe('/api/v1/top');
  expect(headers.authorization).toBe('Bearer secret');
  expect(Object.fromEntries(query)).toEqual({
    field: 'user',
    query: 'verb: get',
    limit: '3',
    stages: 'all',
    cluster: 'a',
  });
});

test('histogram asks', async () => {
  await program('histogram', '--by', '5m', '--from', 'now-1d');
  expect(Object.fromEntries(server.seen.at(-1)!.query)).toEqual({ by: '5m', from: 'now-1d' });
  await program('histogram', '--by', '1d', '--local');
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(Object.fromEntries(server.seen.at(-1)!.query)).toEqual({ by: '1d', timezone });
});

test.each([
  [
    ['top', 'user'],
    'COUNT                        VALUE\n 1000  ████████████████████  alice\n  125  ██▌                   =\\u202ebob\n',
  ],
  [['top', 'user', '-o', 'jsonl'], VALUES.map((one) => `${JSON.stringify(one)}\n`).join('')],
  [['top', 'user', '-o', 'json'], `${JSON.stringify(VALUES, null, 2)}\n`],
  [['top', 'user', '-o', 'csv'], 'count,value\r\n1000,alice\r\n125,=\u202ebob\r\n'],
  [
    ['histogram'],
    'TIME                  COUNT\n2026-03-01T03:00:00Z      0\n2026-03-01T04:00:00Z      7  ████████████████████\n',
  ],
  [['histogram', '-o', 'csv'], 'time,count\r\n2026-03-01T03:00:00.000000Z,0\r\n2026-03-01T04:00:00.000000Z,7\r\n'],
])('%j', async (argv, expected) => {
  expect(await program(...argv)).toMatchObject({ code: 0, stderr: '', stdout: expected });
});

test.each([
  [[], '10 shown, most frequent first; --limit N shows more.\n'],
  [['--limit', '10'], ''],
  [['-o', 'jsonl'], ''],
])('top says that there may be more: %j', async (argv, stderr) => {
  expect(await program('top', 'verb', ...argv)).toMatchObject({ code: 0, stderr });
});

test('what the server finds wrong with a request is wrong usage', async () => {
  expect(await program('histogram', '--by', '1x')).toMatchObject({ code: 2, stderr: 'verbatim: by: not a width.\n' });
});

test('an error in the counted field is shown in the field', async () => {
  expect((await program('top', 'usr', 'verb: get')).stderr).toBe(
    'verbatim: There is no field “usr”.\n  usr\n  ^~~\nDid you mean user?\n',
  );
});

test('fields are listed without a server', async () => {
  const { code, stdout } = await runProgram(['fields', '-o', 'jsonl'], { env: { VERBATIM_URL: 'http://127.0.0.1:2' } });
  const names = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { name: string }).name);
  expect({ code, names }).toMatchObject({ code: 0, names: expect.arrayContaining(['actor', 'objectRef.resource']) });
  expect((await runProgram(['fields'])).stdout).toMatch(/^FIELD +SHORT +TYPE +EXAMPLE +MEANING\ntime /);
});
