import { setTimeout as sleep } from 'node:timers/promises';
import { readEntry } from '../../decode/read-entry.ts';
import { VerbatimError } from '../../errors.ts';
import type { AuditRecord } from '../../event/record.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ReadRecord } from '../../journal/reader.ts';

/** Who watches records as they arrive. */
export interface Subscriber {
  readonly wants: (record: AuditRecord) => boolean;
  /** Takes a record, or gives false if it cannot keep up; then the record is passed over for it and counted. */
  readonly take: (record: AuditRecord) => boolean;
  /** Told that it is watching no longer, because it threw. */
  readonly ended: (error: unknown) => void;
}

/** Hands records to whoever watches. Nobody who watches holds back the journal or another. */
export interface Tail {
  /** From now on, until the function that is given back is called. Throws BUSY if too many watch already. */
  subscribe(subscriber: Subscriber): () => void;
  readonly subscribers: number;
}

/** Told what happens, for metrics and logs. Its functions must not throw. */
export interface TailObserver {
  /** The journal could not be read; it is tried again after a pause. */
  failed(error: unknown, retryMs: number): void;
  /** A subscriber threw and is ended. */
  dropped(error: unknown): void;
  /** A record was passed over for a subscriber that cannot keep up. */
  missed(): void;
}

export interface TailOptions {
  readonly journal: Pick<Journal, 'status' | 'read'>;
  readonly observer: TailObserver;
  readonly maxSubscribers?: number;
  readonly retryMs?: number;
}

/** Bytes read at once. */
const BATCH_BYTES = 1024 * 1024;
/** Each may hold a few MiB that its client has not read, and every record is compared with what each wants. */
const MAX_SUBSCRIBERS = 100;
/** Long enough not to fill the log while a disk is away, short enough that those who watch hardly notice. */
const RETRY_MS = 1_000;

/** Follows the journal's end while somebody watches. */
export function createTail(options: TailOptions): Tail {
  const { journal, observer, maxSubscribers = MAX_SUBSCRIBERS, retryMs = RETRY_MS } = options;
  const subscribers = new Set<Subscriber>();
  let following: AbortController | undefined;

  function hand(record: AuditRecord): void {
    for (const subscriber of subscribers) {
      try {
        if (subscriber.wants(record) && !subscriber.take(record)) observer.missed();
      } catch (error) {
        leave(subscriber);
        observer.dropped(error);
        subscriber.ended(error);
      }
    }
  }

  function handAll(id: string, records: readonly ReadRecord[]): void {
    for (const { envelope, entries } of records) {
      for (const entry of entries) hand(readEntry(id, envelope, entry, { bodies: true }));
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    let { id, nextSeq: from } = journal.status();
    while (!signal.aborted) {
      try {
        for await (const { records, next } of journal.read({ from, maxBytes: BATCH_BYTES, follow: true, signal })) {
          // What fails is not handed out twice.
          from = next;
          handAll(id, records);
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        observer.failed(error, retryMs);
        await sleep(retryMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  function leave(subscriber: Subscriber): void {
    subscribers.delete(subscriber);
    if (subscribers.size > 0) return;
    following?.abort();
    following = undefined;
  }

  return {
    get subscribers() {
      return subscribers.size;
    },
    subscribe: (subscriber) => {
      if (subscribers.size >= maxSubscribers) {
        throw new VerbatimError('BUSY', `${maxSubscribers} watch already; try again when one has left.`);
      }
      subscribers.add(subscriber);
      if (!following) {
        following = new AbortController();
        void follow(following.signal);
      }
      return () => leave(subscriber);
    },
  };
}
