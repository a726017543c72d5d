import { BLOCK_BYTES } from './limits.ts';
import { replaceHalfSurrogates } from './surrogates.ts';

const NEWLINE = 0x0a;

/**
 * Joins pieces of JSON lines into blocks of whole lines, of at least `BLOCK_BYTES` but for the last. Each block is a buffer
 * of its own.
 */
export async function* joinToBlocks(
  pieces: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    const end = length + bytes.length < BLOCK_BYTES ? 0 : bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield toBlock([...waiting, bytes.subarray(0, end)], length + end);
      waiting = [];
      length = 0;
    }
    waiting.push(bytes.subarray(end));
    length += bytes.length - end;
  }
  if (length > 0) yield toBlock(waiting, length);
}

function toBlock(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    block.set(piece, at);
    at += piece.length;
  }
  replaceHalfSurrogates(block);
  return block;
}
