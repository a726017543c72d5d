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
const LONG = 8;

/**
 * Text that is looked for in bytes, eight at a time: byte by byte takes five times as long. Where it has fewer than four,
 * what stands before it has to be the same too.
 *
 * Eight bytes are compared as a number with a fraction, the only type of that size that costs nothing to read. Two that
 * are equal are the same bytes, because there are no zeros among them; two that are the same are equal unless they make
 * no number, which ASCII never does. So other text may be taken for different, and no text for the same.
 */
export class Words {
  readonly length: number;
  readonly #longs: Float64Array;
  /** The four bytes after the longs, where they are not among the last four; else those last four. */
  readonly #middle: number;
  readonly #middleAt: number;
  readonly #last: number;

  constructor(view: DataView, start: number, end: number) {
    this.length = end - start;
    this.#longs = Float64Array.from({ length: Math.floor(this.length / LONG) }, (_, i) =>
      view.getFloat64(start + i * LONG, true),
    );
    this.#middleAt = Math.min(this.#longs.length * LONG, this.length - WORD);
    this.#middle = view.getInt32(start + this.#middleAt, true);
    this.#last = view.getInt32(end - WORD, true);
  }

  standsAt({ view, end }: Source, at: number): boolean {
    // What is tried for one place begins alike and ends differently.
    if (at + this.length > end || view.getInt32(at + this.length - WORD, true) !== this.#last) return false;
    if (view.getInt32(at + this.#middleAt, true) !== this.#middle) return false;
    const longs = this.#longs;
    for (let i = 0, from = at; i < longs.length; i++, from += LONG) {
      if (view.getFloat64(from, true) !== longs[i]) return false;
    }
    return true;
  }
}

/** The words of an ASCII text of at least four characters. */
export function literal(text: string): Words {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  return new Words(new DataView(bytes.buffer), 0, bytes.length);
}
