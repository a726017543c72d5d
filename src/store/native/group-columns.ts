import { createByteWriter } from './byte-writer.ts';
import { type ColumnData, writeDictionary } from './column.ts';
import type { Grouped } from './group.ts';
import { createNumbering } from './numbering.ts';
import { copyRows } from './repeat.ts';

/*
 * Columns that are read from a group: what one of its values says is laid out once, and repeated for each row that has it.
 */

/** `LowCardinality(String)` */
export function groupName<T>(group: Grouped<T>, read: (value: T | undefined) => string | undefined): ColumnData {
  return {
    type: 'LowCardinality(String)',
    writePrefix: writeDictionary.prefix,
    writeData: (out) => {
      const numbering = createNumbering();
      const ofValue = Uint32Array.from(group.values, (value) => numbering.of(read(value) ?? ''));
      const rows = group.numbers();
      const indexes = new Uint32Array(rows.length);
      // Where all rows say the same, its number is 0.
      if (numbering.count() > 1) for (let i = 0; i < rows.length; i++) indexes[i] = ofValue[rows[i]!]!;
      writeDictionary.data(out, numbering.texts(), numbering.count(), indexes);
    },
  };
}

/** `String` */
export function groupText<T>(group: Grouped<T>, read: (value: T | undefined) => string | undefined): ColumnData {
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
export function groupInt32<T>(group: Grouped<T>, read: (value: T | undefined) => number | undefined): ColumnData {
  return {
    type: 'Int32',
    writePrefix: () => {},
    writeData: (out) => {
      const ofValue = Int32Array.from(group.values, (value) => read(value) ?? 0);
      const rows = group.numbers();
      const repeated = new Int32Array(rows.length);
      for (let i = 0; i < rows.length; i++) repeated[i] = ofValue[rows[i]!]!;
      out.numbers(repeated);
    },
  };
}

/** `DateTime64(6, 'UTC')`, of microseconds. */
export function groupTime<T>(group: Grouped<T>, read: (value: T | undefined) => number): ColumnData {
  return {
    type: "DateTime64(6, 'UTC')",
    writePrefix: () => {},
    writeData: (out) => {
      const ofValue = group.values.map(read);
      const rows = group.numbers();
      for (let i = 0; i < rows.length; i++) out.u64(ofValue[rows[i]!]!);
    },
  };
}
