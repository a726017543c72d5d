import type { ByteWriter } from './byte-writer.ts';

/*
 * What belongs to the values of a group, one after the other, repeated in the order of its rows. Of each row, `rows` has the
 * place of its value.
 */

/** Lists of numbers, one after the other. */
export interface Lists {
  readonly numbers: number[];
  /** Of each list, where it ends. */
  readonly ends: number[];
}

export function emptyLists(): Lists {
  return { numbers: [], ends: [] };
}

/** The ends of the rows' lists as they stand one after the other. */
export function rowEnds(rows: Uint32Array, { ends }: { readonly ends: ArrayLike<number> }): Uint32Array {
  const lengths = new Uint32Array(ends.length);
  for (let i = 0; i < lengths.length; i++) lengths[i] = ends[i]! - startOf(ends, i);
  const repeated = new Uint32Array(rows.length);
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    total += lengths[rows[i]!]!;
    repeated[i] = total;
  }
  return repeated;
}

/** The lists of the rows, one after the other. */
export function repeatLists(rows: Uint32Array, lists: Lists, total: number): Uint32Array {
  const repeated = new Uint32Array(total);
  const numbers = Uint32Array.from(lists.numbers);
  let at = 0;
  for (let row = 0; at < total; row++) {
    const number = rows[row]!;
    const end = lists.ends[number]!;
    for (let i = startOf(lists.ends, number); i < end; i++) repeated[at++] = numbers[i]!;
  }
  return repeated;
}

function startOf(ends: ArrayLike<number>, i: number): number {
  return i === 0 ? 0 : ends[i - 1]!;
}

/** Repeats the bytes of each row's value; those of all values stand one after the other. */
export function copyRows(out: ByteWriter, rows: Uint32Array, values: Buffer, ends: ArrayLike<number>): void {
  if (values.length === 0) return;
  const view = new DataView(values.buffer, values.byteOffset, values.length);
  for (const number of rows) out.range(view, startOf(ends, number), ends[number]!);
}
