import {
  add,
  and,
  andWide,
  type Code,
  get,
  isAnySet,
  isAtMost,
  isLess,
  load,
  loadByte,
  loadWide,
  moduleOf,
  multiply,
  or,
  orWide,
  set,
  shiftLeft,
  shiftRight,
  store,
  storeWide,
  subtract,
  trailingZeros,
  when,
  whileTrue,
  withoutLowest,
} from './wasm-code.ts';

/** Characters of a word that are looked for: its last ones. */
export const LOOKED_FOR = 6;
/** Characters that are looked up together, so that any window has some at one of four places in a row. */
export const GRAM = 3;
const STRIDE = 4;
const AT_ONCE = 4 * STRIDE;
/** Words of which one row says which may have a character: as many as bits are compared at once. */
export const WORDS_AT_ONCE = 128;
const WIDE_BYTES = WORDS_AT_ONCE / 8;

const GRAM_MASK = 0xffffff;
const HASH_BITS = 18;
const HASH_FACTOR = 0x9e3779b1 | 0;

/** So much of a text is in the module's memory at a time: little enough to stay in the processor's cache. */
export const CHUNK_BYTES = 16 * 1024;

/** Where in the module's memory what stands, in bytes. */
export interface Layout {
  /** Of a hash of three characters, a bit for each place in a window at which a word may have them. */
  readonly places: number;
  /** For each place in a window, for each character, a row with a bit for each word that may have it there. */
  readonly rows: number;
  readonly rowBytes: number;
  readonly text: number;
  /** What was found: the number of bytes before a window, and a row of the words that stand there. */
  readonly found: number;
  readonly foundBytes: number;
  readonly size: number;
}

export function layoutFor(words: number): Layout {
  const rowBytes = Math.max(1, Math.ceil(words / WORDS_AT_ONCE)) * WIDE_BYTES;
  const rows = 1 << HASH_BITS;
  const text = rows + LOOKED_FOR * 256 * rowBytes;
  // What is looked up last may begin at the end of the text.
  const found = text + CHUNK_BYTES + AT_ONCE + STRIDE;
  const foundBytes = 4 + rowBytes;
  // Each window is met once.
  return { places: 0, rows, rowBytes, text, found, foundBytes, size: found + CHUNK_BYTES * foundBytes };
}

export function rowOf(layout: Layout, place: number, char: number): number {
  return layout.rows + (place * 256 + char) * layout.rowBytes;
}

export function hashOf(gram: number): number {
  return Math.imul(gram & GRAM_MASK, HASH_FACTOR) >>> (32 - HASH_BITS);
}

/** Looks through the text between two addresses; writes what is found from the third on, and gives where that ends. */
export type Scan = (start: number, end: number, found: number) => number;

/** The machine code of `Scan`: in JavaScript it takes twice the time. */
export function scanCode(layout: Layout): Uint8Array {
  const [first, end, found, at, a, b, c, d, where, start] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(get) as Locals;
  const { rowBytes } = layout;
  const words = Array.from({ length: rowBytes / WIDE_BYTES }, (_, i) => i);
  const firstWide = 10;
  const lookUp = (offset: number) => {
    const gram = and(load(at, offset), GRAM_MASK);
    return loadByte(shiftRight(multiply(gram, HASH_FACTOR), 32 - HASH_BITS), layout.places);
  };
  const row = (place: number, i: number) =>
    loadWide(multiply(loadByte(start, place), rowBytes), rowOf(layout, place, 0) + i * WIDE_BYTES);
  const bit = trailingZeros(where);

  return moduleOf({
    name: 'scan',
    parameters: 3,
    numbers: 7,
    wides: words.length,
    body: [
      set(3, first),
      whileTrue(
        isLess(at, end),
        [a, b, c, d].flatMap((_, i) => set(4 + i, lookUp(i * STRIDE))),
        // Hardly any of the four is in the table.
        when(
          or(or(a, b), or(c, d)),
          set(8, or(or(a, shiftLeft(b, 8)), or(shiftLeft(c, 16), shiftLeft(d, 24)))),
          whileTrue(
            where,
            set(9, subtract(add(at, shiftLeft(shiftRight(bit, 3), 2)), and(bit, 7))),
            set(8, withoutLowest(where)),
            when(
              and(isAtMost(first, start), isAtMost(add(start, LOOKED_FOR), end)),
              words.flatMap((i) => setWide(firstWide + i, allOf(i, row))),
              when(
                isAnySet(words.map((i) => get(firstWide + i)).reduce(orWide)),
                store(found, subtract(start, first)),
                words.flatMap((i) => storeWide(found, get(firstWide + i), 4 + i * WIDE_BYTES)),
                set(2, add(found, layout.foundBytes)),
              ),
            ),
          ),
        ),
        set(3, add(at, AT_ONCE)),
      ),
      found,
    ],
  });
}

type Locals = [Code, Code, Code, Code, Code, Code, Code, Code, Code, Code];

/** Locals are set alike, whatever they hold. */
const setWide: (local: number, to: Code) => Code = set;

/** The words that have every character of a window in its place. */
function allOf(i: number, row: (place: number, i: number) => Code): Code {
  return Array.from({ length: LOOKED_FOR }, (_, place) => row(place, i)).reduce(andWide);
}
