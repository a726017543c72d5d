import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { type ColumnData, writeDictionary } from './column.ts';
import type { Group } from './group.ts';

/*
 * Columns that are read from a group: what one of its values says is laid out once, and repeated for each row that has it.
 */

const MAP_KEYS = 'LowCardinality(String)';

/** Numbers the different texts of a column. */
function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    texts: () => numbers.keys(),
    count: () => numbers.size,
    of: (text: string): number => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
  };
}

type Numbering = ReturnType<typeof createNumbering>;

/** `LowCardinality(String)` */
export function groupName<T>(group: Group<T>, read: (value: T | undefined) => string | undefined): ColumnData {
  return {
    type: 'LowCardinality(String)',
    writePrefix: writeDictionary.prefix,
    writeData: (out) => {
      const numbering = createNumbering();
      const ofValue = Uint32Array.from(group.values, (value) => numbering.of(read(value) ?? ''));
      const rows = group.numbers();
      const indexes = new Uint32Array(rows.length);
      for (let i = 0; i < rows.length; i++) indexes[i] = ofValue[rows[i]!]!;
      writeDictionary.data(out, numbering.texts(), numbering.count(), indexes);
    },
  };
}

/** `String` */
export function groupText<T>(group: Group<T>, read: (value: T | undefined) => string | undefined): ColumnData {
  return {
    type: 'String',
    writePrefix: () => {},
    writeData: (out) => {
      const texts = createByteWriter();
      const ends = Uint32Array.from(group.values, (value) => {
        texts.string(read(value) ?? '');
        return texts.length();
      });
      copyRows(out, group.numbers(), texts.view(), ends);
    },
  };
}

/** `Int32` */
export function groupInt32<T>(group: Group<T>, read: (value: T | undefined) => number | undefined): ColumnData {
  return {
    type: 'Int32',
    writePrefix: () => {},
    writeData: (out) => {
      const ofValue = Int32Array.from(group.values, (value) => read(value) ?? 0);
      const rows = group.numbers();
      out.numbers(Int32Array.from(rows, (number) => ofValue[number]!));
    },
  };
}

/** `DateTime64(6, 'UTC')`, of microseconds. */
export function groupTime<T>(group: Group<T>, read: (value: T | undefined) => number): ColumnData {
  return {
    type: "DateTime64(6, 'UTC')",
    writePrefix: () => {},
    writeData: (out) => {
      const ofValue = group.values.map(read);
      for (const number of group.numbers()) out.u64(ofValue[number]!);
    },
  };
}

/** Lists of numbers, one after the other. */
interface Lists {
  readonly numbers: number[];
  /** Of each list, where it ends. */
  readonly ends: number[];
}

function emptyLists(): Lists {
  return { numbers: [], ends: [] };
}

function startOf(ends: ArrayLike<number>, i: number): number {
  return i === 0 ? 0 : ends[i - 1]!;
}

/** The ends of the rows' lists as they stand one after the other. */
function rowEnds(rows: Uint32Array, { ends }: { readonly ends: ArrayLike<number> }): Uint32Array {
  const lengths = Uint32Array.from(ends, (end, i) => end - startOf(ends, i));
  let total = 0;
  return rows.map((number) => {
    total += lengths[number]!;
    return total;
  });
}

/** The lists of the rows, one after the other. */
function repeatLists(rows: Uint32Array, lists: Lists, total: number): Uint32Array {
  const repeated = new Uint32Array(total);
  const numbers = Uint32Array.from(lists.numbers);
  let at = 0;
  for (const number of rows) {
    const end = lists.ends[number]!;
    for (let i = startOf(lists.ends, number); i < end; i++) repeated[at++] = numbers[i]!;
  }
  return repeated;
}

/** `Array(LowCardinality(String))` */
export function groupNames<T>(
  group: Group<T>,
  read: (value: T | undefined) => readonly string[] | undefined,
): ColumnData {
  return {
    type: 'Array(LowCardinality(String))',
    writePrefix: writeDictionary.prefix,
    writeData: (out) => {
      const numbering = createNumbering();
      const lists = emptyLists();
      for (const value of group.values) {
        for (const text of read(value) ?? []) lists.numbers.push(numbering.of(text));
        lists.ends.push(lists.numbers.length);
      }
      writeNumberLists(out, group.numbers(), lists, numbering);
    },
  };
}

/** The offsets of the rows' lists and the dictionary of what is in them. */
function writeNumberLists(out: ByteWriter, rows: Uint32Array, lists: Lists, numbering: Numbering): void {
  const ends = rowEnds(rows, lists);
  for (const end of ends) out.u64(end);
  const indexes = repeatLists(rows, lists, ends.at(-1) ?? 0);
  writeDictionary.data(out, numbering.texts(), numbering.count(), indexes);
}

/** Repeats the bytes of each row's value; those of all values stand one after the other. */
function copyRows(out: ByteWriter, rows: Uint32Array, values: Buffer, ends: ArrayLike<number>): void {
  const view = new DataView(values.buffer, values.byteOffset, values.length);
  for (const number of rows) out.range(view, startOf(ends, number), ends[number]!);
}

/** `Map(LowCardinality(String), String)` */
export function groupTextMap<T>(
  group: Group<T>,
  read: (value: T | undefined) => Readonly<Record<string, string>> | undefined,
): ColumnData {
  return {
    type: `Map(${MAP_KEYS}, String)`,
    writePrefix: writeDictionary.prefix,
    writeData: (out) => {
      const numbering = createNumbering();
      const keys = emptyLists();
      const texts = createByteWriter();
      const ends: number[] = [];
      for (const value of group.values) {
        const map = read(value) ?? {};
        for (const key of Object.keys(map)) {
          keys.numbers.push(numbering.of(key));
          texts.string(map[key]!);
        }
        keys.ends.push(keys.numbers.length);
        ends.push(texts.length());
      }
      const rows = group.numbers();
      writeNumberLists(out, rows, keys, numbering);
      copyRows(out, rows, texts.view(), ends);
    },
  };
}

/** `Map(LowCardinality(String), Array(String))` */
export function groupListMap<T>(
  group: Group<T>,
  read: (value: T | undefined) => Readonly<Record<string, readonly string[]>> | undefined,
): ColumnData {
  return {
    type: `Map(${MAP_KEYS}, Array(String))`,
    writePrefix: writeDictionary.prefix,
    writeData: (out) => {
      const numbering = createNumbering();
      const keys = emptyLists();
      /** How many texts each entry has. */
      const counts = emptyLists();
      const texts = createByteWriter();
      const ends: number[] = [];
      for (const value of group.values) {
        const map = read(value) ?? {};
        for (const key of Object.keys(map)) {
          keys.numbers.push(numbering.of(key));
          counts.numbers.push(map[key]!.length);
          for (const text of map[key]!) texts.string(text);
        }
        keys.ends.push(keys.numbers.length);
        counts.ends.push(counts.numbers.length);
        ends.push(texts.length());
      }
      const rows = group.numbers();
      writeNumberLists(out, rows, keys, numbering);
      let total = 0;
      for (const count of repeatLists(rows, counts, rowEnds(rows, counts).at(-1) ?? 0)) {
        total += count;
        out.u64(total);
      }
      copyRows(out, rows, texts.view(), ends);
    },
  };
}
