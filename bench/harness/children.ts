import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that was started. */
export interface Child {
  readonly pid: number;
  /** Resolves when it has ended and all that it wrote has been read. */
  readonly exited: Promise<Exit>;
  /** The last of what it wrote to stderr. */
  readonly log: () => string;
  /** The last of what it wrote to stdout; nothing where that went into a file. */
  readonly output: () => string;
  kill(signal: NodeJS.Signals): void;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** An open file that takes stdout. */
  readonly stdoutFile?: number;
  /** In a process group of its own, which Ctrl-C on the terminal does not reach. */
  readonly detached?: boolean;
}

/** Starts programs and knows which still run, so that none outlives the one who started it. */
export interface Children {
  start(command: string, args: readonly string[], options?: StartOptions): Promise<Child>;
  /** Ends all at once, without waiting. */
  killAll(): void;
}

/** Characters that are kept of each output: reports and errors are short. */
const KEPT = 1_000_000;

export function createChildren(): Children {
  const running = new Set<ChildProcess>();

  return {
    async start(command, args, { env = {}, stdoutFile, detached = false } = {}) {
      const stdio: StdioOptions = ['ignore', stdoutFile ?? 'pipe', 'pipe'];
      // Nothing of this environment but where to find programs: a measurement must not depend on who takes it.
      const child = spawn(command, args, { stdio, detached, env: { PATH: process.env.PATH ?? '', ...env } });
      running.add(child);
      const exited = new Promise<Exit>((resolve) => {
        child.once('close', (code, signal) => {
          running.delete(child);
          resolve({ code, signal });
        });
      });
      const output = keepLast(child.stdout);
      const log = keepLast(child.stderr);
      await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
      return { pid: child.pid as number, exited, log, output, kill: (signal) => void child.kill(signal) };
    },
    killAll() {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

function keepLast(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-KEPT);
  });
  return () => text;
}
