import { type ByteWriter, createByteWriter } from './byte-writer.ts';

/**
 * One column of a block in ClickHouse's `Native` format: what the engine takes with the least work, because it is laid
 * out as its own columns are.
 */
export interface Column<T> {
  /** The column's type, as the engine writes it. */
  readonly type: string;
  push(value: T): void;
  /** What stands before the data of the whole column. */
  writePrefix(out: ByteWriter): void;
  writeData(out: ByteWriter): void;
  clear(): void;
}

/** A column whose bytes are ready as soon as a value is pushed. */
function plain<T>(type: string, write: (out: ByteWriter, value: T) => void): Column<T> {
  const data = createByteWriter();
  return {
    type,
    push: (value) => write(data, value),
    writePrefix: () => {},
    writeData: (out) => out.bytes(data.view()),
    clear: data.clear,
  };
}

export function stringColumn(): Column<string> {
  return plain('String', (out, value) => out.string(value));
}

/** Bytes that need not be text. */
export function bytesColumn(): Column<Uint8Array | undefined> {
  return plain('String', (out, value) => {
    out.varint(value?.length ?? 0);
    if (value) out.bytes(value);
  });
}

export function int32Column(): Column<number> {
  return plain('Int32', (out, value) => out.i32(value));
}

/** Whole numbers up to 2^53. */
export function uint64Column(): Column<number> {
  return plain('UInt64', (out, value) => out.u64(value));
}

/** Microseconds since the epoch, none before it. */
export function timeColumn(): Column<number> {
  return plain("DateTime64(6, 'UTC')", (out, value) => out.u64(value));
}

/** UUIDs in lower case with hyphens. The engine keeps each half as a little-endian number. */
export function uuidColumn(): Column<string> {
  return plain('UUID', (out, value) => {
    for (const half of [
      value.slice(0, 8) + value.slice(9, 13) + value.slice(14, 18),
      value.slice(19, 23) + value.slice(24),
    ]) {
      out.u32(Number.parseInt(half.slice(8), 16));
      out.u32(Number.parseInt(half.slice(0, 8), 16));
    }
  });
}

const DICTIONARY_VERSION = 1;
const HAS_ADDITIONAL_KEYS = 1 << 9;
const NEEDS_NEW_DICTIONARY = 1 << 10;
const FIRST_INDEXES = 1024;

/** `LowCardinality(String)`: each different value once, and its number a row. */
export function dictionaryColumn(): Column<string> {
  const numbers = new Map<string, number>();
  // Values come in runs, and most columns hold one value for a whole delivery.
  let last: string | undefined;
  let lastNumber = 0;
  let indexes = new Uint32Array(FIRST_INDEXES);
  let rows = 0;

  function numberOf(value: string): number {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  }

  function grow(): void {
    const larger = new Uint32Array(indexes.length * 2);
    larger.set(indexes);
    indexes = larger;
  }

  return {
    type: 'LowCardinality(String)',
    push: (value) => {
      if (value !== last) {
        last = value;
        lastNumber = numberOf(value);
      }
      if (rows === indexes.length) grow();
      indexes[rows++] = lastNumber;
    },
    writePrefix: (out) => out.u64(DICTIONARY_VERSION),
    writeData: (out) => {
      if (rows === 0) return;
      const width = numbers.size <= 0x100 ? 0 : numbers.size <= 0x1_0000 ? 1 : 2;
      out.u64(width | HAS_ADDITIONAL_KEYS | NEEDS_NEW_DICTIONARY);
      out.u64(numbers.size);
      for (const value of numbers.keys()) out.string(value);
      out.u64(rows);
      const used = indexes.subarray(0, rows);
      const narrow = width === 0 ? Uint8Array.from(used) : width === 1 ? Uint16Array.from(used) : used;
      out.bytes(new Uint8Array(narrow.buffer, narrow.byteOffset, narrow.byteLength));
    },
    clear: () => {
      numbers.clear();
      last = undefined;
      rows = 0;
    },
  };
}

/** Lists, each element of one type. */
export function arrayColumn<T>(element: Column<T>): Column<readonly T[] | undefined> {
  const ends = createByteWriter();
  let elements = 0;
  return {
    type: `Array(${element.type})`,
    push: (list) => {
      if (list) for (const value of list) element.push(value);
      elements += list?.length ?? 0;
      ends.u64(elements);
    },
    writePrefix: element.writePrefix,
    writeData: (out) => {
      out.bytes(ends.view());
      element.writeData(out);
    },
    clear: () => {
      ends.clear();
      element.clear();
      elements = 0;
    },
  };
}

/** Maps from text, in the order of their keys. */
export function mapColumn<T>(value: Column<T>): Column<Readonly<Record<string, T>> | undefined> {
  const key = dictionaryColumn();
  const ends = createByteWriter();
  let entries = 0;
  return {
    type: `Map(${key.type}, ${value.type})`,
    push: (map) => {
      if (map) {
        for (const name of Object.keys(map)) {
          key.push(name);
          value.push(map[name] as T);
          entries++;
        }
      }
      ends.u64(entries);
    },
    writePrefix: (out) => {
      key.writePrefix(out);
      value.writePrefix(out);
    },
    writeData: (out) => {
      out.bytes(ends.view());
      key.writeData(out);
      value.writeData(out);
    },
    clear: () => {
      ends.clear();
      key.clear();
      value.clear();
      entries = 0;
    },
  };
}
