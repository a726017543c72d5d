import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerLines, answerProblem, type FakeServer, startFakeServer } from '../testing/fake-server.ts';
import { deletion, item } from '../testing/items.ts';
import { brokenPipe, runProgram } from '../testing/run-program.ts';

const HOSTILE = item(
  { ...deletion('ResponseComplete', 7), userAgent: '=HYPERLINK("x")\u202e,\x1b]0;owned\x07', verb: 'get\nset' },
  { id: 'j1-2', actor: '\x1b[31mroot\u200b', outcome: 'denied' },
);
const ITEMS = [item(deletion('ResponseComplete', 7)), HOSTILE];
/** Beyond 2^53, and written as only a program would: to be printed as it is. */
const EXACT = '{"requestObject":{"n":12345678901234567890, "f":1.0}}';

let server: FakeServer;
const search = (...argv: string[]) => runProgram(['search', ...argv], { env: { VERBATIM_URL: server.url } });

beforeAll(async () => {
  server = await startFakeServer(({ query }, response) => {
    if (query.get('query') === 'none') return answerLines(response, []);
    if (query.get('query')?.startsWith('usr')) {
      const more = { detail: 'There is no field "usr".', position: 0, end: 3, suggestion: 'user' };
      return answerProblem(response, 400, 'QUERY_FIELD', more);
    }
    if (query.get('query') === 'breaks') {
      response.writeHead(200).write('{"a":1}\n');
      setTimeout(() => response.destroy(), 50);
      return;
    }
    if (query.get('query') === 'endless') {
      const more = () => {
        while (!response.destroyed && response.write(`${JSON.stringify(HOSTILE)}\n`));
      };
      response.on('drain', more);
      return more();
    }
    if (query.get('query') === 'many') return answerLines(response, Array(100).fill(JSON.stringify(ITEMS[0])));
    if (query.get('query') === 'hostile') return answerLines(response, [JSON.stringify(HOSTILE)]);
    const view = query.get('view');
    if (view === 'envelope')
      return answerLines(
        response,
        ITEMS.map((one) => JSON.stringify(one)),
      );
    answerLines(response, [view === 'raw' ? 'as it came' : EXACT, '{}']);
  });
});
afterAll(() => server.close());

test('asks for what the options say', async () => {
  await search('verb: get', '--from', 'now-1d', '--to', '2h', '--cluster', 'a,b', '--cluster', 'c', '--order', 'asc');
  const { path, query, headers } = server.seen.findLast((one) => one.path !== '/api/v1/clusters')!;
  expect(path).toBe('/api/v1/events');
  expect(headers.accept).toBe('application/x-ndjson');
  expect(Object.fromEntries(query)).toEqual({
    query: 'verb: get',
    from: 'now-1d',
    to: '2h',
    cluster: 'a,b,c',
    order: 'asc',
    limit: '100',
    view: 'envelope',
  });
  await search('--limit', '0', '-o', 'raw');
  expect(Object.fromEntries(server.seen.at(-1)!.query)).toEqual({ order: 'desc', view: 'raw' });
});

test.each([
  [['-o', 'raw'], 'as it came\n{}\n'],
  [['-o', 'jsonl'], `${EXACT}\n{}\n`],
  [['-o', 'jsonl', '--envelope'], ITEMS.map((one) => `${JSON.stringify(one)}\n`).join('')],
  [['-o', 'json'], `[\n${EXACT},\n{}\n]\n`],
  [['none', '-o', 'json'], '[]\n'],
  [['none', '-o', 'jsonl'], ''],
])('prints exactly: %j', async (argv, expected) => {
  expect(await search(...argv)).toMatchObject({ code: 0, stdout: expected, stderr: '' });
});

test('a table in a pipe is neither coloured nor cut, and nothing in it acts on a terminal', async () => {
  expect((await search()).stdout.split('\n')).toEqual([
    'TIME                  ACTOR               VERB      RESOURCE                  OUTCOME  CODE  FROM      AGENT                           ID',
    '2026-03-01T03:12:45Z  alice               delete    secrets prod/db-password  allowed   200  10.1.2.3  kubectl/v1.31.0                 j1-1',
    '2026-03-01T03:12:45Z  \\x1b[31mroot\\u200b  get\\nset  secrets prod/db-password  denied    200  10.1.2.3  ' +
      '=HYPERLINK("x")\\u202e,\\x1b]0;owned\\x07  j1-2',
    '',
  ]);
});

