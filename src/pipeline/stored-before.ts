import { hash } from 'node:crypto';
import { decodeKubernetes } from '../decode/kubernetes/decode.ts';
import { NO_STRUCTURE } from '../decode/received.ts';
import { VerbatimError } from '../errors.ts';
import { timeOf } from '../event/derive.ts';
import { parseMicros } from '../event/time.ts';
import type { NewEntry } from '../journal/encode.ts';
import type { Store } from '../store/store.ts';

type Hashed = NewEntry & { readonly sha256: string };

/**
 * Finds events that were stored long ago, beyond what the window of recent events remembers. What is in the journal
 * but not yet in the store must be in the window, so a store that lags further behind is a reason to push back.
 */
export interface StoredBefore {
  without<T extends Hashed>(cluster: string, entries: readonly T[]): Promise<T[]>;
}

export interface StoredBeforeOptions {
  readonly store: Store;
  /** How many journaled entries the store has not loaded yet. */
  readonly lag: () => number;
  /** How many recent entries the window knows at least. */
  readonly capacity: number;
}

/** Searches the store for the same bytes: by audit id and time where an event has them, by hash where it could not be read. */
export function createStoredBefore({ store, lag, capacity }: StoredBeforeOptions): StoredBefore {
  return {
    async without(cluster, entries) {
      if (lag() > capacity) {
        throw new VerbatimError(
          'PUSH_BACK',
          'The store is too far behind to tell what was imported before; try again.',
        );
      }
      const auditIDs = new Set<string>();
      const timeless = new Set<string>();
      const unread: string[] = [];
      let from = Number.POSITIVE_INFINITY;
      let to = Number.NEGATIVE_INFINITY;
      for (const entry of entries) {
        const { event } = entry.meta?.quarantine ? {} : decodeKubernetes(entry.raw, NO_STRUCTURE);
        const time = event && parseMicros(timeOf(event, ''));
        if (!event) {
          unread.push(hex(entry.sha256));
          continue;
        }
        if (time === undefined) {
          timeless.add(event.auditID ?? '');
          continue;
        }
        auditIDs.add(event.auditID ?? '');
        from = Math.min(from, time);
        to = Math.max(to, time);
      }
      const known = new Set(unread.length > 0 ? await store.storedHashes(cluster, unread) : []);
      const dated = { auditIDs: [...auditIDs], span: { from, to } };
      for (const among of [dated, { auditIDs: [...timeless] }]) {
        if (among.auditIDs.length === 0) continue;
        for (const raw of await store.storedRaws(cluster, among)) known.add(hash('sha256', raw, 'hex'));
      }
      return entries.filter(({ sha256 }) => !known.has(hex(sha256)));
    },
  };
}

function hex(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('hex');
}
