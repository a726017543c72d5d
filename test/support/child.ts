import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import { builtProgram } from './built.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  readonly pid: number;
  /** Resolves when it has ended and all that it wrote has been read. */
  readonly exited: Promise<Exit>;
}

/** What a test that failed did not end is ended with its file. */
const running = new Map<ChildProcessWithoutNullStreams, Promise<Exit>>();
function kill(): void {
  for (const child of running.keys()) child.kill('SIGKILL');
}
afterAll(killAll);
process.once('exit', kill);

/** Ends all that runs, and waits until it has: nobody writes to its folders any more. */
export async function killAll(): Promise<void> {
  kill();
  await Promise.all(running.values());
}

/** Runs the built program with nothing of this environment but where to find programs. */
export async function spawnProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(process.execPath, [await builtProgram(), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  running.set(child, exited);
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return { process: child, pid: child.pid as number, exited };
}

/** The most memory that a running process has held so far, in bytes; 0 where the system does not say. */
export function peakMemory(pid: number): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
