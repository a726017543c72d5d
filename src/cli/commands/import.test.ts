import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerJson, answerProblem, type FakeServer, type Handler, startFakeServer } from '../testing/fake-server.ts';
import { type RunOptions, runProgram } from '../testing/run-program.ts';

const EVENT = '{"verb":"get"}\n';
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

test('a file goes to the cluster, with what is known of it', async () => {
  await writeFile(at('audit.log'), TWO);
  const ran = await run([at('audit.log'), '--node', 'n1', '--component', 'kube-apiserver']);
  expect(ran).toMatchObject({ code: 0, stdout: '', bodies: [TWO] });
  expect(ran.stderr.split('\n')).toEqual([
    '/audit.log: 2 events: 2 stored, 0 duplicates',
    '1 file, 2 events: 2 stored, 0 duplicates',
    '',
  ]);
  const { method, path, query } = server!.seen[0]!;
  expect([method, path]).toEqual(['POST', '/ingest/lines/prod']);
  expect(Object.fromEntries(query)).toEqual({
    history: 'true',
    node: 'n1',
    component: 'kube-apiserver',
    file: 'audit.log',
    content: expect.stringMatching(/^[0-9a-f]{32}$/),
    offset: '0',
  });
});

test.each<[string, boolean, Handler, RegExp]>([
  ['in time', true, takeAll, /2 stored, 0 duplicates\n$/],
  [
    'too late',
    true,
    (_seen, response) => answerProblem(response, 503, 'STORE_UNAVAILABLE'),
    /\nstored; 2 events are still/,
  ],
  ['too late, and nothing is new', false, (_seen, response) => void response.destroy(), /\nstored before; some events/],
])('ends when all can be searched: %s', async (_name, isNew, whenAsked, text) => {
  await writeFile(at('audit.log'), TWO);
  const again = { received: 2, stored: 0, duplicates: 2, quarantined: 0 };
  const ran = await run([at('audit.log')], (seen, response) => {
    if (seen.query.has('wait')) return whenAsked(seen, response);
    return isNew ? takeAll(seen, response) : answerJson(response, again);
  });
  expect(ran).toMatchObject({ code: 0, waits: [] });
  expect(ran.stderr).toMatch(text);
  const { method, path, query, body } = server!.seen.at(-1)!;
  expect([method, path, query.toString(), body]).toEqual(['POST', '/ingest/lines/prod', 'wait=true', '\n']);
});

test('a folder: all below it by name, without dotfiles; packed or not is seen in the bytes', async () => {
  await mkdir(at('logs', 'b', '.git'), { recursive: true });
  await writeFile(at('logs', 'b', '.git', 'x'), 'hidden');
  await writeFile(at('logs', '.hidden'), 'hidden');
  await writeFile(at('logs', 'b', 'one.log'), gzipSync('b/one\n'));
  await writeFile(at('logs', 'a.gz'), 'a, not packed\n');
  await writeFile(at('logs', 'c.bin'), '\0\0\0');
  await writeFile(at('logs', 'd.empty'), '');
  await symlink(at('logs', 'a.gz'), at('logs', 'e.link'));
  const ran = await run([at('logs'), '--all']);
  expect(ran).toMatchObject({ code: 0, bodies: ['a, not packed\n', 'b/one\n', 'a, not packed\n'] });
  expect(ran.stderr).toMatch(/c\.bin: skipped, not text\n.*d\.empty: skipped, empty\n/);
  expect(ran.stderr).toMatch(/3 files \(2 skipped\), 3 events/);
});

