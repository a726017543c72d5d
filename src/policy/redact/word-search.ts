import { CHUNK_BYTES, GRAM, hashOf, LOOKED_FOR, layoutFor, rowOf, type Scan, scanCode } from './word-scan.ts';

export { LOOKED_FOR } from './word-scan.ts';

/**
 * Finds many words in bytes at once. Of each word six characters are enough; within them, three stand where a multiple of
 * four bytes begins, wherever the word stands. So only every fourth place is looked at: its three characters, hashed, say in
 * a table whether a word may be here. That takes a fifth of a nanosecond a byte, whatever the number of words; looking for
 * one word at a time takes a tenth for each.
 */
export interface Word<Tell> {
  /** Characters and classes as in a regular expression, such as `[.:]eyJ[h-z0-6]\w`; the last six of them are looked for. */
  readonly word: string;
  readonly ignoresCase: boolean;
  readonly tell: Tell;
}

/**
 * Told what a word tells and where the part of it that is looked for begins; `false` ends the search. Must not search itself:
 * there is one memory.
 */
export type Found<Tell> = (tell: Tell, at: number) => boolean;

/** Looks for words in bytes, from the first to the last. */
export type WordSearch<Tell> = (bytes: Uint8Array, found: Found<Tell>) => void;

/** Words are ASCII. */
const CHARS = 128;
const PAGE_BYTES = 64 * 1024;

export function createWordSearch<Tell>(words: readonly Word<Tell>[]): WordSearch<Tell> {
  const layout = layoutFor(words.length);
  const pages = Math.ceil(layout.size / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const own = new Uint8Array(memory.buffer);
  words.forEach(({ word, ignoresCase }, number) => {
    const window = windowOf(word, ignoresCase);
    window.forEach((chars, place) => {
      for (const char of chars) own[rowOf(layout, place, char) + (number >> 3)]! |= 1 << (number & 7);
    });
    for (let place = 0; place + GRAM <= LOOKED_FOR; place++)
      for (const gram of gramsOf(window.slice(place, place + GRAM))) own[layout.places + hashOf(gram)]! |= 1 << place;
  });
  const module = new WebAssembly.Module(scanCode(layout));
  const scan = new WebAssembly.Instance(module, { host: { memory } }).exports.scan as Scan;
  const tells = words.map(({ tell }) => tell);

  /** Tells of the words of the window that was found at an address; `false` if the search is to end. */
  function tell(address: number, before: number, found: Found<Tell>): boolean {
    const at = before + numberAt(own, address);
    for (let i = 4; i < layout.foundBytes; i++) {
      for (let bits = own[address + i]!; bits !== 0; bits &= bits - 1) {
        if (!found(tells[(i - 4) * 8 + 31 - Math.clz32(bits & -bits)]!, at)) return false;
      }
    }
    return true;
  }

  return (bytes, found) => {
    const { text, found: first, foundBytes } = layout;
    for (let before = 0; before + LOOKED_FOR <= bytes.length; before += CHUNK_BYTES - LOOKED_FOR + 1) {
      const chunk = before === 0 && bytes.length <= CHUNK_BYTES ? bytes : bytes.subarray(before, before + CHUNK_BYTES);
      own.set(chunk, text);
      const end = scan(text, text + chunk.length, first);
      for (let address = first; address < end; address += foundBytes) if (!tell(address, before, found)) return;
    }
  };
}

function numberAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
}

function gramsOf(window: readonly (readonly number[])[]): number[] {
  return window.reduceRight<number[]>(
    (grams, chars) => chars.flatMap((char) => grams.map((gram) => (gram << 8) | char)),
    [0],
  );
}

const ATOM = /\[(?:\\.|[^\]\\])+\]|\\.|./g;

/** For each place in the window, the characters that a word may have there. */
function windowOf(word: string, ignoresCase: boolean): number[][] {
  const atoms = word.match(ATOM) ?? [];
  if (atoms.length < LOOKED_FOR) throw new RangeError(`The word ${word} has less than six characters.`);
  return atoms.slice(-LOOKED_FOR).map((atom) => {
    const one = new RegExp(`^(?:${atom})$`, ignoresCase ? 'i' : '');
    return Array.from({ length: CHARS }, (_, char) => char).filter((char) => one.test(String.fromCharCode(char)));
  });
}
