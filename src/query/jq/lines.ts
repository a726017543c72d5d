/** Cuts a stream of UTF-8 bytes into its lines, without their ends. */
export interface LineCutter {
  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): string[];
  /** What is left after the last line, `''` if nothing. */
  rest(): string;
}

/** A line longer than `maxLength` UTF-16 units is given in pieces. */
export function createLineCutter(maxLength = Number.POSITIVE_INFINITY): LineCutter {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;

  function take(): string {
    const line = parts.join('');
    parts = [];
    length = 0;
    return line;
  }

  return {
    push(bytes) {
      const pieces = decoder.decode(bytes, { stream: true }).split('\n');
      const lines: string[] = [];
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) lines.push(take());
        if (piece !== '') parts.push(piece);
        length += piece.length;
        if (length > maxLength) lines.push(take());
      }
      return lines;
    },
    rest: take,
  };
}
