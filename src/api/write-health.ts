/** Whether the journal can be written, as far as readiness is about it. */
export interface WriteHealth {
  /** A group could not be written. */
  failed(): void;
  /** `failure` is the journal's: why the last group could not be written. */
  isFailing(failure: unknown): boolean;
}

/**
 * A load balancer sends nothing to who is not ready, and only a delivery that is written shows that the disk is well
 * again. So after this time the server is ready, and the next delivery is the trial: if it fails, it is pushed back.
 */
export const FAILURE_HOLDS_MS = 30_000;

/** `clock` gives milliseconds that never go back. */
export function createWriteHealth(clock: () => number): WriteHealth {
  let failedAt = Number.NEGATIVE_INFINITY;
  return {
    failed: () => {
      failedAt = clock();
    },
    isFailing: (failure) => failure !== undefined && clock() - failedAt < FAILURE_HOLDS_MS,
  };
}
