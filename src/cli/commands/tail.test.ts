import { afterEach, expect, test } from 'vitest';
import { answerProblem, type FakeServer, type Handler, startFakeServer } from '../testing/fake-server.ts';
import { deletion, item } from '../testing/items.ts';
import { runProgram } from '../testing/run-program.ts';

let server: FakeServer | undefined;
afterEach(() => server?.close());

const ITEM = item(deletion('ResponseComplete', 7));
const MISSED = 'event: missed\ndata: {"count":1234}\n\n';
const record = (n: number) => `event: record\ndata: ${JSON.stringify({ ...ITEM, event: { n } })}\n\n`;

/** Runs `tail` against a server until standard output holds `until`. */
async function tail(argv: readonly string[], handler: Handler, until: string) {
  server = await startFakeServer(handler);
  return runProgram(['tail', ...argv], {
    env: { VERBATIM_URL: server.url },
    onOutput: (text, interrupt) => {
      if (text.includes(until)) interrupt();
    },
  });
}

test('prints events as they come, whatever the chunks, until it is interrupted', async () => {
  const ran = await tail(
    ['verb: get', '--cluster', 'a', '-o', 'jsonl'],
    async (_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const part of [': keep-alive\n\n', record(1).slice(0, 40), record(1).slice(40) + MISSED + record(2)]) {
        response.write(part);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    '{"n":2}',
  );
  expect(ran).toEqual({
    code: 0,
    stdout: '{"n":1}\n{"n":2}\n',
    stderr: 'verbatim: too slow; 1,234 events passed over\n',
    waits: [],
  });
  expect(Object.fromEntries(server!.seen.find((one) => one.path.endsWith('tail'))!.query)).toEqual({
    query: 'verb: get',
    cluster: 'a',
  });
});

test('a table row for each event, at once', async () => {
  const ran = await tail(
    [],
    (_seen, response) => {
      response.writeHead(200).write(`event: record\ndata: ${JSON.stringify(ITEM)}\n\n`);
    },
    'alice',
  );
  expect(ran.stdout).toMatch(/^TIME +ACTOR .*\n2026-03-01T03:12:45Z +alice +delete +secrets prod\/db-password .*\n$/);
});

test('opens a lost connection again, and says so', async () => {
  let calls = 0;
  const ran = await tail(
    ['-o', 'jsonl'],
    (_seen, response) => {
      calls++;
      if (calls === 2) return answerProblem(response, 503, 'STORE_UNAVAILABLE', { detail: 'Not now.' });
      response.writeHead(200).write(record(calls));
      if (calls === 1) setTimeout(() => response.destroy(), 20);
    },
    '{"n":3}',
  );
  expect(ran).toMatchObject({ code: 0, stdout: '{"n":1}\n{"n":3}\n' });
  expect(ran.stderr.split('\n')).toEqual([
    expect.stringMatching(/closed the connection; trying again in [12] s$/),
    expect.stringMatching(/Not now; trying again in [23] s$/),
    expect.stringMatching(/connected again; `verbatim search --from 20\S+Z` shows what came in between$/),
    '',
  ]);
  expect(ran.waits).toHaveLength(2);
});

test('what only the caller can repair ends it', async () => {
  const problem = { code: 'QUERY_SYNTAX', title: 'x', status: 400, detail: 'A value is missing.', position: 5, end: 5 };
  const ran = await tail(
    ['verb:'],
    (_seen, response) => void response.end(`event: problem\ndata: ${JSON.stringify(problem)}\n\n`),
    'never',
  );
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: 'verbatim: A value is missing.\n  verb:\n       ^\n' });
});

test('a server that is not there is not waited for', async () => {
  const ran = await runProgram(['tail'], { env: { VERBATIM_URL: 'http://127.0.0.1:2' } });
  expect(ran).toMatchObject({ code: 1, waits: [] });
  expect(ran.stderr).toMatch(/There is no server/);
});
