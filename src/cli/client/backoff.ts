/** The first wait of a series, and the longest. In milliseconds. */
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Many clients that lost the same server must not come back at the same moment. */
const JITTER = 0.2;

/** How long to wait before trying again after `failures` failures in a row (1 or more), in milliseconds. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(wait * (1 - JITTER + 2 * JITTER * random()));
}
