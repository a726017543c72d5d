import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerJson, answerLines, answerProblem, type FakeServer, startFakeServer } from '../testing/fake-server.ts';
import { deletion, item } from '../testing/items.ts';
import { runProgram } from '../testing/run-program.ts';

const ID = 'b6560098-0bbb-4593-ad6a-9c0022e9dc87';
const COMPLETE = item(
  {
    ...deletion('ResponseComplete', 7),
    annotations: { 'authorization.k8s.io/reason': 'RBAC: allowed by \x1b]0;owned\x07' },
  },
  { id: 'j1-2' },
);
/** The number is beyond what a double holds. */
const COMPLETE_JSON = JSON.stringify(COMPLETE).replace(
  '"stage":"ResponseComplete"',
  '"stage":"ResponseComplete","responseObject":{"list":[1,{}],"big":12345678901234567890,"text":"a\u202eb"}',
);
const RECEIVED_JSON = JSON.stringify(item(deletion('RequestReceived', 0), { outcome: 'unknown' }));
const QUARANTINED = item(
  {},
  { id: 'j1-9', outcome: 'unknown', summary: 'unreadable', quarantine: { reason: 'invalid-json', detail: 'at 3' } },
);

let server: FakeServer;
const show = (...argv: string[]) => runProgram(['show', ...argv], { env: { VERBATIM_URL: server.url } });

beforeAll(async () => {
  server = await startFakeServer(({ path, query, headers }, response) => {
    if (path === '/api/v1/events/j1-2') return void response.end(COMPLETE_JSON);
    if (path === '/api/v1/events/j1-7') {
      return answerJson(
        response,
        item({ requestURI: `/${'y'.repeat(1000)}`, requestObject: { text: 'x'.repeat(1000) } }),
      );
    }
    if (path === '/api/v1/events/j1-9') {
      if (headers.accept === 'application/octet-stream') return void response.end('broken\0');
      return answerJson(response, QUARANTINED);
    }
    if (path !== '/api/v1/events') return answerProblem(response, 404, 'NOT_FOUND');
    if (![`auditID: "${ID}"`, `auditID: ~${ID.toUpperCase()}`].includes(query.get('query') ?? ''))
      return answerLines(response, []);
    if (query.get('view') === 'raw') return answerLines(response, ['received', 'complete']);
    answerLines(response, [COMPLETE_JSON, RECEIVED_JSON]);
  });
});
afterAll(() => server.close());

test('describes a request', async () => {
  const { code, stdout } = await show(ID);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'alice deleted secret prod/db-password (allowed) from 10.1.2.3 with kubectl',
    '',
    'what happened   delete secrets: allowed (200)',
    'when            2026-03-01T03:12:45.123456Z',
    'who             alice (ops, system:authenticated)',
    'on what         secrets prod/db-password (v1)',
    'where observed  cluster prod, kubernetes, kube-apiserver, node master-0, by kubernetes-webhook',
    'from where      1.1.1.1, 10.1.2.3 with kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc',
    'to where        /api/v1/namespaces/prod/secrets/db-password?x=1',
    '',
    'STAGES',
    expect.stringMatching(/^STAGE +REACHED +AFTER +OUTCOME +COMPONENT +LEVEL +ID$/),
    expect.stringMatching(/^RequestReceived +2026-03-01T03:12:45\.123456Z +0 µs +unknown +kube-apiserver /),
    expect.stringMatching(/^ResponseComplete +2026-03-01T03:12:45\.130456Z +7 ms +█{24} +allowed /),
    '',
    'ANNOTATIONS',
    'authorization.k8s.io/reason  RBAC: allowed by \\x1b]0;owned\\x07',
    '',
    'RESPONSE BODY',
    '{',
    '  "list": [',
    '    1,',
    '    {}',
    '  ],',
    '  "big": 12345678901234567890,',
    '  "text": "a\\u202eb"',
    '}',
    '',
  ]);
});

test('--no-bodies', async () => {
  expect((await show(ID, '--no-bodies')).stdout).not.toContain('BODY');
});

test('the case of a UUID does not matter', async () => {
  expect((await show(ID.toUpperCase())).stdout).toBe((await show(ID)).stdout);
});

test('a very long value is cut', async () => {
  const { stdout } = await show('j1-7');
  expect(stdout).toContain(`  "text": "${'x'.repeat(489)}… (1,012 characters; -o raw shows all)\n`);
  expect(stdout).toContain(`/${'y'.repeat(499)}… (1,001 characters; -o raw shows all)\n`);
});

test('json on a terminal does nothing to it', async () => {
  const { stdout } = await runProgram(['show', ID, '-o', 'json'], { env: { VERBATIM_URL: server.url }, terminal: 80 });
  expect(stdout).toContain('"text":"a\\u202eb"');
  expect(JSON.parse(stdout)).toEqual(JSON.parse((await show(ID, '-o', 'json')).stdout));
});

test('a record id finds its request', async () => {
  expect((await show('j1-2')).stdout).toBe((await show(ID)).stdout);
});

test('a record without a request is shown alone', async () => {
  expect((await show('j1-9')).stdout).toMatch(/^unreadable\n.*It could not be read: at 3\n$/s);
  expect(await show('j1-9', '-o', 'raw')).toMatchObject({ code: 0, stdout: 'broken\0' });
});

test.each([
  ['json', `[\n${RECEIVED_JSON},\n${COMPLETE_JSON}\n]\n`],
  ['raw', 'received\ncomplete\n'],
])('-o %s', async (format, expected) => {
  expect(await show(ID, '-o', format)).toMatchObject({ code: 0, stdout: expected });
});

test('an unknown id fails, and is quoted in the query', async () => {
  expect(await show('no"such\\id')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'verbatim: No event has the auditID or the record id "no"such\\id".\n',
  });
  expect(server.seen.at(-2)!.query.get('query')).toBe('auditID: "no\\"such\\\\id"');
});
