import {
  byteAt,
  CASE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isDigit,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ZERO,
} from './chars';
import { jsonStringEnd } from './text';

/** Of every container that is open, the character that closes it. */
const MOST_LEVELS: i32 = 4096;
const closing = memory.data(MOST_LEVELS);

/** Where the object ends that begins at a place, checked as `scanBody` of `body-span.ts` does; 0 if it is not so. */
export function bodyEnd(at: usize, mostLevels: i32): usize {
  if (byteAt(at) !== OPEN_BRACE) return 0;
  const most = min(mostLevels, MOST_LEVELS);
  let depth: i32 = 0;
  // Keys give 0 where there is none.
  while (at !== 0) {
    // A value begins here.
    const byte = byteAt(at);
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (depth === most) return 0;
      const close: u8 = byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      store<u8>(closing + depth++, close);
      at++;
      if (byteAt(at) !== close) {
        if (byte === OPEN_BRACE) at = keyEnd(at);
        continue;
      }
    } else {
      at = scalarEnd(at);
      if (at === 0) return 0;
    }
    // A value has ended here, or a container is about to.
    while (byteAt(at) === load<u8>(closing + depth - 1)) {
      at++;
      if (--depth === 0) return at;
    }
    if (byteAt(at) !== COMMA) return 0;
    at++;
    if (load<u8>(closing + depth - 1) === CLOSE_BRACE) at = keyEnd(at);
  }
  return 0;
}

/** Where the value of the key begins that begins at a place. */
function keyEnd(at: usize): usize {
  const end = jsonStringEnd(at);
  return end !== 0 && byteAt(end) === COLON ? end + 1 : 0;
}

const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const POINT: u8 = 0x2e;
const TRUE: u32 = 0x65757274;
const NULL: u32 = 0x6c6c756e;
const FALS: u32 = 0x736c6166;
const LETTER_E: u8 = 0x65;

function scalarEnd(at: usize): usize {
  const byte = byteAt(at);
  if (byte === QUOTE) return jsonStringEnd(at);
  if (byte === MINUS || isDigit(byte)) return numberEnd(at);
  const word = load<u32>(at);
  if (word === TRUE || word === NULL) return at + 4;
  return word === FALS && byteAt(at + 4) === LETTER_E ? at + 5 : 0;
}

function numberEnd(at: usize): usize {
  const start = byteAt(at) === MINUS ? at + 1 : at;
  at = digitsEnd(start);
  if (at === start || (byteAt(start) === ZERO && at > start + 1)) return 0;
  if (byteAt(at) === POINT) {
    const fraction = at + 1;
    at = digitsEnd(fraction);
    if (at === fraction) return 0;
  }
  if ((byteAt(at) | CASE) !== LETTER_E) return at;
  const sign = byteAt(at + 1);
  const exponent = sign === MINUS || sign === PLUS ? at + 2 : at + 1;
  at = digitsEnd(exponent);
  return at === exponent ? 0 : at;
}

function digitsEnd(at: usize): usize {
  while (isDigit(byteAt(at))) at++;
  return at;
}
