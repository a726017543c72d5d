/** Collects bytes in a buffer that grows and is used again. Numbers are little-endian. */
export interface ByteWriter {
  u32(value: number): void;
  /** A whole number up to 2^53. */
  u64(value: number): void;
  /** Whole numbers up to 2^32, in 64 bits each. */
  u64s(values: Uint32Array): void;
  bytes(value: Uint8Array): void;
  /** The bytes of a list of numbers, on machines that keep them as little-endian; all that the engine runs on do. */
  numbers(value: Numbers): void;
  /** The bytes from `start` to `end` of what a view shows. */
  range(view: DataView, start: number, end: number): void;
  /** LEB128, as ClickHouse writes lengths. */
  varint(value: number): void;
  /** A length and UTF-8. */
  string(text: string): void;
  /** Room for that many bytes. `fill` writes into it and gives where it has ended; what is left of the room is free again. */
  fill(bytes: number, fill: (target: Uint8Array, at: number) => number): void;
  length(): number;
  /** What was written; a view that holds until the next call. */
  view(): Buffer;
  /** What was written, with its memory, which can be handed to another thread; the writer is then empty. */
  take(): Uint8Array<ArrayBuffer>;
  clear(): void;
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

const FIRST_SIZE = 4096;
/** A little more than was just written: what comes next is about as long. */
const NEXT_SHARE = 1.125;
/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const MAX_UNIT_BYTES = 3;
const TWO_32 = 2 ** 32;
const WORD = 4;
/** From here on, a copy by the system costs less than one by words. */
const LONG_RANGE = 512;

export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  let data = new DataView(buffer.buffer);
  let at = 0;

  function reserve(bytes: number): void {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
    data = new DataView(buffer.buffer);
  }

  function bytes(value: Uint8Array): void {
    reserve(value.length);
    buffer.set(value, at);
    at += value.length;
  }

  function numbers({ buffer: whole, byteOffset, byteLength }: Numbers): void {
    bytes(new Uint8Array(whole, byteOffset, byteLength));
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
  function paddedVarint(place: number, width: number, value: number): void {
    let rest = value;
    for (let i = 0; i < width; i++) {
      buffer[place + i] = (rest & 0x7f) | (i < width - 1 ? 0x80 : 0);
      rest >>>= 7;
    }
  }

  return {
    u32: (value) => {
      reserve(4);
      data.setUint32(at, value, true);
      at += 4;
    },
    u64: (value) => {
      reserve(8);
      // A remainder of numbers of this size would be a call.
      const high = Math.floor(value / TWO_32);
      data.setUint32(at, value - high * TWO_32, true);
      data.setUint32(at + 4, high, true);
      at += 8;
    },
    u64s: (values) => {
      const halves = new Uint32Array(values.length * 2);
      for (let i = 0; i < values.length; i++) halves[i * 2] = values[i]!;
      numbers(halves);
    },
    bytes,
    numbers,
    range: (view, start, end) => {
      const length = end - start;
      if (length >= LONG_RANGE) return bytes(new Uint8Array(view.buffer, view.byteOffset + start, length));
      reserve(length);
      let from = start;
      for (const words = end - WORD; from <= words; from += WORD, at += WORD) {
        data.setInt32(at, view.getInt32(from, true), true);
      }
      for (; from < end; from++) buffer[at++] = view.getUint8(from);
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
    fill: (room, write) => {
      reserve(room);
      at = write(buffer, at);
    },
    length: () => at,
    view: () => buffer.subarray(0, at),
    take: () => {
      const written = new Uint8Array(buffer.buffer, 0, at);
      buffer = Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, Math.ceil(at * NEXT_SHARE)));
      data = new DataView(buffer.buffer);
      at = 0;
      return written;
    },
    clear: () => {
      at = 0;
    },
  };
}
