import { isCanonicalTime, microsOf } from './time.ts';
import type { Source } from './words.ts';

/** `2006-01-02T15:04:05.000000Z` */
const LENGTH = 27;
/** Up to the `T`. */
const DATE_LENGTH = 11;
const [ZERO, COLON, POINT, Z] = [0x30, 0x3a, 0x2e, 0x5a];

/**
 * Reads canonical times in bytes. Events that come together share their day, so only its first time is read in full;
 * whether another is of the same day is seen in words, as `Words` does.
 */
export class MicroTimeReader {
  readonly length = LENGTH;
  /** The text of the last day, in words. */
  #month = 0;
  #day = 0;
  /** Where it began, in microseconds since the epoch. Below zero until there is one: then the words are no text. */
  #midnight = -1;

  /** The microseconds since the epoch of the time that stands at `at`; -1 if none does that follows from its value. */
  read(source: Source, at: number): number {
    const { bytes, end } = source;
    if (at + LENGTH > end || bytes[at + LENGTH - 1] !== Z) return -1;
    if (!this.#isSameDay(source, at) && !this.#learn(source, at)) return -1;
    if (bytes[at + 13] !== COLON || bytes[at + 16] !== COLON || bytes[at + 19] !== POINT) return -1;
    const hours = number(bytes, at + 11, 2);
    const minutes = number(bytes, at + 14, 2);
    const seconds = number(bytes, at + 17, 2);
    const micros = number(bytes, at + 20, 6);
    if (hours > 23 || minutes > 59 || seconds > 59 || micros > 999_999) return -1;
    return this.#midnight + (hours * 3600 + minutes * 60 + seconds) * 1e6 + micros;
  }

  #isSameDay({ view }: Source, at: number): boolean {
    return (
      this.#midnight >= 0 &&
      view.getInt32(at + DATE_LENGTH - 4, true) === this.#day &&
      view.getFloat64(at, true) === this.#month
    );
  }

  #learn({ bytes, view }: Source, at: number): boolean {
    const date = Buffer.from(bytes.buffer, bytes.byteOffset + at, DATE_LENGTH).toString('latin1');
    const midnight = `${date}00:00:00.000000Z`;
    if (!isCanonicalTime(midnight)) return false;
    this.#midnight = microsOf(midnight);
    this.#month = view.getFloat64(at, true);
    this.#day = view.getInt32(at + DATE_LENGTH - 4, true);
    return true;
  }
}

/** More than any number that is looked for. */
const NO_NUMBER = 1e9;

/** The number that so many digits make; a large one if one of them is none. */
function number(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const digit = bytes[i]! - ZERO;
    if (digit < 0 || digit > 9) return NO_NUMBER;
    value = value * 10 + digit;
  }
  return value;
}
