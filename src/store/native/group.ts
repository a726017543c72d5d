import type { Piece } from '../../event/known-pieces.ts';

/**
 * What several columns of a block are read from. Rows that say the same share a value, so that it is laid out once,
 * however many rows have it.
 */
export interface Group<T> {
  /** The values of this block; one may stand more than once. */
  readonly values: readonly (T | undefined)[];
  /** Of each row, the place of its value. A view that holds until the next push. */
  numbers(): Uint32Array;
  /** Adds a row. */
  push(value: T | undefined): void;
  /** Adds a row with the value of a piece. A piece belongs to one group. */
  pushPiece(piece: Piece<T> | undefined): void;
  clear(): void;
}

/** What columns are read from: a group, or what follows from some. */
export type Grouped<T> = Pick<Group<T>, 'values' | 'numbers'>;

const FIRST_ROWS = 1024;

export function createGroup<T>(): Group<T> {
  let values: (T | undefined)[] = [undefined];
  let numbers = new Uint32Array(FIRST_ROWS);
  let rows = 0;
  /** By which pieces know whether they are numbered. */
  let block = {};
  /** The places of texts; objects are looked for no further than in the row before. */
  const texts = new Map<T, number>();

  function add(number: number): void {
    if (rows === numbers.length) {
      const larger = new Uint32Array(rows * 2);
      larger.set(numbers);
      numbers = larger;
    }
    numbers[rows++] = number;
  }

  return {
    get values() {
      return values;
    },
    numbers: () => numbers.subarray(0, rows),
    push: (value) => {
      if (value === undefined) return add(0);
      // Rows that came together have much in common.
      const last = rows === 0 ? 0 : numbers[rows - 1]!;
      if (values[last] === value) return add(last);
      const known = typeof value === 'string' ? texts.get(value) : undefined;
      if (known !== undefined) return add(known);
      if (typeof value === 'string') texts.set(value, values.length);
      add(values.length);
      values.push(value);
    },
    pushPiece: (piece) => {
      if (piece === undefined) return add(0);
      if (piece.block !== block) {
        piece.block = block;
        piece.number = values.length;
        values.push(piece.value);
      }
      add(piece.number);
    },
    clear: () => {
      values = [undefined];
      rows = 0;
      block = {};
      texts.clear();
    },
  };
}
