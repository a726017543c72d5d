import { isCanonicalTime, microsOf } from './time.ts';
import { type Source, WORD } from './words.ts';

/** `2006-01-02T15:04:05.000000Z` */
const LENGTH = 27;
/** Up to the point. */
const SECONDS_LENGTH = 20;
const ZERO = 0x30;
const Z = 0x5a;

/** Reads canonical times in bytes. Events that come together share their second, so only its first time is read in full. */
export class MicroTimeReader {
  readonly length = LENGTH;
  /** The last second's text, in words. */
  readonly #words = new Int32Array(SECONDS_LENGTH / WORD);
  #second = -1;

  /** The microseconds since the epoch of the time that stands at `at`; -1 if none does that follows from its value. */
  read(source: Source, at: number): number {
    const { bytes, end } = source;
    if (at + LENGTH > end || bytes[at + LENGTH - 1] !== Z) return -1;
    if (!this.#isSameSecond(source, at) && !this.#learn(source, at)) return -1;
    let micros = 0;
    for (let i = at + SECONDS_LENGTH; i < at + LENGTH - 1; i++) {
      const digit = bytes[i]! - ZERO;
      if (digit < 0 || digit > 9) return -1;
      micros = micros * 10 + digit;
    }
    return this.#second + micros;
  }

  #isSameSecond({ view }: Source, at: number): boolean {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) if (view.getInt32(at + i * WORD, true) !== words[i]) return false;
    return this.#second >= 0;
  }

  #learn({ bytes, view }: Source, at: number): boolean {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, SECONDS_LENGTH).toString('latin1');
    const time = `${text}000000Z`;
    if (!isCanonicalTime(time)) return false;
    this.#second = microsOf(time);
    for (let i = 0; i < this.#words.length; i++) this.#words[i] = view.getInt32(at + i * WORD, true);
    return true;
  }
}
