import { PassThrough, Readable, Writable } from 'node:stream';
import type { Io, Sink } from '../io.ts';
import { run } from '../run.ts';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Columns of the terminal that both outputs are; without it they are pipes. */
  readonly terminal?: number;
  /** Replaces standard output. */
  readonly stdout?: Sink;
  /** Called with all of standard output whenever more of it came. */
  readonly onOutput?: (stdout: string, interrupt: () => void) => void;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The waits that were asked for, in milliseconds; none of them was really waited. */
  readonly waits: readonly number[];
}

/** Runs the program in this process, without its environment and without waiting. */
export async function runProgram(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let interrupt = () => {};
  const waits: number[] = [];
  const stdout = collector(options.terminal, (text) => options.onOutput?.(text, () => interrupt()));
  const stderr = collector(options.terminal);
  const io: Io = {
    stdin: Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: options.stdout ?? stdout.sink,
    stderr: stderr.sink,
    // No data directory: the tests' own must not be found.
    env: { VERBATIM_DATA: '/nonexistent', ...options.env },
    onInterrupt: (handler) => {
      interrupt = handler;
      return () => {
        interrupt = () => {};
      };
    },
    wait: async (millis, signal) => {
      waits.push(millis);
      signal?.throwIfAborted();
    },
  };
  const code = await run(argv, io);
  return { code, stdout: stdout.text(), stderr: stderr.text(), waits };
}

function collector(columns: number | undefined, onText: (text: string) => void = () => {}) {
  let text = '';
  const stream = new PassThrough();
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text += chunk;
    onText(text);
  });
  const sink: Sink = columns === undefined ? stream : Object.assign(stream, { isTTY: true, columns });
  return { sink, text: () => text };
}

/** An output whose reader has gone away after so many bytes, as `| head` does. */
export function brokenPipe(afterBytes: number): Sink {
  let left = afterBytes;
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      left -= chunk.length;
      done(left >= 0 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
}
