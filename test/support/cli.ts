import { finished } from 'node:stream/promises';
import { peakMemory, spawnProgram } from './child.ts';
import type { Server } from './server.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** The most memory that it held, in bytes, as far as it was seen. */
  readonly peakBytes: number;
}

export interface RunOptions {
  readonly stdin?: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Takes standard output piece by piece instead of keeping it. */
  readonly onOutput?: (piece: Buffer) => void;
}

const MEASURE_MS = 50;

/** The variables that lead the command line to a server. */
export function environmentOf({ url, data }: Pick<Server, 'url' | 'data'>): Record<string, string> {
  return { VERBATIM_URL: url, VERBATIM_DATA: data };
}

/** Runs the command-line program against a server until it ends. */
export async function runCli(server: Server, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { process: child, pid, exited } = await spawnProgram(args, environmentOf(server));
  const output: Buffer[] = [];
  const onOutput = options.onOutput ?? ((piece) => output.push(piece));
  let stderr = '';
  let peakBytes = 0;
  const measuring = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakMemory(pid));
  }, MEASURE_MS);
  child.stdout.on('data', onOutput);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A program that ends early leaves the rest of its input unread.
  child.stdin.on('error', () => {});
  for await (const piece of options.stdin ?? []) {
    if (!child.stdin.write(piece))
      await new Promise<void>((resolve) => child.stdin.once('drain', resolve).once('close', resolve));
  }
  child.stdin.end();
  await finished(child.stdin, { error: false }).catch(() => {});
  const { code } = await exited;
  clearInterval(measuring);
  return { code, stdout: Buffer.concat(output), stderr, peakBytes };
}
