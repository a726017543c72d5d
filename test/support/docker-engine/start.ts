import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ROOT } from '../built.ts';
import { temporaryDirectory } from '../temporary.ts';

/** A daemon in a process of its own, whose containers write. */
export interface EngineProcess {
  /** Ends it at once. */
  kill(): Promise<void>;
}

export interface EngineProcessOptions {
  readonly dir: string;
  readonly socket: string;
  /** So many lines each container writes. */
  readonly lines: number;
}

let compiled: Promise<string> | undefined;

/** Starts it; the containers go on where they were. */
export async function startEngine({ dir, socket, lines }: EngineProcessOptions): Promise<EngineProcess> {
  compiled ??= compile();
  const child = spawn(process.execPath, [await compiled, dir, socket, String(lines)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  afterAll(() => child.kill('SIGKILL'));
  await new Promise((resolve, reject) => child.once('exit', reject).stdout.once('data', resolve));
  return { kill: () => ended(child) };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** Node 20 runs no TypeScript. */
async function compile(): Promise<string> {
  const out = await temporaryDirectory();
  await writeFile(join(out, 'package.json'), '{"type":"module"}');
  const flags = ['--ignoreConfig', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  const from = join(ROOT, 'test/support/docker-engine');
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      ...flags,
      '--rewriteRelativeImportExtensions',
      '--outDir',
      out,
      '--rootDir',
      from,
      join(from, 'main.ts'),
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout);
  return join(out, 'main.js');
}
