import { millisOf } from '../config/duration.ts';
import type { Config } from '../config/schema.ts';
import type { Limits, StoreLimits } from '../store/retention/limits.ts';

/** The limits of the journal, or of a part of the store. */
export function limitsOf({ time, bytes }: Config['journal']['retention']): Limits {
  return { timeMs: time === undefined ? undefined : millisOf(time), bytes };
}

/** The limits of the store, by cluster. */
export function storeLimitsOf({ clusters, ...common }: Config['store']['retention']): StoreLimits {
  const own = Object.entries(clusters).map(([name, limits]) => [name, limitsOf(limits)] as const);
  return { ...limitsOf(common), clusters: Object.fromEntries(own) };
}
