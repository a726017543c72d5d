import type { Piece } from '../../event/known-pieces.ts';

/**
 * What several columns of a block are read from. Rows that say the same share a value, so each value is encoded once a
 * block, however many rows have it.
 */
export interface Group<T> {
  /** The values of this block; those that were pushed twice as values stand twice. */
  readonly values: readonly T[];
  /** Of each row, the place of its value. A view that holds until the next push. */
  numbers(): Uint32Array;
  /** Adds a row that has a value of its own. */
  pushValue(value: T): void;
  /** Adds a row with the value of a piece. A piece belongs to one group. */
  pushPiece(piece: Piece<T>): void;
  /** Adds a row with the value of the row before it, or a value of its own if that is another. */
  pushSame(value: T): void;
  clear(): void;
}

const FIRST_ROWS = 1024;

export function createGroup<T>(): Group<T> {
  let values: T[] = [];
  let numbers = new Uint32Array(FIRST_ROWS);
  let rows = 0;
  /** By which pieces know whether they are numbered. */
  let block = {};

  function push(number: number): void {
    if (rows === numbers.length) {
      const larger = new Uint32Array(rows * 2);
      larger.set(numbers);
      numbers = larger;
    }
    numbers[rows++] = number;
  }

  function pushValue(value: T): void {
    push(values.length);
    values.push(value);
  }

  return {
    get values() {
      return values;
    },
    numbers: () => numbers.subarray(0, rows),
    pushValue,
    pushPiece: (piece) => {
      if (piece.block !== block) {
        piece.block = block;
        piece.number = values.length;
        values.push(piece.value);
      }
      push(piece.number);
    },
    pushSame: (value) => {
      if (rows > 0 && values[numbers[rows - 1]!] === value) push(numbers[rows - 1]!);
      else pushValue(value);
    },
    clear: () => {
      values = [];
      rows = 0;
      block = {};
    },
  };
}
