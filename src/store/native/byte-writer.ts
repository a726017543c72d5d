/** Collects bytes in a buffer that grows and is used again. Numbers are little-endian. */
export interface ByteWriter {
  u8(value: number): void;
  u16(value: number): void;
  u32(value: number): void;
  /** A whole number up to 2^53. */
  u64(value: number): void;
  i32(value: number): void;
  bytes(value: Uint8Array): void;
  /** LEB128, as ClickHouse writes lengths. */
  varint(value: number): void;
  /** A length and UTF-8. */
  string(text: string): void;
  /** What was written; a view that holds until the next call. */
  view(): Buffer;
  clear(): void;
}

const FIRST_SIZE = 4096;
/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const MAX_UNIT_BYTES = 3;
const TWO_32 = 2 ** 32;

export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  let at = 0;

  function reserve(bytes: number): void {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  }

  function varint(value: number): void {
    reserve(8);
    let rest = value;
    while (rest > 0x7f) {
      buffer[at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    buffer[at++] = rest;
  }

  /** A length of as many bytes as were kept free for it; the last may be a zero, which readers take. */
  function paddedVarint(place: number, bytes: number, value: number): void {
    let rest = value;
    for (let i = 0; i < bytes; i++) {
      buffer[place + i] = (rest & 0x7f) | (i < bytes - 1 ? 0x80 : 0);
      rest >>>= 7;
    }
  }

  return {
    u8: (value) => {
      reserve(1);
      buffer[at++] = value;
    },
    u16: (value) => {
      reserve(2);
      at = buffer.writeUInt16LE(value, at);
    },
    u32: (value) => {
      reserve(4);
      at = buffer.writeUInt32LE(value, at);
    },
    u64: (value) => {
      reserve(8);
      at = buffer.writeUInt32LE(value % TWO_32, at);
      at = buffer.writeUInt32LE(Math.floor(value / TWO_32), at);
    },
    i32: (value) => {
      reserve(4);
      at = buffer.writeInt32LE(value, at);
    },
    bytes: (value) => {
      reserve(value.length);
      buffer.set(value, at);
      at += value.length;
    },
    varint,
    string: (text) => {
      const most = text.length * MAX_UNIT_BYTES;
      if (text.length === 0) {
        reserve(1);
        buffer[at++] = 0;
        return;
      }
      const width = most < 0x80 ? 1 : most < 0x4000 ? 2 : most < 0x20_0000 ? 3 : 5;
      reserve(width + most);
      const written = buffer.write(text, at + width, 'utf8');
      paddedVarint(at, width, written);
      at += width + written;
    },
    view: () => buffer.subarray(0, at),
    clear: () => {
      at = 0;
    },
  };
}
