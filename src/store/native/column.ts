import { type ByteWriter, createByteWriter } from './byte-writer.ts';

/**
 * One column of a block in ClickHouse's `Native` format: what the engine takes with the least work, because it is laid
 * out as its own columns are.
 */
export interface ColumnData {
  /** The column's type, as the engine writes it. */
  readonly type: string;
  /** What stands before the data of the whole column. */
  writePrefix(out: ByteWriter): void;
  writeData(out: ByteWriter): void;
}

/** A column that gathers its own values. */
export interface Column<T> extends ColumnData {
  push(value: T): void;
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

/** Whole numbers up to 2^53. */
export function uint64Column(): Column<number> {
  return plain('UInt64', (out, value) => out.u64(value));
}

/** Microseconds since the epoch, none before it. */
export function timeColumn(): Column<number> {
  return plain("DateTime64(6, 'UTC')", (out, value) => out.u64(value));
}

/** UUIDs, as four words from left to right. The engine keeps each half as a little-endian number. */
export function uuidColumn(): Column<Uint32Array> {
  return plain('UUID', (out, words) => {
    out.u32(words[1]!);
    out.u32(words[0]!);
    out.u32(words[3]!);
    out.u32(words[2]!);
  });
}

const DICTIONARY_VERSION = 1;
const HAS_ADDITIONAL_KEYS = 1 << 9;
const NEEDS_NEW_DICTIONARY = 1 << 10;

/** How a `LowCardinality(String)` is written: each different text once, and its number a row. */
export const writeDictionary = {
  prefix: (out: ByteWriter): void => out.u64(DICTIONARY_VERSION),
  data: (out: ByteWriter, texts: Iterable<string>, count: number, indexes: Uint32Array): void => {
    if (indexes.length === 0) return;
    const width = count <= 0x100 ? 0 : count <= 0x1_0000 ? 1 : 2;
    out.u64(width | HAS_ADDITIONAL_KEYS | NEEDS_NEW_DICTIONARY);
    out.u64(count);
    for (const text of texts) out.string(text);
    out.u64(indexes.length);
    out.numbers(width === 0 ? new Uint8Array(indexes) : width === 1 ? new Uint16Array(indexes) : indexes);
  },
};
