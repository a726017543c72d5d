import { isCanonicalTime, microsOf } from './time.ts';
import type { Source } from './words.ts';

/** `2006-01-02T15:04:05.000000Z` */
const LENGTH = 27;
/** Up to the point. */
const SECONDS_LENGTH = 20;
const ZERO = 0x30;
const Z = 0x5a;

/**
 * Reads canonical times in bytes. Events that come together share their second, so only its first time is read in full;
 * whether another is of the same second is seen in words, as `Words` does.
 */
export class MicroTimeReader {
  readonly length = LENGTH;
  /** The text of the last second, in words. */
  #date = 0;
  #clock = 0;
  #rest = 0;
  /** Below zero until there is one: then the words are no text. */
  #micros = -1;

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
    return this.#micros + micros;
  }

  #isSameSecond({ view }: Source, at: number): boolean {
    return (
      this.#micros >= 0 &&
      view.getInt32(at + 16, true) === this.#rest &&
      view.getFloat64(at + 8, true) === this.#clock &&
      view.getFloat64(at, true) === this.#date
    );
  }

  #learn({ bytes, view }: Source, at: number): boolean {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, SECONDS_LENGTH).toString('latin1');
    const time = `${text}000000Z`;
    if (!isCanonicalTime(time)) return false;
    this.#micros = microsOf(time);
    this.#date = view.getFloat64(at, true);
    this.#clock = view.getFloat64(at + 8, true);
    this.#rest = view.getInt32(at + 16, true);
    return true;
  }
}
