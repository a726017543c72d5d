import { VerbatimError } from '../errors.ts';

export interface ReadBodyOptions {
  readonly maxBytes: number;
  /** Told how many bytes are held by now. What it throws ends the reading. */
  readonly held?: ((bytes: number) => void) | undefined;
}

/** Puts the pieces of a body together. Throws BODY_TOO_LARGE, and what `held` or the pieces throw. */
export async function readBody(pieces: AsyncIterable<Buffer>, { maxBytes, held }: ReadBodyOptions): Promise<Buffer> {
  const all: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes)
      throw new VerbatimError('BODY_TOO_LARGE', `The body is larger than the limit, ${maxBytes} bytes.`);
    held?.(size);
    all.push(piece);
  }
  return all.length === 1 ? (all[0] as Buffer) : Buffer.concat(all, size);
}
