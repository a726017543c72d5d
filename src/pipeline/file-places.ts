import type { ReceivedEvent } from '../decode/received.ts';

/** Where an event stood in its file: from `at` to `end`, with what stood around it. Bytes as latin1. */
export interface FilePlace {
  readonly at: number;
  readonly before: string;
  after: string;
  end: number;
}

export type PlacedEvent = ReceivedEvent & { readonly place?: FilePlace };

/**
 * Finds events again in the bytes that they were cut from. What stands between two of them belongs to the first, so a place is
 * complete once the next event is found, or all is.
 */
export interface FilePlaces {
  push(piece: Uint8Array): void;
  /** The events of what was pushed, in its order. */
  find(events: readonly ReceivedEvent[]): PlacedEvent[];
  /** Nothing follows. */
  end(): void;
}

/** `start` is where the first byte stands in the file. */
export function createFilePlaces(start: number): FilePlaces {
  /** Bytes in which no event was found yet, and where they begin in the file. */
  let pieces: Uint8Array[] = [];
  let from = start;
  let last: FilePlace | undefined;
  /** Whether an event did not stand in the bytes as it is, so that nothing after it can be placed either. */
  let isLost = false;

  function place(
    event: ReceivedEvent,
    bytes: Buffer,
    at: number,
  ): { readonly placed: PlacedEvent; readonly to: number } {
    const found = positionOf(event.raw, bytes, at);
    if (found < 0) {
      isLost = true;
      return { placed: event, to: at };
    }
    const between = bytes.toString('latin1', at, found);
    const to = found + event.raw.length;
    const begins = last ? from + found : from + at;
    if (last) {
      last.after = between;
      last.end = begins;
    }
    last = { at: begins, before: last ? '' : between, after: '', end: from + to };
    return { placed: { ...event, place: last }, to };
  }

  return {
    push: (piece) => {
      if (!isLost) pieces.push(piece);
    },
    find: (events) => {
      if (events.length === 0 || isLost) return [...events];
      const bytes = Buffer.concat(pieces);
      let at = 0;
      const placed = events.map((event) => {
        if (isLost) return event;
        const one = place(event, bytes, at);
        at = one.to;
        return one.placed;
      });
      pieces = isLost || at === bytes.length ? [] : [bytes.subarray(at)];
      from += at;
      return placed;
    },
    end: () => {
      if (!last || isLost) return;
      const rest = Buffer.concat(pieces);
      last.after = rest.toString('latin1');
      last.end = from + rest.length;
    },
  };
}

/** Where `raw` stands first from `at` on. Mostly it is there at once, or after a line end, and need not be looked for. */
function positionOf(raw: Uint8Array, bytes: Buffer, at: number): number {
  for (let near = at; near <= at + 1; near++) {
    const end = near + raw.length;
    if (end <= bytes.length && bytes.compare(raw, 0, raw.length, near, end) === 0) return near;
  }
  return bytes.indexOf(raw, at);
}
