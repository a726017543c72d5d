/** A stretch of bytes and what comes in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: Buffer;
  /** What was there: the path of a value, or of a text with the patterns that were met in it. */
  readonly what: string;
}

/** Edits do not overlap; they may come in any order. */
export function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Buffer {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start)) {
    pieces.push(bytes.subarray(at, start), text);
    at = end;
  }
  pieces.push(bytes.subarray(at));
  return Buffer.concat(pieces);
}
