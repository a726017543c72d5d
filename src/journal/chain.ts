import type { Removed } from './removed.ts';
import type { Segment } from './segment.ts';

/**
 * The journal up to its durable end: what may be read, and where the next record goes. The writer adds to its end; upkeep
 * packs and removes sealed segments.
 */
export interface Chain {
  /** The journal's id: eight characters of `[a-z0-9]`. */
  readonly id: string;
  /** In order; the last one is being written. */
  readonly segments: Segment[];
  /** The number of the next entry. */
  nextSeq: number;
  /** The hash of the last record. */
  hash: Buffer;
  /** What all segments together take on the disk. */
  bytes: number;
  /** What retention removed before the first segment. */
  removed?: Removed | undefined;
}

/** The segment after another one, which may have been removed meanwhile; `undefined` after the last. */
export function following({ segments }: Chain, { firstSeq }: Segment): Segment | undefined {
  return segments.find((one) => one.firstSeq > firstSeq);
}

/** Lets readers wait for the durable end to move. */
export interface Progress {
  /** Wakes those who wait. */
  moved(): void;
  /** Resolves with true once entry `seq` is durable, with false once `signal` aborts or the journal closes. */
  waitFor(seq: number, signal?: AbortSignal): Promise<boolean>;
  /** Wakes everybody for good. */
  end(): void;
}

export function createProgress(chain: Chain): Progress {
  const waiting = new Set<() => void>();
  let ended = false;

  function moved(): void {
    for (const wake of waiting) wake();
  }

  function waitFor(seq: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      function check(): void {
        const there = chain.nextSeq > seq;
        if (!there && !ended && !signal?.aborted) return;
        waiting.delete(check);
        signal?.removeEventListener('abort', check);
        resolve(there && !signal?.aborted);
      }
      waiting.add(check);
      signal?.addEventListener('abort', check);
      check();
    });
  }

  function end(): void {
    ended = true;
    moved();
  }

  return { moved, waitFor, end };
}
