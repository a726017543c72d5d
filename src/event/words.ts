/** Bytes that are read as words, and where they end. */
export interface Source {
  readonly bytes: Uint8Array;
  /** Over the same bytes. */
  readonly view: DataView;
  readonly end: number;
}

export function sourceOf(bytes: Uint8Array): Source {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), end: bytes.length };
}

export const WORD = 4;

/**
 * Bytes that are looked for in others, four at a time: byte by byte takes three times as long. Where they are fewer than
 * four, what stands before them has to be the same too.
 */
export class Words {
  readonly length: number;
  readonly #words: Int32Array;
  /** The last four bytes, some of which may stand in the words too. */
  readonly #last: number;

  constructor(view: DataView, start: number, end: number) {
    this.length = end - start;
    this.#words = Int32Array.from({ length: this.length >> 2 }, (_, i) => view.getInt32(start + i * WORD, true));
    this.#last = view.getInt32(end - WORD, true);
  }

  standsAt({ view, end }: Source, at: number): boolean {
    const words = this.#words;
    // What is tried for one place begins alike and ends differently.
    if (at + this.length > end || view.getInt32(at + this.length - WORD, true) !== this.#last) return false;
    for (let i = 0, from = at; i < words.length; i++, from += WORD) {
      if (view.getInt32(from, true) !== words[i]) return false;
    }
    return true;
  }
}

/** The words of an ASCII text of at least four characters. */
export function literal(text: string): Words {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  return new Words(new DataView(bytes.buffer), 0, bytes.length);
}
