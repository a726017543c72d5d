import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { type ColumnData, writeDictionary } from './column.ts';
import type { Group } from './group.ts';
import { createNumbering, type Numbering } from './numbering.ts';
import { copyRows, emptyLists, type Lists, repeatLists, rowEnds } from './repeat.ts';

/* Lists and maps that are read from a group, as `group-columns.ts` does it for single values. */

const MAP_KEYS = 'LowCardinality(String)';

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
  out.u64s(ends);
  const indexes = repeatLists(rows, lists, ends.at(-1) ?? 0);
  writeDictionary.data(out, numbering.texts(), numbering.count(), indexes);
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
      const ofTexts = repeatLists(rows, counts, rowEnds(rows, counts).at(-1) ?? 0);
      for (let i = 1; i < ofTexts.length; i++) ofTexts[i]! += ofTexts[i - 1]!;
      out.u64s(ofTexts);
      copyRows(out, rows, texts.view(), ends);
    },
  };
}
