import { VerbatimError } from '../errors.ts';
import { letGo } from '../let-go.ts';
import type { BodyMemory } from './body-memory.ts';

export interface ReadBodyOptions {
  readonly maxBytes: number;
  /** Told how many bytes have come by now. What it throws ends the reading. */
  readonly held?: ((bytes: number) => void) | undefined;
}

/** Puts the pieces of a body together. Throws BODY_TOO_LARGE, and what `held` or the pieces throw. */
export async function readBody(pieces: AsyncIterable<Buffer>, options: ReadBodyOptions): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const { piece } of counted(pieces, options)) all.push(piece);
  return all.length === 1 ? all[0]! : Buffer.concat(all);
}

export interface ReadIntoOptions extends ReadBodyOptions {
  /** Where the body is put together. */
  readonly memory: BodyMemory;
  /** How many bytes the sender has announced, if it has. */
  readonly announced?: number | undefined;
}

/** A body is given so many times the room that what has come of it takes, so that it is moved once or twice, whatever is announced. */
const AHEAD = 8;

/**
 * As `readBody`, for bodies that are large and come often: each piece is put where it belongs and freed as it comes, so the
 * next comes into the same memory, and a body is held once. Nobody else may look at the pieces.
 */
export async function readInto(pieces: AsyncIterable<Buffer>, options: ReadIntoOptions): Promise<Buffer> {
  const { memory, maxBytes, announced = maxBytes } = options;
  let body: Buffer | undefined;
  let end = 0;
  for await (const { piece, size } of counted(pieces, options)) {
    if (!body || size > body.length) {
      const larger = memory.take(Math.max(size, Math.min(size * AHEAD, announced)));
      if (body) {
        larger.set(body.subarray(0, end));
        memory.give(body);
      }
      body = larger;
    }
    body.set(piece, end);
    end = size;
    letGo(piece);
  }
  return body ? body.subarray(0, end) : Buffer.alloc(0);
}

/** Pieces, each with the size of the body with it. */
async function* counted(
  pieces: AsyncIterable<Buffer>,
  { maxBytes, held }: ReadBodyOptions,
): AsyncGenerator<{ piece: Buffer; size: number }> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes)
      throw new VerbatimError('BODY_TOO_LARGE', `The body is larger than the limit, ${maxBytes} bytes.`);
    held?.(size);
    yield { piece, size };
  }
}
