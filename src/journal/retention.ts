import type { Reached } from './cursors.ts';

/** What may be removed from the beginning of a journal. Without a bound, nothing is. */
export interface Retention {
  /** What was received longer ago than so many milliseconds. */
  readonly timeMs?: number | undefined;
  /** What makes the journal take more bytes on the disk. */
  readonly bytes?: number | undefined;
}

/** A sealed segment, as far as removing it is concerned. */
export interface Candidate {
  /** The number after its last entry. */
  readonly nextSeq: number;
  /** On the disk. */
  readonly bytes: number;
  /** All in it was received before; milliseconds since the epoch, `undefined` where that is not known. */
  readonly receivedBefore: number | undefined;
}

export interface Circumstances {
  readonly now: number;
  /** All segments together, those that are no candidates too. */
  readonly bytes: number;
  /** The consumer that has handled least. */
  readonly last: Reached | undefined;
}

export interface Decision {
  /** So many of the oldest segments are removed. */
  readonly count: number;
  /** Who kept one more from being removed, because it has not handled all of it. */
  readonly heldBy?: Reached | undefined;
}

/** Decides how many of the oldest segments go. None goes that a consumer still needs. */
export function decideRemoval(
  oldestFirst: readonly Candidate[],
  { timeMs, bytes }: Retention,
  { now, bytes: total, last }: Circumstances,
): Decision {
  let left = total;
  for (const [count, candidate] of oldestFirst.entries()) {
    const tooOld = timeMs !== undefined && (candidate.receivedBefore ?? now) < now - timeMs;
    const tooMuch = bytes !== undefined && left > bytes;
    if (!tooOld && !tooMuch) return { count };
    if (last && last.position < candidate.nextSeq) return { count, heldBy: last };
    left -= candidate.bytes;
  }
  return { count: oldestFirst.length };
}
