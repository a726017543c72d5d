import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { ROOT } from '../support/built.ts';
import { runCli } from '../support/cli.ts';
import { auditEvent } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** What was read from log files is listed by node, component and name, and given back byte for byte. */

const SAMPLES = join(ROOT, '..', 'shared', 'samples', 'openshift');
const folder = await temporaryDirectory();
const followed = join(folder, 'followed', 'oauth-server');
let server: Server;
let events = 0;

beforeAll(async () => {
  await mkdir(followed, { recursive: true });
  const file = [{ id: 'logs', cluster: 'followed', paths: [join(followed, '*')], node: 'n-0' }];
  server = await startServer({ data: join(folder, 'data'), config: { sources: { file } } });
});
afterAll(() => server.end('SIGKILL'));

const line = () => JSON.stringify(auditEvent({ requestURI: `/${events++}` }));
const lines = (count: number) => Array.from({ length: count }, () => `${line()}\n`).join('');
const run = (...args: string[]) => runCli(server, args);
const show = async (...args: string[]) => (await run('node-logs', 'show', ...args)).stdout.toString('latin1');

const JSON_TYPE = { 'content-type': 'application/json' };

/** Every way in which a file may look. */
const FILES: Readonly<Record<string, () => string>> = {
  'audit.log': () => lines(300),
  'audit-2021-03-09T00-12-19.834.log': () => lines(5_000),
  'audit-2021-03-09T00-13-00.000.log': () => `${line()}\r\n\r\n  ${line()}\n\n\n${line()}`,
  'audit-2021-03-09T00-14-00.000.log': () =>
    `{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[\n  ${line()},\n  ${line()}\n]}\n${line()}\n`,
  'audit-2021-03-09T00-15-00.000.log': () =>
    `${line()}\nnot an event ${events}\n{"broken":${events}\n\xff\xfe${events}\n${line()}\n`,
};

describe('a must-gather', () => {
  const contents = new Map<string, string>();
  const path = (node: string, component: string, name: string) => `${node} ${component}/${name}`;

  beforeAll(async () => {
    const logs = join(folder, 'must-gather', 'quay-io-x', 'audit_logs');
    for (const component of ['kube-apiserver', 'oauth-server']) {
      await mkdir(join(logs, component), { recursive: true });
      await writeFile(join(logs, `${component}.audit_logs_listing`), 'm-0 audit.log\n');
      for (const node of ['m-0', 'm-1.example.com']) {
        for (const [name, text] of Object.entries(FILES)) {
          const content = text();
          contents.set(path(node, component, name), content);
          await writeFile(join(logs, component, `${node}-${name}.gz`), gzipSync(Buffer.from(content, 'latin1')));
        }
      }
    }
    const archive = join(folder, 'must-gather.tar.gz');
    await create({ file: archive, gzip: true, cwd: folder }, ['must-gather']);
    expect((await run('import', archive, '--cluster', 'prod')).code).toBe(0);
  }, 120_000);

  test('is listed as oc adm node-logs lists it', async () => {
    const names = Object.keys(FILES).sort();
    const listing = await run('node-logs', 'list', '--component', 'oauth-server');
    expect(listing.stdout.toString()).toBe(
      ['m-0', 'm-1.example.com'].flatMap((node) => names.map((name) => `${node} ${name}\n`)).join(''),
    );
    const all = await run('node-logs', 'list', '--cluster', 'prod');
    expect(all.stdout.toString().trim().split('\n').toSorted()).toEqual([...contents.keys()].toSorted());
    const none = await run('node-logs', 'list', '--node', 'm-2');
    expect([none.code, none.stdout.toString()]).toEqual([0, '']);
  });

  test('comes back byte for byte', async () => {
    for (const [key, content] of contents) {
      const [node = '', name = ''] = key.split(' ');
      expect((await show(node, '--path', name)) === content, key).toBe(true);
    }
    const whole = await show('m-0', '--component', 'oauth-server');
    const names = Object.keys(FILES).sort();
    expect(whole === names.map((name) => contents.get(path('m-0', 'oauth-server', name))).join('')).toBe(true);
  }, 120_000);

  test('imported again, nothing is stored and the same comes back', async () => {
    const again = await run('import', join(folder, 'must-gather'), '--cluster', 'prod');
    expect(again.stderr).toMatch(/: 0 stored, [\d,]+ duplicates\n$/);
    const key = path('m-0', 'kube-apiserver', 'audit-2021-03-09T00-15-00.000.log');
    expect(await show('m-0', '--path', key.slice(4))).toBe(contents.get(key));
  }, 120_000);

  test.each([
    [
      ['m-9', '--path', 'kube-apiserver/audit.log'],
      1,
      /Nothing was read from kube-apiserver\/audit\.log of the node m-9/,
    ],
    [['m-0', '--path', 'audit.log'], 2, /--path audit\.log names no component/],
    [['m-0', '--path', 'a/b', '--component', 'a'], 2, /names the component already/],
  ])('what cannot be shown is said: %j', async (args, code, text) => {
    const ran = await run('node-logs', 'show', ...args);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(text);
  });

  test('a viewer of namespaces sees no files, one of clusters those of its clusters', async () => {
    const api = apiOf(server);
    const ask = async (scope: object) => {
      const body = JSON.stringify({ role: 'viewer', ...scope });
      const made = await api.request('/api/v1/tokens', { method: 'POST', headers: JSON_TYPE, body });
      const { token } = (await made.json()) as { token: string };
      return fetch(`${server.url}/api/v1/node-logs`, { headers: { authorization: `Bearer ${token}` } });
    };
    expect((await ask({ namespaces: ['a'] })).status).toBe(403);
    const other = (await (await ask({ clusters: ['followed'] })).json()) as { files: { cluster: string }[] };
    expect(other.files.filter(({ cluster }) => cluster !== 'followed')).toEqual([]);
  });
});

