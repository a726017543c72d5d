import { parseMicros } from '../event/time.ts';

/** What became of a part of a delivery, beyond its receipt. */
export interface Passage {
  /** Entries that were not kept, or not whole, by reason: `policy`, `truncated`, or why one is no audit line. */
  readonly left: ReadonlyMap<string, number>;
  /** How long before they were received some of its events happened, in milliseconds; less than 0 where clocks differ. */
  readonly lagsMs: readonly number[];
}

/** Told what happens on the way through. */
export interface PassageNotes {
  leave(reason: string): void;
  /** When an event happened, RFC 3339; `''` where it does not say. */
  happened(time: string): void;
}

const MICROS_A_MS = 1000;

/** `receivedAt` is RFC 3339. */
export function createPassage(receivedAt: string): Passage & PassageNotes {
  const left = new Map<string, number>();
  const lagsMs: number[] = [];
  const received = parseMicros(receivedAt);
  return {
    left,
    lagsMs,
    leave: (reason) => void left.set(reason, (left.get(reason) ?? 0) + 1),
    happened: (time) => {
      const micros = parseMicros(time);
      if (micros !== undefined && received !== undefined) lagsMs.push((received - micros) / MICROS_A_MS);
    },
  };
}

/** Whether an event is looked at for when it happened: the first, the middle and the last tell enough of many that came together. */
export function isSample(index: number, of: number): boolean {
  return index === 0 || index === of - 1 || index === of >> 1;
}
