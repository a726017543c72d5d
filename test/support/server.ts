import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, type Exit, spawnProgram } from './child.ts';
import { until } from './until.ts';

export interface ServerOptions {
  /** The data directory. */
  readonly data: string;
  /** What the configuration file holds. */
  readonly config?: object;
  /** Port 0, a free one, where left out. */
  readonly listen?: string;
}

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  readonly data: string;
  readonly adminToken: string;
  /** What it wrote to stderr so far: its log. */
  readonly log: () => string;
  readonly exited: Promise<Exit>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Exit>;
}

/** A process that may not listen yet. */
export interface Starting {
  readonly child: Child;
  readonly log: () => string;
}

/** Some seconds, on a machine that does nothing else. */
const START_MS = 180_000;
const LOG_KEPT = 1_000_000;

export async function spawnServer({ data, config, listen = '127.0.0.1:0' }: ServerOptions): Promise<Starting> {
  await mkdir(data, { recursive: true });
  const file = join(data, '..', 'verbatim.yaml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config ?? {}));
  const child = await spawnProgram(['serve', '--config', file, '--data', data, '--listen', listen]);
  let log = '';
  child.process.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-LOG_KEPT);
  });
  child.process.stdout.resume();
  return { child, log: () => log };
}

/** Starts a server and waits until it is ready: it takes events and answers questions. */
export async function startServer(options: ServerOptions): Promise<Server> {
  return readyServer(await spawnServer(options), options.data);
}

/** Where the server listens, once it does; it may not be ready yet. */
export async function listening({ child, log }: Starting): Promise<string> {
  let ended: Exit | undefined;
  void child.exited.then((exit) => {
    ended = exit;
  });
  return until(
    'the server listens',
    () => {
      if (ended) throw new Error(`The server ended with ${ended.code ?? ended.signal}.\n${log()}`);
      return /"url":"([^"]+)"/.exec(log())?.[1];
    },
    START_MS,
  );
}

async function readyServer(starting: Starting, data: string): Promise<Server> {
  const { child, log } = starting;
  const url = await listening(starting);
  await until('the server is ready', () => fetch(`${url}/readyz`).then(({ ok }) => ok), START_MS).catch(
    (error: Error) => {
      throw new Error(`${error.message}\n${log()}`);
    },
  );
  return {
    url,
    pid: child.pid,
    data,
    adminToken: (await readFile(join(data, 'admin.token'), 'utf8')).trim(),
    log,
    exited: child.exited,
    end: (signal = 'SIGTERM') => {
      child.process.kill(signal);
      return child.exited;
    },
  };
}
