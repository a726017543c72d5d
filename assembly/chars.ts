/** The characters that JSON is made of. */
export const QUOTE: u8 = 0x22;
export const BACKSLASH: u8 = 0x5c;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;
export const OPEN_BRACKET: u8 = 0x5b;
export const CLOSE_BRACKET: u8 = 0x5d;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const ZERO: u8 = 0x30;
export const NINE: u8 = 0x39;

export function byteAt(at: usize): u8 {
  return load<u8>(at);
}

export function isDigit(byte: u8): bool {
  return byte >= ZERO && byte <= NINE;
}

/** The bit by which letters in lower case differ from those in upper case. */
export const CASE: u8 = 0x20;

export function isHex(byte: u8): bool {
  const lower = byte | CASE;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
