import { hash } from 'node:crypto';
import { decodeKnown } from '../decode/decode.ts';
import { VerbatimError } from '../errors.ts';
import { timeOf } from '../event/derive.ts';
import type { Envelope } from '../event/record.ts';
import { parseMicros } from '../event/time.ts';
import type { NewEntry } from '../journal/encode.ts';
import type { JournalStatus } from '../journal/journal.ts';
import type { Store } from '../store/store.ts';
import { type SeenWindow, saltOf } from './seen-window.ts';

type Hashed = NewEntry & { readonly sha256: string };

/**
 * Finds events that were stored long ago, beyond what the window of recent events remembers. What is in the journal
 * but not yet in the store must be in the window, so a store that lags further behind is a reason to push back.
 */
export interface StoredBefore {
  /** Entries of the window are not looked up: they may be among what is given back. */
  without<T extends Hashed>(envelope: Envelope, entries: readonly T[]): Promise<T[]>;
}

export interface StoredBeforeOptions {
  readonly store: Pick<Store, 'holdsOlder' | 'storedRaws' | 'storedHashes'>;
  readonly seen: Pick<SeenWindow, 'capacity' | 'holdsFirmly'>;
  readonly journal: () => Pick<JournalStatus, 'id' | 'nextSeq'>;
  /** The entry from which on the window knew all when the process started: see `rememberRecent`. */
  readonly knownFrom: number;
  /** How many journaled entries the store has not loaded yet. */
  readonly lag: () => number;
}

/**
 * Searches the store for the same bytes: by audit id and time where an event has them, else by hash.
 * That costs as much as taking events in, so it is first asked whether the store holds anything of their time that the
 * window may have forgotten.
 */
export function createStoredBefore({ store, seen, journal, knownFrom, lag }: StoredBeforeOptions): StoredBefore {
  /**
   * From which entry of the journal on the window knows all. Half of its capacity is left to what is added to it in another
   * order than it is journaled in.
   */
  const rememberedFrom = (nextSeq: number) => Math.max(knownFrom, nextSeq - Math.floor(seen.capacity / 2));

  return {
    async without(envelope, entries) {
      const { cluster } = envelope;
      if (lag() > seen.capacity) {
        throw new VerbatimError(
          'PUSH_BACK',
          'The store is too far behind to tell what was imported before; try again.',
        );
      }
      const salt = saltOf(envelope);
      const asked = sortOut(
        entries.filter(({ sha256 }) => !seen.holdsFirmly(sha256, salt)),
        envelope,
      );
      const known = new Set(asked.unread.length > 0 ? await store.storedHashes(cluster, asked.unread) : []);
      const learn = async (among: Parameters<Store['storedRaws']>[1]) => {
        for (const raw of await store.storedRaws(cluster, among)) known.add(hash('sha256', raw, 'hex'));
      };
      const { dated, unnamed, span, timeless } = asked;
      const { id, nextSeq } = journal();
      const isDated = dated.length + unnamed.length > 0;
      if (isDated && (await store.holdsOlder(cluster, { journal: id, seq: rememberedFrom(nextSeq) }, span))) {
        if (dated.length > 0) await learn({ auditIDs: dated, span });
        if (unnamed.length > 0) for (const hash of await store.storedHashes(cluster, unnamed, span)) known.add(hash);
      }
      if (timeless.length > 0) await learn({ auditIDs: timeless });
      return known.size === 0 ? [...entries] : entries.filter(({ sha256 }) => !known.has(hex(sha256)));
    },
  };
}

interface Asked {
  /** Audit ids of events that say when they happened, and the first and the last of these times, in microseconds. */
  readonly dated: readonly string[];
  /** Hashes, in hexadecimal, of events that say when they happened and have no audit id, as lines of text have none. */
  readonly unnamed: readonly string[];
  readonly span: { readonly from: number; readonly to: number };
  readonly timeless: readonly string[];
  /** Hashes, in hexadecimal, of what could not be read, and of what says neither who it is nor when it happened. */
  readonly unread: readonly string[];
}

function sortOut(entries: readonly Hashed[], envelope: Envelope): Asked {
  const dated = new Set<string>();
  const unnamed: string[] = [];
  const timeless = new Set<string>();
  const unread: string[] = [];
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { meta, raw, sha256 } of entries) {
    const reading = meta?.quarantine ? undefined : decodeKnown(raw, envelope);
    const event = reading?.event;
    const time = event && parseMicros(timeOf(event, ''));
    // Of kube-apiserver’s own layout the store keeps no bytes to hash.
    const isNamed = event?.auditID || (reading?.event && reading.native);
    if (!event) {
      unread.push(hex(sha256));
    } else if (time === undefined) {
      if (isNamed) timeless.add(event.auditID ?? '');
      else unread.push(hex(sha256));
    } else {
      if (isNamed) dated.add(event.auditID ?? '');
      else unnamed.push(hex(sha256));
      from = Math.min(from, time);
      to = Math.max(to, time);
    }
  }
  return { dated: [...dated], unnamed, span: { from, to }, timeless: [...timeless], unread };
}

function hex(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('hex');
}
