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

/** From the first byte of a value to behind its last. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Those that begin in none of the stretches, which are in order. Each is looked for in the logarithm of their number. */
export function editsOutside(edits: readonly Edit[], stretches: readonly Stretch[]): Edit[] {
  return edits.filter(({ start }) => {
    const next = firstFrom(stretches, start + 1);
    return next === 0 || stretches[next - 1]!.end <= start;
  });
}

/** How many begin before a byte. */
function firstFrom(stretches: readonly Stretch[], at: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stretches[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
