import { readEntry } from '../../decode/read-entry.ts';
import type { AuditRecord } from '../../event/record.ts';
import type { Journal } from '../../journal/journal.ts';

/** Who watches records as they arrive. */
export interface Subscriber {
  readonly wants: (record: AuditRecord) => boolean;
  /** Takes a record, or gives false if it cannot keep up; then the record is passed over for it and counted. */
  readonly take: (record: AuditRecord) => boolean;
}

/** Hands records to whoever watches. Nobody who watches holds back the journal or another. */
export interface Tail {
  /** From now on, until the function that is given back is called. */
  subscribe(subscriber: Subscriber): () => void;
  readonly subscribers: number;
}

/** Bytes read at once. */
const BATCH_BYTES = 1024 * 1024;

/** Follows the journal's end while somebody watches; `failed` is told of what ends that. */
export function createTail(journal: Journal, failed: (error: unknown) => void): Tail {
  const subscribers = new Set<Subscriber>();
  let following: AbortController | undefined;

  async function follow(signal: AbortSignal): Promise<void> {
    const { id, nextSeq } = journal.status();
    for await (const { records } of journal.read({ from: nextSeq, maxBytes: BATCH_BYTES, follow: true, signal })) {
      for (const { envelope, entries } of records) {
        for (const entry of entries) {
          const record = readEntry(id, envelope, entry, { bodies: true });
          for (const subscriber of subscribers) if (subscriber.wants(record)) subscriber.take(record);
        }
      }
    }
  }

  return {
    get subscribers() {
      return subscribers.size;
    },
    subscribe: (subscriber) => {
      subscribers.add(subscriber);
      if (!following) {
        const controller = new AbortController();
        following = controller;
        follow(controller.signal).catch((error: unknown) => {
          failed(error);
          if (following === controller) following = undefined;
        });
      }
      return () => {
        subscribers.delete(subscriber);
        if (subscribers.size > 0) return;
        following?.abort();
        following = undefined;
      };
    },
  };
}