test('a file that has grown goes on where it ended, and what was read before is not read again', async () => {
  const path = join(folder, 'grown', 'oauth-apiserver', 'audit.log');
  await mkdir(join(path, '..'), { recursive: true });
  const [first, second] = [lines(100), lines(50)];
  const importIt = () => run('import', path, '--cluster', 'grown', '--node', 'n');
  await writeFile(path, first);
  await importIt();
  await writeFile(path, first + second);
  await importIt();
  expect((await show('n', '--path', 'oauth-apiserver/audit.log')) === first + second).toBe(true);
});

test('a file that was rotated between two imports comes back whole, under the name that it has now', async () => {
  const logs = join(folder, 'rotated', 'audit_logs', 'kube-apiserver');
  await mkdir(logs, { recursive: true });
  const importThem = () => run('import', join(folder, 'rotated'), '--cluster', 'rotated');
  const [first, rest, next] = [lines(100), lines(10), lines(20)];
  await writeFile(join(logs, 'x-0-audit.log'), first);
  await importThem();
  await writeFile(join(logs, 'x-0-audit-2021-03-09T00-12-19.834.log'), first + rest);
  await writeFile(join(logs, 'x-0-audit.log'), next);
  await importThem();
  expect((await show('x-0', '--path', 'kube-apiserver/audit-2021-03-09T00-12-19.834.log')) === first + rest).toBe(true);
  expect((await show('x-0', '--path', 'kube-apiserver/audit.log')) === next).toBe(true);
  expect((await run('node-logs', 'list', '--cluster', 'rotated', '-o', 'csv')).stdout.toString()).toMatch(
    /audit-2021.*,110,[\s\S]*audit\.log,20,/,
  );
});

test('output of oc adm node-logs for several nodes', async () => {
  const [a, b] = [lines(20), lines(20)].map((text) => text.trimEnd().split('\n'));
  const of = (node: string, texts: readonly string[] = []) => texts.map((text) => `${node} ${text}\n`).join('');
  const text = of('a-0', a?.slice(0, 10)) + of('b-0', b) + of('a-0', a?.slice(10));
  const ran = await runCli(server, ['import', '-', '--cluster', 'oc', '--path', 'oauth-server/audit.log'], {
    stdin: [Buffer.from(text)],
  });
  expect(ran.code).toBe(0);
  expect((await run('node-logs', 'list', '--cluster', 'oc')).stdout.toString()).toBe(
    'a-0 oauth-server/audit.log\nb-0 oauth-server/audit.log\n',
  );
  expect(await show('a-0', '--path', 'oauth-server/audit.log')).toBe(of('a-0', a));
  expect(await show('b-0', '--path', 'oauth-server/', '--cluster', 'oc')).toBe('b-0 audit.log\n');
});

test('what the source file follows', async () => {
  const text = `${lines(200)}\n  ${line()}\r\nno event\n`;
  await writeFile(join(followed, 'audit.log'), text.slice(0, 10_000));
  await appendFile(join(followed, 'audit.log'), text.slice(10_000));
  await until('the file is read', async () => (await show('n-0', '--path', 'oauth-server/audit.log')) === text, 60_000);
  expect((await run('node-logs', 'list', '--cluster', 'followed', '-o', 'jsonl')).stdout.toString()).toContain(
    '"file":"audit.log","events":202',
  );
}, 90_000);

test.runIf(existsSync(SAMPLES))('real files', async () => {
  const logs = ['kube-apiserver', 'openshift-apiserver', 'oauth-apiserver', 'oauth-server'];
  for (const component of logs) {
    const file = join(SAMPLES, `${component}.log`);
    await run('import', file, '--cluster', 'real', '--node', 'r-0', '--component', component);
    expect(await show('r-0', '--component', component)).toBe(await readFile(file, 'latin1'));
  }
});
