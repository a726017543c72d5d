import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';
import { createPlaces, decidedByPlace } from './places.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-places-'));
  const event = (id: string) =>
    `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"${id}","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{"username":"u"},"requestReceivedTimestamp":"2026-01-01T00:00:00.000000Z","stageTimestamp":"2026-01-01T00:00:00.000000Z"}\n`;
  for (const [component, node] of [
    ['kube-apiserver', 'm-0'],
    ['oauth-apiserver', 'm-0'],
    ['oauth-apiserver', 'm-1'],
  ] as const) {
    const logs = join(folder, 'mg', 'audit_logs', component);
    await mkdir(logs, { recursive: true });
    await writeFile(join(logs, `${node}-audit.log.gz`), gzipSync(event(`${component}/${node}`)));
  }
  await create({ file: join(folder, 'mg.tar'), cwd: join(folder, 'mg') }, ['audit_logs']);
});
afterAll(() => rm(folder, { recursive: true }));

const ran = async (...args: string[]) => (await runProgram(args)).stdout;

test.each(['mg', 'mg.tar'])('component and node are read from the paths: %s', async (name) => {
  const path = join(folder, name);
  const found = async (query: string) =>
    [...(await ran('search', query, '-o', 'jsonl', '--file', path)).matchAll(/"auditID":"([^"]+)"/g)]
      .map(([, id]) => id)
      .sort();
  const all = ['kube-apiserver/m-0', 'oauth-apiserver/m-0', 'oauth-apiserver/m-1'];
  expect(await found('component: oauth-apiserver')).toEqual(all.slice(1));
  expect(await found('node: m-0 and not component: kube-apiserver')).toEqual(['oauth-apiserver/m-0']);
  expect(await found('platform: openshift')).toEqual(all.slice(1));
  expect(await found('"m-1"')).toEqual(['oauth-apiserver/m-1']);
  expect(await found('verb: get')).toEqual(all);
  const envelopes = (await ran('search', '-o', 'jsonl', '--envelope', '--file', path)).trim().split('\n');
  for (const { component, node, event } of envelopes.map((line) => JSON.parse(line))) {
    expect(`${component}/${node}`).toBe(event.auditID);
  }
  expect(await ran('top', 'component', '-o', 'csv', '--file', path)).toMatch(/2,oauth-apiserver\r?\n1,kube-apiserver/);
});

test('of rows of an archive, the file counts that was begun last', () => {
  const places = createPlaces([{ name: 'mg.tar' }, { name: 'kube-apiserver/audit.log' }]);
  places.begin(0, 0, 'mg.tar/audit_logs/oauth-server/n-audit.log');
  places.begin(0, 0, 'mg.tar/audit_logs/oauth-server/m-audit.log');
  places.begin(0, 2, 'mg.tar/audit_logs/kube-apiserver/o-audit.log');
  expect([0, 1, 2, 3].map((row) => places.of({ file: 0, row }).node)).toEqual(['m', 'm', 'o', 'o']);
  expect(places.of({ file: 1, row: 5 }).component).toBe('kube-apiserver');
  places.begin(0, 0, 'mg.tar/x');
  expect(places.of({ file: 0, row: 9 }).node).toBe('');
});

test('files whose paths say nothing are left to the engine', () => {
  const inputs = [{ name: 'audit.log' }, { name: 'kube-apiserver/audit.log' }];
  expect(decidedByPlace(inputs, { op: 'all' })).toEqual([]);
  expect(decidedByPlace(inputs, { op: 'all' }, 'node')).toEqual([1]);
});
