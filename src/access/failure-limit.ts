/** What is done with one more failed sign-in. */
export interface Verdict {
  /** Whether the address has had too many. */
  readonly limited: boolean;
  /** Whether that is new. */
  readonly first: boolean;
  /** Whole seconds until one more would be answered as usual; 0 if it is. */
  readonly retryAfterSeconds: number;
}

/** Counts failed sign-ins by address. */
export interface FailureLimit {
  readonly failed: (address: string) => Verdict;
}

/** Failures in a row that are answered as usual: a person who tries, a script with an old token, all API servers of a cluster at once. */
export const FAILURES = 100;
/** After that, one each so many milliseconds. kube-apiserver waits as long as `Retry-After` says, up to half a minute. */
export const FAILURE_INTERVAL_MS = 6_000;
/** Addresses that are remembered, at about 100 bytes each. Beyond, those that failed longest ago are forgotten. */
export const MAX_ADDRESSES = 10_000;

export interface FailureLimitOptions {
  /** Milliseconds that never go back. */
  readonly clock: () => number;
  readonly failures?: number;
  readonly intervalMs?: number;
  readonly maxAddresses?: number;
}

interface Failing {
  /** When nothing is left of the failures so far, in milliseconds of the clock. */
  readonly pardonedAt: number;
  readonly limited: boolean;
}

/** A bucket for each address, which leaks one failure an interval (the generic cell rate algorithm). */
export function createFailureLimit(options: FailureLimitOptions): FailureLimit {
  const { clock, failures = FAILURES, intervalMs = FAILURE_INTERVAL_MS, maxAddresses = MAX_ADDRESSES } = options;
  /** The one that failed last is last. */
  const failing = new Map<string, Failing>();

  function remember(address: string, state: Failing): void {
    failing.delete(address);
    failing.set(address, state);
    if (failing.size <= maxAddresses) return;
    for (const oldest of failing.keys()) {
      failing.delete(oldest);
      return;
    }
  }

  return {
    failed: (address) => {
      const now = clock();
      const before = failing.get(address) ?? { pardonedAt: 0, limited: false };
      const known = before.pardonedAt > now ? before : { pardonedAt: now, limited: false };
      const pardonedAt = known.pardonedAt + intervalMs;
      const excessMs = pardonedAt - now - failures * intervalMs;
      if (excessMs <= 0) {
        remember(address, { pardonedAt, limited: known.limited });
        return { limited: false, first: false, retryAfterSeconds: 0 };
      }
      // What is refused in this way does not count, so that waiting as told is enough.
      remember(address, { pardonedAt: known.pardonedAt, limited: true });
      return { limited: true, first: !known.limited, retryAfterSeconds: Math.ceil(excessMs / 1000) };
    },
  };
}
