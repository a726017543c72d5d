import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
}

const MEASURE_MS = 50;

/** The variables that lead the command line to a server. */
export function environmentOf({ url, data }: Pick<Server, 'url' | 'data'>): Record<string, string> {
  return { VERBATIM_URL: url, VERBATIM_DATA: data };
}

/** Runs the command-line program against a server until it ends. */
export async function runCli(
  server: Pick<Server, 'url' | 'data'>,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { process: child, pid, exited } = await spawnProgram(args, { ...environmentOf(server), ...options.env });
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
  await pipeline(Readable.from(options.stdin ?? []), child.stdin).catch(() => {});
  const { code } = await exited;
  clearInterval(measuring);
  return { code, stdout: Buffer.concat(output), stderr, peakBytes };
}
