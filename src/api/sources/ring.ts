/** Counts of the last stretches of time, in a fixed amount of memory. Times are in milliseconds since the epoch. */
export interface Ring {
  add(count: number, now: number): void;
  /** The counts of each stretch, the oldest first; the last is the one that goes on. */
  counts(now: number): number[];
  /** When the first of these stretches began. */
  from(now: number): number;
}

export function createRing(stretchMs: number, stretches: number): Ring {
  const counts = new Float64Array(stretches);
  let newest = Number.NEGATIVE_INFINITY;

  /** Empties what has become too old. A clock that is set back counts on in the newest stretch. */
  function advance(now: number): void {
    const stretch = Math.max(newest, Math.floor(now / stretchMs));
    const empty = Math.min(stretches, stretch - newest);
    for (let i = 0; i < empty; i++) counts[(stretch - i) % stretches] = 0;
    newest = stretch;
  }

  return {
    add: (count, now) => {
      advance(now);
      counts[newest % stretches] = (counts[newest % stretches] ?? 0) + count;
    },
    counts: (now) => {
      advance(now);
      return Array.from({ length: stretches }, (_, i) => counts[(newest + 1 + i) % stretches] ?? 0);
    },
    from: (now) => {
      advance(now);
      return (newest + 1 - stretches) * stretchMs;
    },
  };
}
