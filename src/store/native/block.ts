import { createByteWriter } from './byte-writer.ts';
import type { ColumnData } from './column.ts';

/** One column of a block. */
export interface BlockColumn {
  readonly name: string;
  readonly data: ColumnData;
}

/** A block of rows in the `Native` format, in bytes of their own. */
export function writeBlock(columns: readonly BlockColumn[], rows: number): Uint8Array<ArrayBuffer> {
  const out = createByteWriter();
  out.varint(columns.length);
  out.varint(rows);
  for (const { name, data } of columns) {
    out.string(name);
    out.string(data.type);
    data.writePrefix(out);
    data.writeData(out);
  }
  // A copy of just the right size, which can be handed to another thread.
  return new Uint8Array(out.view());
}