test('a table on a terminal fits it and is coloured', async () => {
  const { stdout } = await runProgram(['search'], { env: { VERBATIM_URL: server.url }, terminal: 80 });
  expect(stdout).toContain('\x1b[31mdenied');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is removed
  const lines = stdout.replace(/\x1b\[\d+m/g, '').split('\n');
  expect(lines.every((line) => line.length <= 80)).toBe(true);
  expect(lines[1]).toContain('…');
});

test.each([
  [{ NO_COLOR: '1' }, 80, false],
  [{ FORCE_COLOR: '1' }, undefined, true],
  [{ FORCE_COLOR: '0' }, 80, false],
  [{ TERM: 'dumb' }, 80, false],
])('colours: %j on a terminal of %s columns → %s', async (env, terminal, coloured) => {
  const options = { env: { VERBATIM_URL: server.url, ...env }, ...(terminal ? { terminal } : {}) };
  expect((await runProgram(['search'], options)).stdout.includes('\x1b[')).toBe(coloured);
});

test('wide adds columns', async () => {
  const { stdout } = await search('-o', 'wide');
  expect(stdout.split('\n')[0]).toMatch(/^TIME +CLUSTER +PLATFORM .* URI +STAGE +LEVEL +AUDITID.* ID$/);
  expect(stdout).toContain('ops,system:authenticated');
});

test('csv is what was recorded, quoted; --spreadsheet guards formulas', async () => {
  const agent = '""x"")\u202e,\x1b]0;owned\x07"';
  const exact = (await search('-o', 'csv')).stdout;
  expect(exact.split('\r\n')[0]).toMatch(/^time,cluster,.*,user\.groups,verb,.*,quarantine,id$/);
  expect(exact).toContain(`,"=HYPERLINK(${agent}`);
  expect(exact).toContain(',"get\nset",');
  expect((await search('-o', 'csv', '--spreadsheet')).stdout).toContain(`,"'=HYPERLINK(${agent}`);
});

test('no match is done', async () => {
  expect(await search('none')).toMatchObject({ code: 0, stderr: '' });
});

test('an error in the query shows where', async () => {
  const { code, stderr, stdout } = await search('usr: "\x1b[31m"');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    'verbatim: There is no field "usr".',
    '  usr: "\\x1b[31m"',
    '  ^~~',
    'Did you mean user?',
    '',
  ]);
});

test('an answer that breaks off is a failure, and what came is printed', async () => {
  const { code, stdout, stderr } = await search('breaks', '-o', 'jsonl');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '{"a":1}\n' });
  expect(stderr).toMatch(/closed the connection/);
});

test('a reader that goes away ends an endless answer quietly', async () => {
  for (const format of ['raw', 'json', 'csv', 'table']) {
    const { code, stderr } = await runProgram(['search', 'endless', '--limit', '0', '-o', format], {
      env: { VERBATIM_URL: server.url },
      stdout: brokenPipe(100_000),
    });
    expect({ format, code, stderr }).toEqual({ format, code: 0, stderr: '' });
  }
});

test.each([
  [[], '100 shown, newest first; --limit 0 shows all.\n'],
  [['-o', 'wide', '--order', 'asc'], '100 shown, oldest first; --limit 0 shows all.\n'],
  [['--limit', '100'], ''],
  [['-o', 'csv'], ''],
])('a limit that nobody gave is told where it was reached: %j', async (argv, stderr) => {
  expect(await search('many', ...argv)).toMatchObject({ code: 0, stderr });
});

test.each(['jsonl', 'json', 'csv'])('%s on a terminal does nothing to it', async (format) => {
  const argv = ['search', 'hostile', '-o', format, '--envelope'];
  const { stdout } = await runProgram(argv, { env: { VERBATIM_URL: server.url }, terminal: 80 });
  expect(stdout).toContain('\\u202e');
  expect(['\u202e', '\u200b', '\x1b', '\x07'].filter((character) => stdout.includes(character))).toEqual([]);
  if (format === 'jsonl') expect(JSON.parse(stdout)).toEqual(HOSTILE);
  if (format === 'json') expect(JSON.parse(stdout)).toEqual([HOSTILE]);
});

test.each([
  [80, /^TIME +ACTOR +VERB +RESOURCE +OUTCOME +ID$/],
  [89, /OUTCOME +FROM +ID$/],
  [95, /OUTCOME +CODE +FROM +ID$/],
  [103, /OUTCOME +CODE +FROM +AGENT +ID$/],
])('%i columns show what fits, and whole ids', async (terminal, header) => {
  const { stdout } = await runProgram(['search'], { env: { VERBATIM_URL: server.url, NO_COLOR: '1' }, terminal });
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(header);
  expect(lines.slice(1).every((line) => /j1-\d$/.test(line))).toBe(true);
});
