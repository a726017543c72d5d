const HYPHEN = 0x2d;
/** What stands in for the value of a byte that is no digit. */
const NO_DIGIT = 0x10;

/** The values of hexadecimal digits in lower case. */
const VALUES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(byte));
  return value < 0 ? NO_DIGIT : value;
});

/** Where each group of four digits begins in `01234567-89ab-cdef-0123-456789abcdef`. */
const GROUPS = [0, 4, 9, 14, 19, 24, 28, 32] as const;
export const UUID_LENGTH = 36;

/**
 * Reads the UUID in lower case that stands at `at` into the four words of `into`, from left to right. Gives whether one
 * does; that of zeros, which stands for none, does not count.
 */
export function readUuid(bytes: Uint8Array, at: number, into: Uint32Array): boolean {
  if (bytes[at + 8] !== HYPHEN || bytes[at + 13] !== HYPHEN) return false;
  if (bytes[at + 18] !== HYPHEN || bytes[at + 23] !== HYPHEN) return false;
  let seen = 0;
  let any = 0;
  for (let word = 0; word < 4; word++) {
    let value = 0;
    for (let half = 0; half < 2; half++) {
      const from = at + GROUPS[word * 2 + half]!;
      for (let i = from; i < from + 4; i++) {
        const digit = VALUES[bytes[i]!]!;
        seen |= digit;
        value = (value << 4) | digit;
      }
    }
    into[word] = value;
    any |= value;
  }
  return seen < NO_DIGIT && any !== 0;
}
