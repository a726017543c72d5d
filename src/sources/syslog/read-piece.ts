import type { Socket } from 'node:net';

/** How a stream ended: by its sender, or broken off. */
export type End = 'clean' | 'broken';

/** Between two calls so much is read: as much as is then made durable at once. */
const READ_BYTES = 128 * 1024;

/** Reads a socket piece by piece. Beyond one piece it is not read before that is asked for, so its sender has to wait. */
export function createReadPiece(socket: Socket): () => Promise<Buffer | End> {
  let pieces: Buffer[] = [];
  let size = 0;
  let end: End | undefined;
  let wake = () => {};

  function fill(): void {
    while (size < READ_BYTES) {
      const piece: Buffer | null = socket.read();
      if (!piece) break;
      pieces.push(piece);
      size += piece.length;
    }
    wake();
  }

  function ended(how: End): void {
    end ??= how;
    wake();
  }

  socket.on('readable', fill);
  socket.once('end', () => ended('clean'));
  socket.once('close', () => ended('broken'));

  return async () => {
    for (;;) {
      fill();
      if (size > 0) {
        const all = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, size);
        pieces = [];
        size = 0;
        return all;
      }
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
