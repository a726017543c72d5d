import type { Socket } from 'node:net';

/** How a stream ended: by its sender, or broken off. */
export type End = 'clean' | 'broken';

/** Reads a socket piece by piece: it is not read on before the next piece is asked for, so its sender has to wait. */
export function createReadPiece(socket: Socket): () => Promise<Buffer | End> {
  let end: End | undefined;
  let wake = () => {};
  socket.on('readable', () => wake());
  socket.once('end', () => {
    end = 'clean';
    wake();
  });
  socket.once('close', () => {
    end ??= 'broken';
    wake();
  });

  return async () => {
    for (;;) {
      const piece: Buffer | null = socket.read();
      if (piece) return piece;
      if (end) return end;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

/** Node's timers go no further. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a promise resolves with, or `undefined` if that takes longer. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(Math.max(ms, 0), LONGEST_MS));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