test('what holds no events is passed over in folders and archives, but not if it is named', async () => {
  const event = '{"auditID":"a","verb":"get"}\n';
  await mkdir(at('logs'));
  await writeFile(at('logs', 'audit.log'), event);
  await writeFile(at('logs', 'pods.json'), '{"kind":"PodList"}');
  await writeFile(at('logs', 'readme'), 'hello\nworld\n');
  await create({ file: at('logs', 'x.tar'), cwd: at('logs') }, ['readme', 'audit.log']);
  const ran = await run([at('logs')]);
  expect(ran).toMatchObject({ code: 0, bodies: [event, event] });
  expect(ran.stderr).toMatch(/pods\.json: skipped, no audit events.*\n.*readme: skipped.*\n.*x\.tar:readme: skipped/);
  expect(ran.stderr).toContain('2 files (3 skipped), 2 events');
  await server?.close();
  expect((await run([at('logs', 'readme')])).bodies).toEqual(['hello\nworld\n']);
});

test.each([
  ['tar', { gzip: false }],
  ['tgz', { gzip: true }],
])('an archive, with packed files in it: %s', async (name, options) => {
  await mkdir(at('in', 'node'), { recursive: true });
  await writeFile(at('in', 'node', 'audit.log.gz'), gzipSync(gzipSync(TWO)));
  await writeFile(at('in', 'plain.log'), 'x'.repeat(3_000_000));
  await writeFile(at('in', '.hidden'), 'hidden');
  await create({ ...options, file: at(name), cwd: at('in') }, ['.hidden', 'node/audit.log.gz', 'plain.log']);
  const ran = await run([at(name), '--all']);
  expect(ran.bodies.map((body) => [body.slice(0, 20), body.length])).toEqual([
    [TWO, TWO.length],
    ['x'.repeat(20), 3_000_000],
  ]);
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain(`/${name}:node/audit.log.gz: 2 events: 2 stored`);
});

test('standard input', async () => {
  expect(await run(['-'], takeAll, { stdin: gzipSync(TWO) })).toMatchObject({ code: 0, bodies: [TWO] });
});

test('a large file goes in pieces, each of whole lines', async () => {
  const line = `${JSON.stringify({ text: 'x'.repeat(1000) })}\n`;
  await writeFile(at('large.log'), line.repeat(40_000));
  const { code, bodies } = await run([at('large.log')]);
  expect(code).toBe(0);
  expect(bodies.length).toBe(3);
  expect(bodies.every((body) => body.length % line.length === 0)).toBe(true);
  expect(bodies.join('').length).toBe(40_000 * line.length);
});

test('what is pushed back or lost is sent again', async () => {
  await writeFile(at('audit.log'), TWO);
  let calls = 0;
  const ran = await run([at('audit.log')], (seen, response) => {
    calls++;
    if (calls === 1) {
      response.setHeader('retry-after', '7');
      return answerProblem(response, 503, 'PUSH_BACK', { detail: 'The disk is full.' });
    }
    if (calls === 2) return void response.destroy();
    return takeAll(seen, response);
  });
  expect(ran).toMatchObject({ code: 0, bodies: [TWO, TWO, TWO] });
  expect(ran.waits[0]).toBe(7_000);
  expect(ran.stderr).toMatch(
    /The disk is full; trying again in 7 s\n.*closed the connection; trying again in [23] s\n/,
  );
});

test('push-back that does not end fails in the end, once', async () => {
  await writeFile(at('a.log'), TWO);
  await writeFile(at('b.log'), TWO);
  const ran = await run([at('a.log'), at('b.log')], (_seen, response) => answerProblem(response, 503, 'PUSH_BACK'));
  expect(ran.code).toBe(1);
  expect(ran.bodies).toHaveLength(10);
});

