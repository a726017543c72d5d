import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../testing/run-program.ts';
import { closeFileEngine } from './engine.ts';

// Files whose names are no UTF-8.

const folder = mkdtempSync(join(tmpdir(), 'verbatim-names-'));
const path = (...parts: string[]) => join(folder, ...parts);
const event = (second: number) =>
  `{"auditID":"a${second}","stage":"ResponseComplete","verb":"get","requestReceivedTimestamp":"2026-03-01T03:12:0${second}.000000Z"}`;

beforeAll(() => {
  const bytes = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
  mkdirSync(bytes('logs/\xe4'), { recursive: true });
  writeFileSync(bytes('logs/a\xff.log'), `${event(1)}\n${event(3)}\n`);
  writeFileSync(bytes('logs/\xe4/b.gz'), gzipSync(`${event(2)}\n`));
  writeFileSync(bytes('logs/c\\xff.log'), '');
});
afterAll(async () => {
  await closeFileEngine();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ['in a folder', 'logs', [3, 2, 1]],
  ['as they are told', 'logs/a\\xff.log', [3, 1]],
  ['packed', 'logs/\\xe4/b.gz', [2]],
  ['a name that only looks like one', 'logs/c\\xff.log', []],
])('are read: %s', async (_name, file, seconds) => {
  const { code, stdout, stderr } = await runProgram(['search', '-o', 'raw', '--file', path(file)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(seconds.map((second) => `${event(second)}\n`).join(''));
});

it.each([
  [
    'how that one is written',
    path('logs', 'a\ufffd.log'),
    `Its name is not UTF-8: write "${path('logs', 'a\\xff.log')}", in quotes`,
  ],
  ['how it is done', path('\ufffd', 'nothing'), 'write each of the other bytes as \\xNN'],
])('given as an argument they arrive mangled; it is said %s', async (_what, file, advice) => {
  const { code, stderr } = await runProgram(['search', '--file', file]);
  expect(code).toBe(1);
  expect(stderr).toContain(advice);
});
