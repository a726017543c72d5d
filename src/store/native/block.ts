import { createByteWriter } from './byte-writer.ts';
import type { Column } from './column.ts';

/** Rows gathered by column. */
export interface Block<Row> {
  push(row: Row): void;
  readonly rows: number;
  /** The rows in `Native` format, in bytes of their own; the block is then empty. */
  take(): Uint8Array<ArrayBuffer>;
}

/** One column of a block and how its value follows from a row. */
export interface BlockColumn<Row> {
  readonly name: string;
  readonly type: string;
  push(row: Row): void;
  readonly column: Pick<Column<never>, 'writePrefix' | 'writeData' | 'clear'>;
}

export function blockColumn<Row, T>(name: string, column: Column<T>, read: (row: Row) => T): BlockColumn<Row> {
  return { name, type: column.type, push: (row) => column.push(read(row)), column };
}

export function createBlock<Row>(columns: readonly BlockColumn<Row>[]): Block<Row> {
  const out = createByteWriter();
  let rows = 0;
  return {
    push: (row) => {
      for (const column of columns) column.push(row);
      rows++;
    },
    get rows() {
      return rows;
    },
    take: () => {
      out.clear();
      out.varint(columns.length);
      out.varint(rows);
      for (const { name, type, column } of columns) {
        out.string(name);
        out.string(type);
        column.writePrefix(out);
        column.writeData(out);
        column.clear();
      }
      rows = 0;
      // A copy of just the right size, which can be handed to another thread.
      return new Uint8Array(out.view());
    },
  };
}
