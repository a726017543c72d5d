import { readFile } from 'node:fs/promises';

/** Told how many bytes of how many were read. */
export type Reading = (done: number, of: number) => void;

export interface WatchReadingOptions {
  /** How many bytes this process has read, of whatever. `undefined` where the system does not say. */
  readonly bytesRead?: () => Promise<number | undefined>;
  readonly everyMs?: number;
}

/** Often enough to be seen to move. */
const EVERY_MS = 250;

/**
 * Tells how far the engine is, which says nothing itself until it has read files of so many bytes: by what the process reads
 * meanwhile. Gives how to end that.
 */
export function watchReading(of: number, told: Reading, options: WatchReadingOptions = {}): () => void {
  const { bytesRead = bytesReadByProcess, everyMs = EVERY_MS } = options;
  let isOver = false;
  const before = bytesRead();
  const look = async () => {
    const [first, now] = [await before, await bytesRead()];
    // What is read once more, or besides, is not more than all.
    if (!isOver && first !== undefined && now !== undefined) told(Math.min(now - first, of), of);
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

/** `rchar` of proc(5): what read and pread gave. Other systems than Linux have no such file. */
async function bytesReadByProcess(): Promise<number | undefined> {
  const text = await readFile('/proc/self/io', 'utf8').catch(() => '');
  const [, bytes] = /^rchar: (\d+)$/m.exec(text) ?? [];
  return bytes === undefined ? undefined : Number(bytes);
}
