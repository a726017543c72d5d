import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VerbatimError } from '../../src/errors.ts';
import type { Children, Exit } from './children.ts';
import { PROGRAM } from './root.ts';
import { until } from './until.ts';

/** The built program, serving in a process of its own. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  readonly data: string;
  /** The administrator's token. */
  readonly token: string;
  /** From its start until it took events and answered questions. */
  readonly startSeconds: number;
  readonly exited: Promise<Exit>;
  /** The last of what it logged. */
  readonly log: () => string;
  stop(signal?: NodeJS.Signals): Promise<Exit>;
}

export interface ServerOptions {
  readonly children: Children;
  readonly data: string;
  /** A free port of 127.0.0.1 where left out. */
  readonly listen?: string;
  /** Variables that set keys of its configuration. */
  readonly env?: Readonly<Record<string, string>>;
  /** A configuration file. */
  readonly config?: string;
}

/** A store of some million events opens within seconds; what takes longer than this hangs. */
const START_TIMEOUT_MS = 120_000;

/** What a server that has just started still does is over after this; then it gives back the memory that starting took. */
export const SETTLE_MS = 10_000;

/** Starts the server and waits until it is ready. Raises `INTERNAL` with its log where it ends before. */
export async function startServer({
  children,
  data,
  listen = '127.0.0.1:0',
  env = {},
  config,
}: ServerOptions): Promise<Server> {
  const began = performance.now();
  const args = [PROGRAM, 'serve', '--data', data, '--listen', listen, ...(config ? ['--config', config] : [])];
  const child = await children.start(process.execPath, args, { detached: true, env });
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  const waiting = { timeoutMs: START_TIMEOUT_MS };
  const url = await until(
    'the server listens',
    () => {
      if (ended) throw new VerbatimError('INTERNAL', `The server ended before it was ready.\n${child.log()}`);
      return /"url":"([^"]+)"/.exec(child.log())?.[1];
    },
    waiting,
  );
  await until('the server is ready', async () => ((await fetch(`${url}/readyz`)).ok ? true : undefined), waiting);
  const startSeconds = (performance.now() - began) / 1000;
  return {
    url,
    pid: child.pid,
    data,
    token: (await readFile(join(data, 'admin.token'), 'utf8')).trim(),
    startSeconds,
    exited: child.exited,
    log: child.log,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return child.exited;
    },
  };
}
