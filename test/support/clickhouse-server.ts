import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { libchdbPath } from 'chdb/libchdb';
import { hasProgram } from './debian.ts';

/** A ClickHouse server in a process of its own, on loopback. */
export interface ClickHouseServer {
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Stops it from running, so that it answers nobody and closes no connection. */
  freeze(): void;
  thaw(): void;
}

const START_TIMEOUT_MS = 30_000;
// The engine serves as long as its query runs.
const QUERY = `SYSTEM START LISTEN HTTP; SELECT sleepEachRow(3) FROM numbers(1000000) SETTINGS max_block_size = 1 FORMAT Null`;

/** Python calls the library on the process's own stack, which the engine insists on. */
export function canServeClickHouse(): boolean {
  return hasProgram('python3', ['-c', 'import ctypes']);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export async function startClickHouse(directory: string, port?: number): Promise<ClickHouseServer> {
  const chosen = port ?? (await freePort());
  const script = fileURLToPath(new URL('./clickhouse-server.py', import.meta.url));
  const child = spawn(
    'python3',
    [
      script,
      libchdbPath(),
      `--path=${directory}`,
      `--http_port=${chosen}`,
      '--listen_host=127.0.0.1',
      `--query=${QUERY}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-4000);
  });
  const url = `http://127.0.0.1:${chosen}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`ClickHouse did not start: ${stderr}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    kill: () => kill(child),
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/ping`).then(
    (response) => response.ok,
    () => false,
  );
}

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
