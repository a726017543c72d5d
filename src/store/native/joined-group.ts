import type { Group, Grouped } from './group.ts';

/** What a value says: as pieces of JSON with commas between, and as words for a search, `BOUNDARY` between. */
export interface Said {
  readonly json: string;
  readonly words: string;
}

/** Stands between two texts of one row, so that no phrase is found across it. */
export const BOUNDARY = '\x7f';

/** Values that follow from those of other groups: each combination that a row has, once. */
export interface JoinedGroup extends Grouped<Said> {
  clear(): void;
}

/** The values of one part, and of each row the place of its value. */
interface Numbered {
  readonly values: readonly Said[];
  readonly rows: Uint32Array;
}

export type Part = () => Numbered;

/** What a group says. Values that say the same become one. */
export function part<T>(group: Group<T>, say: (value: T | undefined) => Said): Part {
  return () => {
    const given = group.numbers();
    const rows = new Uint32Array(given.length);
    const values: Said[] = [];
    const numbers = new Map<string, number>();
    const ofValue = new Int32Array(group.values.length).fill(-1);
    for (let i = 0; i < given.length; i++) {
      const place = given[i]!;
      if (ofValue[place]! < 0) {
        const said = say(group.values[place]);
        const number = numbers.get(said.json) ?? values.length;
        if (number === values.length) {
          numbers.set(said.json, number);
          values.push(said);
        }
        ofValue[place] = number;
      }
      rows[i] = ofValue[place]!;
    }
    return { values, rows };
  };
}

/** Made when it is asked for, once between two calls of `clear`. */
export function joinedGroup(parts: readonly Part[]): JoinedGroup {
  let made: Numbered | undefined;
  const make = (): Numbered => {
    made ??= parts.map((one) => one()).reduce(join);
    return made;
  };
  return {
    get values() {
      return make().values;
    },
    numbers: () => make().rows,
    clear: () => {
      made = undefined;
    },
  };
}

/** Up to so many combinations that there might be, they are looked up by place. */
const MAX_TABLE = 1 << 20;

function join(left: Numbered, right: Numbered): Numbered {
  const [only] = right.values;
  if (only && right.values.length === 1)
    return { values: left.values.map((one) => append(one, only)), rows: left.rows };
  const values: Said[] = [];
  const numberOf = createPairNumbers(left.values.length, right.values.length, (l, r) => {
    values.push(append(left.values[l]!, right.values[r]!));
  });
  const rows = new Uint32Array(left.rows.length);
  for (let i = 0; i < rows.length; i++) rows[i] = numberOf(left.rows[i]!, right.rows[i]!);
  return { values, rows };
}

/** Numbers pairs in the order in which they come up; `isNew` is told of each once. */
function createPairNumbers(
  lefts: number,
  rights: number,
  isNew: (left: number, right: number) => void,
): (left: number, right: number) => number {
  let count = 0;
  const next = (left: number, right: number) => {
    isNew(left, right);
    return count++;
  };
  if (lefts * rights <= MAX_TABLE) {
    const table = new Int32Array(lefts * rights).fill(-1);
    return (left, right) => {
      const at = left * rights + right;
      if (table[at]! < 0) table[at] = next(left, right);
      return table[at]!;
    };
  }
  const known = new Map<number, number>();
  return (left, right) => {
    const at = left * rights + right;
    let number = known.get(at);
    if (number === undefined) {
      number = next(left, right);
      known.set(at, number);
    }
    return number;
  };
}

function append(left: Said, right: Said): Said {
  return { json: `${left.json},${right.json}`, words: `${left.words}${BOUNDARY}${right.words}` };
}
