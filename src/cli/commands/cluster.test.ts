import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { answerJson, answerProblem, type FakeServer, startFakeServer } from '../testing/fake-server.ts';
import { runProgram } from '../testing/run-program.ts';

const PROD = { name: 'prod', createdAt: '2026-03-01T00:00:00.000000Z' };
const OLD = { name: 'old', events: 2, first: '2025-03-01T00:00:00.000000Z', last: '2025-03-02T00:00:00.000000Z' };
const LISTED = [OLD, { ...PROD, events: 0 }];
const TOLD = {
  name: 'told',
  events: 3,
  lastReceivedAt: '2026-03-02T00:00:00.000000Z',
  recent: {
    from: '2026-03-01T00:00:00Z',
    events: 2,
    levels: ['Metadata', 'Request'].map((value) => ({ value, count: 1 })),
    stages: [],
    platforms: [],
    components: [],
    nodes: [],
    sources: [],
  },
  senders: {
    since: '2026-03-01T00:00:00Z',
    addresses: [
      { address: '10.0.0.1', deliveries: 2, last: '2026-03-02T00:00:00.000Z' },
      { address: '10.0.0.2', deliveries: 1, last: '2026-03-01T00:00:00.000Z' },
    ],
  },
  missing: [
    { what: 'recent-events', detail: 'One thing.' },
    { what: 'component', detail: 'Another.' },
  ],
};

let server: FakeServer;
const cluster = (...argv: string[]) => runProgram(['cluster', ...argv], { env: { VERBATIM_URL: server.url } });

beforeAll(async () => {
  server = await startFakeServer(({ method, path, body }, response) => {
    if (method === 'POST') {
      const { name } = JSON.parse(body) as { name: string };
      if (name === 'taken') return answerProblem(response, 409, 'CONFLICT', { detail: 'There is a cluster taken.' });
      const told = { server: 'https://audit.example.com/below', certificateAuthority: 'PEM' };
      const created = {
        ...(name === 'told' ? told : {}),
        ...PROD,
        name,
        token: 'yes: "it" # is',
        ingestPath: `/ingest/kubernetes/${name}`,
      };
      return answerJson(response, created, 201);
    }
    if (path === '/api/v1/clusters') return answerJson(response, { clusters: LISTED });
    if (path === '/api/v1/clusters/told') return answerJson(response, TOLD);
    if (path !== '/api/v1/clusters/prod')
      return answerProblem(response, 404, 'NOT_FOUND', { detail: 'No such cluster.' });
    if (method === 'DELETE') return void response.writeHead(204).end();
    answerJson(response, PROD);
  });
});
afterAll(() => server.close());

test('add prints a kubeconfig and nothing else on standard output', async () => {
  const { code, stdout, stderr } = await cluster('add', 'prod', '--server', 'https://audit.example.com/verbatim');
  expect(code).toBe(0);
  expect(parse(stdout)).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'prod', cluster: { server: 'https://audit.example.com/verbatim/ingest/kubernetes/prod' } }],
    users: [{ name: 'prod', user: { token: 'yes: "it" # is' } }],
    contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'prod' } }],
    'current-context': 'prod',
  });
  expect(stderr).toMatch(/--audit-webhook-config-file/);
  expect(stderr).not.toMatch(/reached only from this machine/);
});

test('add says on standard error how a kind of cluster is connected', async () => {
  const { stdout, stderr } = await cluster('add', 'prod', '--for', 'ibm', '--server', 'https://audit.example.com');
  expect(parse(stdout)).toMatchObject({ kind: 'Config' });
  expect(stderr).toContain('--remote-server https://audit.example.com/ingest/kubernetes/prod');
  expect(stderr).toContain('The token is not shown again.');
});

test('add takes the address and the authority that the server tells, unless told otherwise', async () => {
  const parts = (yaml: string) => (parse(yaml) as { clusters: [{ cluster: object }] }).clusters[0].cluster;
  const told = await cluster('add', 'told');
  expect(parts(told.stdout)).toEqual({
    server: 'https://audit.example.com/below/ingest/kubernetes/told',
    'certificate-authority-data': Buffer.from('PEM').toString('base64'),
  });
  const plain = await cluster('add', 'told', '--server', 'http://127.0.0.1:7400');
  expect(parts(plain.stdout)).toEqual({ server: 'http://127.0.0.1:7400/ingest/kubernetes/told' });
});

test('kubeconfig holds a client certificate and asks nobody', async () => {
  const before = server.seen.length;
  const args = ['kubeconfig', 'prod', '--client-certificate', 'package.json', '--client-key', 'package.json'];
  const { stdout } = await cluster(...args, '--server', 'https://audit.example.com');
  const data = (await readFile('package.json')).toString('base64');
  expect(parse(stdout)).toMatchObject({
    clusters: [{ cluster: { server: 'https://audit.example.com/ingest/kubernetes/prod' } }],
    users: [{ name: 'prod', user: { 'client-certificate-data': data, 'client-key-data': data } }],
  });
  expect(await cluster(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('only over https') });
  expect(server.seen.length).toBe(before);
});

test('add without --server names the server that was asked, and warns that it is local', async () => {
  const { stdout, stderr } = await cluster('add', 'b');
  expect((parse(stdout) as { clusters: unknown[] }).clusters[0]).toMatchObject({
    cluster: { server: `${server.url}/ingest/kubernetes/b` },
  });
  expect(stderr).toMatch(/reached only from this machine/);
});

test.each([
  [
    ['list'],
    'NAME  CREDENTIAL SINCE             EVENTS  FIRST                        LAST\n' +
      'old                                     2  2025-03-01T00:00:00.000000Z  2025-03-02T00:00:00.000000Z\n' +
      'prod  2026-03-01T00:00:00.000000Z       0\n',
  ],
  [['list', '-o', 'json'], `${JSON.stringify(LISTED, null, 2)}\n`],
  [['show', 'prod', '-o', 'json'], `${JSON.stringify(PROD, null, 2)}\n`],
  [['remove', 'prod'], ''],
])('%j', async (argv, expected) => {
  expect(await cluster(...argv)).toMatchObject({ code: 0, stdout: expected });
});

test('show tells people what came, from where, and what is missing', async () => {
  const { stdout } = await cluster('show', 'told');
  expect(stdout).toBe(`Name              told
Credential since  none
Events            3
Last received     2026-03-02T00:00:00.000000Z
Sent by           10.0.0.1, 2 deliveries, the last at 2026-03-02T00:00:00.000Z
                  10.0.0.2, 1 delivery, the last at 2026-03-01T00:00:00.000Z
Last day          2 events
  levels          Metadata 1, Request 1
Missing           One thing.
                  Another.
`);
});

test.each([
  [['add', 'taken'], 'verbatim: There is a cluster taken.\n'],
  [['show', 'none'], 'verbatim: No such cluster.\n'],
  [['remove', 'none'], 'verbatim: No such cluster.\n'],
  [['add', 'x', '--ca', '/nonexistent'], /ENOENT/],
])('%j fails', async (argv, message) => {
  const ran = await cluster(...argv);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(message);
});

test.each(['UPPER', 'a b', '../x', ''])('add refuses the name %j without asking', async (name) => {
  const before = server.seen.length;
  const ran = await cluster('add', name);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/cannot be the name of a cluster: .*lower/i);
  expect(server.seen.length).toBe(before);
});
