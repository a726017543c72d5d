import { VerbatimError } from '../errors.ts';
import type { BodyMemory } from './body-memory.ts';

export interface ReadBodyOptions {
  readonly maxBytes: number;
  /** Told how many bytes are held by now. What it throws ends the reading. */
  readonly held?: ((bytes: number) => void) | undefined;
  /** Where the body is put together; without it, in memory of its own. */
  readonly memory?: BodyMemory | undefined;
}

/** Puts the pieces of a body together. Throws BODY_TOO_LARGE, and what `held` or the pieces throw. */
export async function readBody(
  pieces: AsyncIterable<Buffer>,
  { maxBytes, held, memory }: ReadBodyOptions,
): Promise<Buffer> {
  const all: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes)
      throw new VerbatimError('BODY_TOO_LARGE', `The body is larger than the limit, ${maxBytes} bytes.`);
    held?.(size);
    all.push(piece);
  }
  if (!memory) return all.length === 1 ? (all[0] as Buffer) : Buffer.concat(all, size);
  const body = memory.take(size);
  let at = 0;
  for (const piece of all) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}
