import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerJson, answerProblem, type FakeServer, startFakeServer } from '../testing/fake-server.ts';
import { runProgram } from '../testing/run-program.ts';

const CREATED = '2026-03-01T00:00:00.000Z';
const VIEWER = {
  id: 'tok_0123456789ab',
  name: 'payments\u001b[2J',
  role: 'viewer',
  clusters: ['prod', 'test'],
  namespaces: ['payments'],
  createdAt: CREATED,
  expiresAt: '2026-05-30T00:00:00.000Z',
};
const AUDITOR = { id: 'tok_ba9876543210', name: '', role: 'auditor', createdAt: CREATED, lastUsedAt: CREATED };

let server: FakeServer;
const token = (...argv: string[]) => runProgram(['token', ...argv], { env: { VERBATIM_URL: server.url } });

beforeAll(async () => {
  server = await startFakeServer(({ method, path, body }, response) => {
    if (method === 'POST') return answerJson(response, { ...VIEWER, ...JSON.parse(body), token: 'vbt_secret' }, 201);
    if (path === '/api/v1/tokens') return answerJson(response, { tokens: [VIEWER, AUDITOR] });
    if (method === 'DELETE' && path.endsWith('/tok_0123456789ab')) return void response.writeHead(204).end();
    answerProblem(response, 404, 'NOT_FOUND', { detail: 'There is no such token.' });
  });
});
afterAll(() => server.close());

test.each([
  [['--role', 'auditor'], { role: 'auditor' }],
  [
    [
      '--role',
      'viewer',
      '--cluster',
      'prod,test',
      '--cluster',
      'a',
      '--cluster',
      'a',
      '--namespace',
      'x',
      '--namespace',
      'y',
    ],
    { role: 'viewer', clusters: ['prod', 'test', 'a'], namespaces: ['x', 'y'] },
  ],
  [
    ['--role', 'ingest', '--cluster', 'prod', '--expires', '90d', '--name', 'a shipper'],
    { role: 'ingest', name: 'a shipper', clusters: ['prod'], expires: '90d' },
  ],
])('create %j', async (argv, sent) => {
  const { code, stdout, stderr } = await token('create', ...argv);
  expect([code, stdout]).toEqual([0, 'vbt_secret\n']);
  expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toEqual(sent);
  expect(stderr).toContain(`Made tok_0123456789ab: ${sent.role}, `);
  expect(stderr).not.toContain('vbt_secret');
});

const TABLE = `ID                NAME             ROLE     SCOPE                                     CREATED                   EXPIRES                   LAST USED
tok_0123456789ab  payments\\x1b[2J  viewer   clusters prod, test; namespaces payments  ${CREATED}  2026-05-30T00:00:00.000Z  never
tok_ba9876543210                   auditor  all                                       ${CREATED}  never                     ${CREATED}
`;
const CSV = `id,name,role,scope,createdAt,expiresAt,lastUsedAt
tok_0123456789ab,payments\u001b[2J,viewer,"clusters prod, test; namespaces payments",${CREATED},2026-05-30T00:00:00.000Z,
tok_ba9876543210,,auditor,all,${CREATED},,${CREATED}
`.replaceAll('\n', '\r\n');

test.each([
  [['list'], TABLE],
  [['list', '-o', 'csv'], CSV],
  [['list', '-o', 'json'], `${JSON.stringify([VIEWER, AUDITOR], null, 2)}\n`],
  [['revoke', 'tok_0123456789ab'], ''],
])('%j', async (argv, expected) => {
  const { code, stdout } = await token(...argv);
  expect([code, stdout]).toEqual([0, expected]);
});

test.each([
  [['create'], 2, /--role/],
  [['create', '--role', 'owner'], 2, /admin, auditor, viewer, ingest/],
  [['revoke'], 2, /id/],
  [['revoke', 'tok_none'], 1, /There is no such token\./],
])('%j fails', async (argv, code, message) => {
  const ran = await token(...argv);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(message);
});
