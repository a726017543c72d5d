import { setTimeout as sleep } from 'node:timers/promises';
import { VerbatimError } from '../../src/errors.ts';
import type { Child, Children, StartOptions } from './children.ts';
import { memoryOf } from './process-facts.ts';
import { PROGRAM } from './root.ts';
import type { Server } from './server.ts';

export interface Ran {
  readonly seconds: number;
  /** The most memory that it held, in bytes, as far as it was seen. */
  readonly peakBytes: number;
  readonly log: string;
  readonly output: string;
}

const MEASURE_MS = 50;

/** Runs a program to its end. Raises `INTERNAL` with what it wrote where it fails. */
export async function runCommand(
  children: Children,
  command: string,
  args: readonly string[],
  options?: StartOptions,
): Promise<Ran> {
  const began = performance.now();
  const child = await children.start(command, args, options);
  const peak = watchMemory(child);
  const { code, signal } = await child.exited;
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) {
    throw new VerbatimError('INTERNAL', `${command} ${args.join(' ')} ended with ${code ?? signal}.\n${child.log()}`);
  }
  return { seconds, peakBytes: await peak, log: child.log(), output: child.output() };
}

/** Runs the command-line program to its end, against a server where one is given. */
export function runVerbatim(
  children: Children,
  args: readonly string[],
  { server, stdoutFile }: { server?: Server; stdoutFile?: number } = {},
): Promise<Ran> {
  return runCommand(children, process.execPath, [PROGRAM, ...args], {
    ...(server && { env: { VERBATIM_URL: server.url, VERBATIM_TOKEN: server.token } }),
    ...(stdoutFile !== undefined && { stdoutFile }),
  });
}

async function watchMemory({ pid, exited }: Child): Promise<number> {
  let running = true;
  void exited.then(() => {
    running = false;
  });
  let peak = 0;
  while (running) {
    peak = Math.max(peak, memoryOf(pid).peak);
    await Promise.race([exited, sleep(MEASURE_MS)]);
  }
  return peak;
}
