import {
  BACKSLASH,
  byteAt,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isDigit,
  isHex,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './chars';

/*
 * Each function is given where something begins and gives where it has ended, 0 if it is not there as Go writes it.
 * A zero byte follows the text; none of them goes past one.
 */

const WIDE: usize = 16;
const LETTER_U: u8 = 0x75;
const UNDERSCORE: u8 = 0x5f;
/** `0026`, `003c` and `003e`, as a number of four bytes: `&`, `<` and `>`. */
const AMPERSAND: u32 = 0x36323030;
const LESS: u32 = 0x63333030;
const MORE: u32 = 0x65333030;

/** A string as Go writes it, with those escapes that are often in events; the others are for others to read. */
export function stringEnd(at: usize): usize {
  return quotedEnd(at, false);
}

/** A string with any escape of JSON. */
export function jsonStringEnd(at: usize): usize {
  return quotedEnd(at, true);
}

function quotedEnd(at: usize, withAnyEscape: bool): usize {
  if (byteAt(at) !== QUOTE) return 0;
  at = plainEnd(at + 1);
  while (byteAt(at) === BACKSLASH) {
    const length = withAnyEscape ? jsonEscapeLength(at) : escapeLength(at);
    if (length === 0) return 0;
    at = plainEnd(at + length);
  }
  return byteAt(at) === QUOTE ? at + 1 : 0;
}

/**
 * Where the first byte stands that does not stand for itself in a string of Go: a quotation mark, a backslash, a control
 * character, `<`, `>`, `&`, or the first byte of U+2028 and U+2029, or of a character that the end cuts off.
 */
function plainEnd(at: usize): usize {
  at = commonEnd(at);
  while (byteAt(at) === FIRST_OF_SEPARATORS && isPlain(at)) at = commonEnd(at + 3);
  return at;
}

/** U+2028 and U+2029 are 80 A8 and 80 A9 behind this byte; behind it are arrows, dashes and quotation marks too. */
const FIRST_OF_SEPARATORS: u8 = 0xe2;

function isPlain(at: usize): bool {
  const second = byteAt(at + 1);
  const third = byteAt(at + 2);
  // Less than that is none of its bytes, but the zero at the end.
  if (second < 0x80 || third < 0x80) return false;
  return second !== 0x80 || (third | 1) !== 0xa9;
}

function commonEnd(at: usize): usize {
  let special: i32 = 0;
  for (;;) {
    const bytes = v128.load(at);
    const ends = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)));
    // `<` and `>` differ in one bit.
    const angles = i8x16.eq(v128.and(bytes, i8x16.splat(-3)), i8x16.splat(0x3c));
    const rare = v128.or(i8x16.eq(bytes, i8x16.splat(0x26)), i8x16.eq(bytes, i8x16.splat(-30)));
    const control = i8x16.lt_u(bytes, i8x16.splat(0x20));
    special = i8x16.bitmask(v128.or(v128.or(ends, angles), v128.or(rare, control)));
    if (special !== 0) break;
    at += WIDE;
  }
  return at + ctz(special);
}

function escapeLength(at: usize): usize {
  const kind = byteAt(at + 1);
  if (kind === QUOTE || kind === BACKSLASH) return 2;
  if (kind !== LETTER_U) return 0;
  const code = load<u32>(at + 2);
  return code === AMPERSAND || code === LESS || code === MORE ? 6 : 0;
}

function jsonEscapeLength(at: usize): usize {
  const kind = byteAt(at + 1);
  if (kind === LETTER_U) {
    for (let i: usize = 2; i < 6; i++) if (!isHex(byteAt(at + i))) return 0;
    return 6;
  }
  switch (kind) {
    case QUOTE:
    case BACKSLASH:
    // `/`, `b`, `f`, `n`, `r` and `t`.
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return 2;
    default:
      return 0;
  }
}

/** A string that is not empty: Go leaves out a member that is. */
export function filledEnd(at: usize): usize {
  const end = stringEnd(at);
  return end > at + 2 ? end : 0;
}

/** A list of strings, of at least one. */
export function stringsEnd(at: usize): usize {
  if (byteAt(at) !== OPEN_BRACKET) return 0;
  do {
    at = stringEnd(at + 1);
    if (at === 0) return 0;
  } while (byteAt(at) === COMMA);
  return byteAt(at) === CLOSE_BRACKET ? at + 1 : 0;
}

/** A map of strings, or of lists of them. Go sorts its keys, so none can be there twice. */
export function mapEnd(at: usize, ofLists: bool): usize {
  if (byteAt(at) !== OPEN_BRACE) return 0;
  let before: usize = 0;
  do {
    const key = at + 1;
    const keyEnd = stringEnd(key);
    if (keyEnd === 0 || byteAt(keyEnd) !== COLON || isOutOfOrder(key)) return 0;
    if (before !== 0 && !isBefore(before + 1, key + 1)) return 0;
    before = key;
    at = ofLists ? stringsEnd(keyEnd + 1) : stringEnd(keyEnd + 1);
    if (at === 0) return 0;
  } while (byteAt(at) === COMMA);
  return byteAt(at) === CLOSE_BRACE ? at + 1 : 0;
}

/** Whether an object of JavaScript may not keep a key where it was put. */
function isOutOfOrder(key: usize): bool {
  return isDigit(byteAt(key + 1)) || byteAt(key + 1) === UNDERSCORE;
}

/** Whether one string comes before another; both end with a quotation mark. */
function isBefore(one: usize, other: usize): bool {
  while (byteAt(one) === byteAt(other)) {
    if (byteAt(one) === QUOTE) return false;
    one++;
    other++;
  }
  return byteAt(one) === QUOTE || (byteAt(other) !== QUOTE && byteAt(one) < byteAt(other));
}
