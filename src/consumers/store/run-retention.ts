import { isLimited, type StoreLimits } from '../../store/retention/limits.ts';
import type { Store } from '../../store/store.ts';
import type { Expiry } from './expiry.ts';
import { pause } from './pause.ts';

export interface RetentionOptions {
  readonly store: Pick<Store, 'retain'>;
  readonly limits: StoreLimits;
  readonly expiry: Pick<Expiry, 'raise'>;
  /** Microseconds since the epoch. */
  readonly nowMicros: () => number;
  readonly removed: (rows: number) => void;
  /** It is tried again with the next look. */
  readonly failed: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/** A look reads two narrow columns of the table; what is due waits no longer than so. */
const LOOK_EVERY_MS = 10 * 60_000;

/** Removes from the store what limits do not let it keep, now and then, until the signal aborts. */
export async function runRetention(options: RetentionOptions): Promise<void> {
  const { store, limits, expiry, nowMicros, removed, failed, signal, everyMs = LOOK_EVERY_MS } = options;
  if (!isLimited(limits)) return;
  for (; !signal.aborted; await pause(everyMs, signal)) {
    try {
      const { rows, floors } = await store.retain(limits, nowMicros());
      expiry.raise(floors);
      if (rows > 0) removed(rows);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }
}
