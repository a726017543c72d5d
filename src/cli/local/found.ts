/** An event that a question is about: where it stands in the order, and its bytes. */
export interface Found {
  /** Microseconds since the epoch. */
  readonly time: number;
  /** Which of the files. */
  readonly file: number;
  /** Where in it: later ones are greater. */
  readonly row: number;
  /** Where in its line, of a line that holds more than one event. */
  readonly part: number;
  /** Whether `raw` is known to be an event on one line, with nothing but space after it. */
  readonly isEvent: boolean;
  readonly raw: Buffer;
}

export type Order = 'asc' | 'desc';
export type Compare = (a: Found, b: Found) => number;

/** By time, and by the place in the files where times are equal; `desc` is the reverse. */
export function inOrder(order: Order): Compare {
  const sign = order === 'asc' ? 1 : -1;
  return (a, b) => sign * (a.time - b.time || a.file - b.file || a.row - b.row || a.part - b.part);
}

/** Keeps the first `limit` of any number of events in an order, in memory for about three times as many. */
export interface Best {
  readonly add: (found: Found) => void;
  /** In order. */
  readonly take: () => Found[];
}

/** Sorting less often than this would cost more than it saves. */
const SLACK = 1_000;

export function createBest(limit: number, compare: Compare): Best {
  let kept: Found[] = [];
  let worst: Found | undefined;
  function cut(): void {
    kept = kept.sort(compare).slice(0, limit);
    if (kept.length === limit) worst = kept.at(-1);
  }
  return {
    add: (found) => {
      if (worst && compare(found, worst) > 0) return;
      // A copy, so that it does not hold on to all that was read with it.
      kept.push({ ...found, raw: Buffer.from(found.raw) });
      if (kept.length >= 2 * limit + SLACK) cut();
    },
    take: () => {
      cut();
      return kept;
    },
  };
}

/** Merges two sources that are in order. */
export async function* merge(
  stream: AsyncIterable<readonly Found[]>,
  others: readonly Found[],
  compare: Compare,
): AsyncGenerator<readonly Found[]> {
  let at = 0;
  for await (const batch of stream) {
    const merged: Found[] = [];
    for (const found of batch) {
      while (at < others.length && compare(others[at] as Found, found) < 0) merged.push(others[at++] as Found);
      merged.push(found);
    }
    yield merged;
  }
  yield others.slice(at);
}

/** The first `limit` of a stream; asks for no more than that. */
export async function* first(stream: AsyncIterable<readonly Found[]>, limit: number): AsyncGenerator<readonly Found[]> {
  let left = limit;
  for await (const batch of stream) {
    if (batch.length >= left) return yield batch.slice(0, left);
    left -= batch.length;
    yield batch;
  }
}
