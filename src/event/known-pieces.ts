import { CanonicalText, NOT_CANONICAL } from './canonical-text.ts';
import { valueSpan } from './json-scan.ts';
import { type Source, Words } from './words.ts';

/** A JSON value that stood in an event, and what it says. */
export class Piece<T> extends Words {
  readonly value: T;
  /** A number of its own, by which is looked for what often stands beside it. */
  readonly salt: number;
  /** For whoever numbers the pieces of one block: which block, and the number there. */
  block: object | undefined = undefined;
  number = 0;
  /** Whether it shows that an event is OpenShift's, once that was asked: see `openshift.ts`. */
  isOpenShift: boolean | undefined = undefined;

  constructor(value: T, salt: number, { view }: Source, start: number, end: number) {
    super(view, start, end);
    this.value = value;
    this.salt = salt;
  }
}

/** A longer piece is read each time. Users with a hundred groups have about 4 kB. */
const LONGEST = 8_192;
/** Bytes of all pieces that are remembered for one field; beyond, all are forgotten. What is built from them is a few times as much. */
const MOST_BYTES = 1024 * 1024;
/** A power of two. */
const PLACES = 4_096;
/** Pieces that are tried at one place. */
const TRIES = 16;
const GOLDEN = 0x9e3779b1;

/**
 * The values that a field had. Most events say again what others said, and to compare bytes costs a small part of reading
 * them. A piece is found by a hint: a number that often comes with it, such as a few of its bytes. A wrong hint costs
 * time, nothing else.
 */
export class KnownPieces<T> {
  readonly #read: (text: CanonicalText) => T;
  readonly #text = new CanonicalText();
  readonly #all = new Map<string, Piece<T>>();
  readonly #places: (Piece<T>[] | undefined)[] = new Array(PLACES).fill(undefined);
  #bytes = 0;

  /** `read` reads the whole of a piece, or fails as `CanonicalText` does. */
  constructor(read: (text: CanonicalText) => T) {
    this.#read = read;
  }

  /** The piece that begins at `at`; `undefined` if what stands there is not written as Go writes it. */
  find(source: Source, at: number, hint: number): Piece<T> | undefined {
    const place = Math.imul(hint, GOLDEN) >>> 20;
    const tried = this.#places[place];
    if (tried) {
      for (let i = 0; i < tried.length; i++) {
        const piece = tried[i]!;
        if (!piece.standsAt(source, at)) continue;
        if (i > 0) {
          // What is found often moves to the front.
          tried[i] = tried[i - 1]!;
          tried[i - 1] = piece;
        }
        return piece;
      }
    }
    const piece = this.#learn(source, at);
    if (piece) this.#put(place, piece);
    return piece;
  }

  #learn(source: Source, at: number): Piece<T> | undefined {
    const { bytes } = source;
    const end = valueSpan(bytes, at, Math.min(source.end, at + LONGEST))?.end;
    if (end === undefined) return undefined;
    const json = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('utf8');
    const known = this.#all.get(json);
    if (known) return known;
    const value = this.#valueOf(json);
    if (value === undefined) return undefined;
    if (this.#bytes > MOST_BYTES) this.#forget();
    this.#bytes += json.length;
    const piece = new Piece(value, Math.imul(this.#all.size + 1, GOLDEN), source, at, end);
    this.#all.set(json, piece);
    return piece;
  }

  #valueOf(json: string): T | undefined {
    const text = this.#text;
    if (!text.open(json)) return undefined;
    try {
      const value = this.#read(text);
      return text.isAtEnd ? value : undefined;
    } catch (error) {
      if (error === NOT_CANONICAL) return undefined;
      throw error;
    }
  }

  #put(place: number, piece: Piece<T>): void {
    this.#places[place] ??= [];
    const tried = this.#places[place]!;
    if (tried.length < TRIES) tried.push(piece);
    else tried[TRIES - 1] = piece;
  }

  #forget(): void {
    this.#all.clear();
    this.#places.fill(undefined);
    this.#bytes = 0;
  }
}
