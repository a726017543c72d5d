import type { FileOrigin } from '../event/file-part.ts';
import type { Envelope } from '../event/record.ts';
import type { NewEntry } from '../journal/encode.ts';
import type { Journal } from '../journal/journal.ts';
import type { FilePlace } from './file-places.ts';
import { runsOf } from './file-runs.ts';
import { type SeenWindow, type SenderSalt, saltOf } from './seen-window.ts';

/** An event that is ready to be journaled. */
export interface Entry extends NewEntry {
  readonly sha256: string;
  /** Where in a file it stood. */
  readonly place?: FilePlace | undefined;
  /** Nothing makes it the same as another with the same bytes. */
  readonly isDistinct?: boolean;
}

/**
 * Journals what is new of some entries. Resolves with it once all of them, the repeated ones included, are durable. Under
 * an envelope with an origin they become one record, because the origin vouches for all of them; and of entries that
 * cannot be read each is new, because nothing but where it stood says which it is. The record says which of a file's
 * lines it has.
 */
export type KeepNew = (envelope: Envelope, entries: readonly Entry[], file?: FileOrigin) => Promise<readonly Entry[]>;

/** An append that is under way. */
interface Pending {
  readonly done: Promise<unknown>;
  readonly entries: readonly Entry[];
  /** The hashes of its entries, made when somebody first asks. */
  hashes?: ReadonlySet<string>;
}

/**
 * An entry is remembered before it is durable, so that two deliveries of it which overlap are journaled once. Whoever
 * brings it a second time waits for the first, and journals it if the first one fails.
 */
export function createKeepNew(journal: Pick<Journal, 'append'>, seen: SeenWindow): KeepNew {
  const pending = new Set<Pending>();

  /** `added` are those of the entries that were not remembered before. */
  async function append(
    given: Given,
    sender: SenderSalt,
    { entries, added }: { readonly entries: readonly Entry[]; readonly added: readonly Entry[] },
  ): Promise<void> {
    const append: Pending = { done: journal.append({ envelope: withFile(given, entries), entries }), entries };
    pending.add(append);
    try {
      await append.done;
    } catch (error) {
      forget(sender, added);
      throw error;
    } finally {
      pending.delete(append);
    }
  }

  function forget(sender: SenderSalt, entries: readonly Entry[]): void {
    for (const { sha256 } of entries) seen.forget(sha256, sender);
  }

  return async (envelope, entries, file) => {
    const sender = saltOf(envelope);
    const kept: Entry[] = [];
    const isOneRecord = envelope.origin !== undefined;
    let waiting = entries;
    for (;;) {
      const fresh: Entry[] = [];
      const added: Entry[] = [];
      const repeated: Entry[] = [];
      for (const entry of waiting) {
        // What is new because of where it stood is remembered too: elsewhere, the same bytes may be a repetition of it.
        const isUnseen = !entry.isDistinct && seen.add(entry.sha256, sender);
        if (isUnseen) added.push(entry);
        (isUnseen || !isComparable(envelope, entry) ? fresh : repeated).push(entry);
      }
      const underWay = repeated.length === 0 ? [] : holding(pending, repeated);
      if (isOneRecord && underWay.length > 0) {
        forget(sender, added);
        await Promise.allSettled(underWay.map(({ done }) => done));
        continue;
      }
      if (fresh.length > 0) await append({ envelope, file }, sender, { entries: fresh, added });
      for (const entry of fresh) kept.push(entry);
      if (underWay.length === 0) return kept;
      await Promise.allSettled(underWay.map(({ done }) => done));
      waiting = repeated;
    }
  };
}

interface Given {
  readonly envelope: Envelope;
  readonly file: FileOrigin | undefined;
}

/** The envelope of these entries, which may be fewer than came. */
function withFile({ envelope, file }: Given, entries: readonly Entry[]): Envelope {
  if (!file) return envelope;
  const runs = runsOf(entries.map(({ place }) => place));
  return runs.length === 0 ? envelope : { ...envelope, file: { name: file.name, content: file.content, runs } };
}

/** Whether an entry is the same as another with the same bytes. */
function isComparable({ origin }: Envelope, { meta, isDistinct }: Entry): boolean {
  return !isDistinct && (origin === undefined || meta?.quarantine === undefined);
}

/** The appends that hold one of these entries. The same bytes of another cluster only make the wait longer. */
function holding(pending: ReadonlySet<Pending>, entries: readonly Entry[]): Pending[] {
  const wanted = entries.map(({ sha256 }) => sha256);
  return [...pending].filter((append) => {
    append.hashes ??= new Set(append.entries.map(({ sha256 }) => sha256));
    const { hashes } = append;
    return wanted.some((hash) => hashes.has(hash));
  });
}