test('a file that fails leaves the others alone', async () => {
  await writeFile(at('a.log'), 'refuse me\n');
  await writeFile(at('b.gz'), gzipSync(TWO.repeat(10_000)).subarray(0, 80));
  await writeFile(at('c.zip'), 'PK\x03\x04');
  await writeFile(at('d.bin'), '\0');
  await writeFile(at('e.log'), TWO);
  const names = ['a.log', 'b.gz', 'c.zip', 'd.bin', 'none', 'e.log'].map((name) => at(name));
  const ran = await run(names, (seen, response) => {
    if (seen.body.startsWith('refuse')) return answerProblem(response, 413, 'BODY_TOO_LARGE', { detail: 'Too large.' });
    return takeAll(seen, response);
  });
  expect(ran.code).toBe(1);
  expect(ran.bodies.at(-1)).toBe(TWO);
  for (const line of [
    /\/none: ENOENT/,
    /\/a\.log: Too large\.\n/,
    /\/b\.gz: unexpected end of file\n/,
    /\/c\.zip: It is packed with zip; unpack it first\.\n/,
    /\/d\.bin: It holds no text\.\n/,
    /\/e\.log: 2 events/,
    /\nverbatim: 5 files could not be imported\.\n$/,
  ]) {
    expect(ran.stderr).toMatch(line);
  }
});

test('a few pieces are under way at once, and files are told in their order', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names) await writeFile(at(name), `${EVENT}${' '.repeat(names.indexOf(name))}\n`);
  let underWay = 0;
  let most = 0;
  const ran = await run(
    names.map((name) => at(name)),
    async (seen, response) => {
      most = Math.max(most, ++underWay);
      // Later ones are answered earlier.
      await new Promise((resolve) => setTimeout(resolve, 60 - 10 * seen.body.length + 10 * EVENT.length));
      underWay--;
      await takeAll(seen, response);
    },
  );
  expect(most).toBe(3);
  expect(ran).toMatchObject({ code: 0 });
  const told = [...ran.stderr.matchAll(/^\/(\w): /gm)].map(([, name]) => name);
  expect(told).toEqual(names);
});

test('an archive that breaks off gives what can be read of it', async () => {
  await mkdir(at('in'));
  await writeFile(at('in', 'a.log'), EVENT);
  await writeFile(at('in', 'b.log'), EVENT.repeat(1_000));
  await create({ file: at('whole.tar'), cwd: at('in') }, ['a.log', 'b.log']);
  const whole = await readFile(at('whole.tar'));
  await writeFile(at('part.tar'), whole.subarray(0, 3_000));
  await writeFile(at('part.tgz'), gzipSync(whole).subarray(0, 120));
  const tar = await run([at('part.tar')]);
  expect(tar).toMatchObject({ code: 1, bodies: [EVENT, expect.stringMatching(/^(\{"verb":"get"\}\n)+/)] });
  expect(tar.stderr).toMatch(/part\.tar: The archive is damaged/);
  await server?.close();
  const tgz = await run([at('part.tgz')]);
  expect(tgz.code).toBe(1);
  expect(tgz.stderr).toMatch(/part\.tgz: unexpected end of file/);
});

test.each([
  [404, 'NOT_FOUND', /No such cluster/],
  [403, 'FORBIDDEN', /Not yours/],
  [401, 'UNAUTHORIZED', /wants a token/],
])('what every file would meet ends the import: %i', async (status, code, text) => {
  await writeFile(at('a.log'), EVENT);
  await writeFile(at('b.log'), EVENT);
  const detail = code === 'NOT_FOUND' ? 'No such cluster.' : 'Not yours.';
  const ran = await run([folder], (_seen, response) => answerProblem(response, status, code, { detail }));
  expect(ran).toMatchObject({ code: 1, waits: [] });
  // Without what paths say, it is tried once more.
  expect(ran.bodies).toHaveLength(status === 403 ? 2 : 1);
  expect(ran.stderr).toMatch(text);
});

test('on a terminal a bar shows how far it is', async () => {
  await writeFile(at('audit.log'), TWO);
  const { stderr } = await run([at('audit.log')], takeAll, { terminal: 100 });
  expect(stderr).toMatch(/█{24} 100 % +16 B/);
  expect(stderr.endsWith('\r\x1b[2K1 file, 2 events: 2 stored, 0 duplicates\n')).toBe(true);
});
