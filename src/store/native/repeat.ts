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
  const lengths = Uint32Array.from(ends, (end, i) => end - startOf(ends, i));
  let total = 0;
  return rows.map((number) => {
    total += lengths[number]!;
    return total;
  });
}

/** The lists of the rows, one after the other. */
export function repeatLists(rows: Uint32Array, lists: Lists, total: number): Uint32Array {
  const repeated = new Uint32Array(total);
  const numbers = Uint32Array.from(lists.numbers);
  let at = 0;
  for (const number of rows) {
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
  const view = new DataView(values.buffer, values.byteOffset, values.length);
  for (const number of rows) out.range(view, startOf(ends, number), ends[number]!);
}
