import type { Sink } from './io.ts';

export interface Output {
  /** Resolves when the reader can take more. Rejects when the output is closed or cannot be written. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** Resolves when all that was written has left the process. */
  readonly flush: () => Promise<void>;
}

/** Writes to a stream no faster than its reader reads, and keeps its error for the next call instead of ending the process. */
export function createOutput(sink: Sink): Output {
  let failure: Error | undefined;
  sink.on('error', (error: Error) => {
    failure ??= error;
  });

  function drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        for (const name of ['drain', 'error', 'close']) sink.off(name, done);
        resolve();
      };
      for (const name of ['drain', 'error', 'close']) sink.once(name, done);
    });
  }

  async function write(chunk: string | Uint8Array): Promise<void> {
    if (failure) throw failure;
    if (chunk.length === 0 || sink.write(chunk)) return;
    await drained();
    if (failure) throw failure;
  }

  async function flush(): Promise<void> {
    if (failure) throw failure;
    await new Promise<void>((resolve, reject) => {
      sink.write('', (error) => (error ? reject(error) : resolve()));
    });
    if (failure) throw failure;
  }

  return { write, flush };
}

/** Whether the reader went away, as `| head` does. */
export function isBrokenPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
