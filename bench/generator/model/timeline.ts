/** What someone does over time: runs until it yields, then sleeps for the yielded milliseconds. Returning ends it. */
export type Process = Generator<number, void, void>;

export interface Timeline {
  /** Microseconds since the epoch; whole. */
  now(): number;
  start(process: Process, afterMs?: number): void;
  /** When the process that is due next is due; infinity when none is left. */
  due(): number;
  /** Wakes the process that is due next and moves the clock there. `false` when none is left. */
  step(): boolean;
}

interface Entry {
  readonly due: number;
  readonly order: number;
  readonly process: Process;
}

/** Two that are due at once run in the order in which they were set, so that a seed has one outcome. */
function before(a: Entry, b: Entry): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

/** A discrete simulation of processes, kept in a binary heap by the time at which they wake. */
export function createTimeline(from: number): Timeline {
  const heap: Entry[] = [];
  let clock = from;
  let order = 0;

  function push(entry: Entry): void {
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  function pop(): Entry | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }

  function start(process: Process, afterMs = 0): void {
    push({ due: clock + Math.floor(afterMs * 1000), order: order++, process });
  }

  return {
    now: () => clock,
    due: () => heap[0]?.due ?? Number.POSITIVE_INFINITY,
    start,
    step() {
      const entry = pop();
      if (entry === undefined) return false;
      clock = entry.due;
      const { done, value } = entry.process.next();
      if (!done) start(entry.process, value);
      return true;
    },
  };
}
