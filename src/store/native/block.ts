import type { ByteWriter } from './byte-writer.ts';
import type { ColumnData } from './column.ts';

/** One column of a block. */
export interface BlockColumn {
  readonly name: string;
  readonly data: ColumnData;
}

/** A block of rows in the `Native` format, in memory of its own, which can be handed to another thread; `out` is empty. */
export function writeBlock(columns: readonly BlockColumn[], rows: number, out: ByteWriter): Uint8Array<ArrayBuffer> {
  out.clear();
  out.varint(columns.length);
  out.varint(rows);
  for (const { name, data } of columns) {
    out.string(name);
    out.string(data.type);
    data.writePrefix(out);
    data.writeData(out);
  }
  return out.take();
}
