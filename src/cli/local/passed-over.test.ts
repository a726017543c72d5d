import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-passed-over-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('files of folders and archives that hold no events are passed over, but not if they are named', async () => {
  const logs = join(folder, 'audit_logs');
  await mkdir(logs);
  await writeFile(join(logs, 'audit.log'), '{"auditID":"a","verb":"get"}\n');
  await writeFile(join(logs, 'pods.json'), '{"kind":"PodList"}\n');
  await writeFile(join(logs, 'readme'), 'hello\n');
  await writeFile(join(logs, 'oauth-server.audit_logs_listing'), 'master-0 audit.log\n');
  await create({ file: join(folder, 'x.tar'), cwd: folder }, ['audit_logs']);
  const found = async (...files: string[]) =>
    (await runProgram(['search', '-o', 'raw', '--file', ...files])).stdout.split('\n').filter(Boolean).sort();
  for (const path of [logs, join(folder, 'x.tar')]) {
    expect(await found(path)).toEqual(['{"auditID":"a","verb":"get"}']);
  }
  expect(await found(join(logs, 'readme'), join(logs, 'pods.json'))).toEqual(['hello', '{"kind":"PodList"}']);
});
