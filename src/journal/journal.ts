import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerbatimError } from '../errors.ts';
import { createProgress } from './chain.ts';
import type { Cursor } from './cursor.ts';
import { createCursors, furthest, loadCursors, type Reached } from './cursors.ts';
import { createDamageLedger, type Damage, type DamageCounts } from './damage.ts';
import { type Disk, makeDirectory, realDisk } from './disk.ts';
import type { Batch } from './encode.ts';
import { DEFAULT_PENDING_BYTES, DEFAULT_SEGMENT_BYTES, MAX_SEGMENT_BYTES } from './limits.ts';
import { lock } from './lock.ts';
import type { Packed } from './pack-sealed.ts';
import { createPacker } from './packer.ts';
import { type ReadBatch, type ReadOptions, read } from './reader.ts';
import { type RecentHashes, recentHashes } from './recent.ts';
import { recover, type Torn } from './recover.ts';
import type { Removal } from './remove-expired.ts';
import type { Removed } from './removed.ts';
import type { Retention } from './retention.ts';
import { rollTail } from './tail.ts';
import { startUpkeep } from './upkeep.ts';
import { type Appended, createWriter, type Flush } from './writer.ts';

/**
 * The record of everything that was acknowledged. One process owns a journal; any number of consumers read it, each
 * with a cursor of its own. Entries are numbered from 1, one number an entry, for ever.
 */
export interface Journal {
  /** Eight characters of `[a-z0-9]`; with an entry's number it makes the record's id. */
  readonly id: string;
  /**
   * Journals what arrived together. Resolves once it is on the disk; rejects with JOURNAL_WRITE, PUSH_BACK or
   * BODY_TOO_LARGE if it is not. The batch's bytes must not change before that.
   */
  append(batch: Batch): Promise<Appended>;
  /** Everything durable from `from` on, in order; damage is reported and passed over. */
  read(options: ReadOptions): AsyncIterable<ReadBatch>;
  /** Resolves with true once entry `seq` is durable, with false once `signal` aborts or the journal closes. */
  waitFor(seq: number, signal?: AbortSignal): Promise<boolean>;
  /** The cursor of a consumer, at the first entry if it is new. Throws JOURNAL_DAMAGED if its file is damaged. */
  cursor(name: string): Cursor;
  /** The SHA-256 of the last `limit` entries, oldest first. */
  recentHashes(limit: number): AsyncIterable<RecentHashes>;
  status(): JournalStatus;
  /** Packs and removes at once what is due; without a call that happens now and then. */
  upkeep(): Promise<void>;
  /** Writes what was accepted, ends what follows the journal, and gives the directory free. */
  close(): Promise<void>;
}

export interface JournalStatus {
  readonly id: string;
  readonly firstSeq: number;
  /** The number of the next entry: every number below is durable. */
  readonly nextSeq: number;
  /** The hash of the last record in hexadecimal: whoever keeps it with `nextSeq` can prove later what stood here. */
  readonly hash: string;
  readonly segments: number;
  /** On the disk. */
  readonly bytes: number;
  /** What retention removed from the beginning. */
  readonly removed: Removed | undefined;
  readonly pendingBytes: number;
  readonly damage: DamageCounts;
  /** What was cut off on opening. */
  readonly torn: Torn | undefined;
  /** Why the last group could not be written; `undefined` once one could. */
  readonly failure: VerbatimError | undefined;
  /** Those that have been opened since the start. */
  readonly cursors: readonly { readonly name: string; readonly position: number }[];
}

/** Told what the journal does, for metrics and logs. Its functions must not throw. */
export interface JournalObserver {
  flushed?(flush: Flush): void;
  failed?(error: VerbatimError): void;
  /** Once for each damaged place, when it is first met. */
  damaged?(damage: Damage): void;
  packed?(packed: Packed): void;
  removed?(removal: Removal): void;
  /** A consumer keeps what retention allows to go from being removed. Told each time that it is found. */
  held?(by: Reached): void;
  /** Packing or removing failed; it is tried again. */
  upkeepFailed?(error: VerbatimError): void;
}

export interface JournalOptions {
  readonly dir: string;
  /** A segment is rolled before it grows beyond this; only a single larger record makes it larger. Default 64 MiB. */
  readonly segmentBytes?: number | undefined;
  /** Above this many bytes waiting to be written, `append` rejects with PUSH_BACK. Default 64 MiB. */
  readonly maxPendingBytes?: number | undefined;
  /** The disk quota: above it `append` rejects with PUSH_BACK. Default none. */
  readonly maxBytes?: number | undefined;
  /** What may be removed from the beginning. Default nothing. */
  readonly retention?: Retention | undefined;
  /** Whether sealed segments are packed. Default false. */
  readonly pack?: boolean | undefined;
  /** So many of the last entries are read whenever the journal is opened; their segments stay plain. Default none. */
  readonly plainEntries?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
  readonly observer?: JournalObserver | undefined;
  readonly disk?: Disk | undefined;
}

/**
 * Opens the journal of a directory, or makes one there. Throws JOURNAL_LOCKED if another process has it open,
 * JOURNAL_FORMAT if a later version wrote it.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  await makeDirectory(join(options.dir, 'cursors'));
  const taken = await lock(options.dir);
  try {
    return await openLocked(options, taken.release);
  } catch (error) {
    await taken.release();
    throw error;
  }
}

async function openLocked(options: JournalOptions, release: () => Promise<void>): Promise<Journal> {
  const { dir, disk = realDisk, observer = {}, now = Date.now, plainEntries = 0 } = options;
  await removeTemporary(dir);
  const cursorDir = join(dir, 'cursors');
  const stored = await loadCursors(cursorDir);
  const known = [...stored.values()].find((cursor) => cursor !== undefined);
  const ledger = createDamageLedger((damage) => observer.damaged?.(damage));
  const recovered = await recover({ disk, dir, ledger, journal: known?.journal });
  const { chain, torn } = recovered;
  const ahead = furthest(stored, chain.id);
  // The disk lost entries that consumers have seen. Their numbers must not be given to others, which would be passed over.
  const tail = ahead > chain.nextSeq ? await rollTail(disk, chain, recovered.tail, ahead) : recovered.tail;
  const progress = createProgress(chain);
  const maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
  const writer = createWriter({
    disk,
    chain,
    tail,
    segmentBytes: Math.min(options.segmentBytes ?? DEFAULT_SEGMENT_BYTES, MAX_SEGMENT_BYTES),
    maxPendingBytes: options.maxPendingBytes ?? DEFAULT_PENDING_BYTES,
    maxBytes,
    onFlush: (flush) => {
      progress.moved();
      observer.flushed?.(flush);
    },
    onFailure: (error) => observer.failed?.(error),
  });
  const cursors = createCursors(cursorDir, stored, chain);
  const upkeep = startUpkeep({
    roll: writer.roll,
    expiry: {
      dir,
      chain,
      retention: options.retention ?? {},
      last: cursors.last,
      now,
      removed: (removal) => observer.removed?.(removal),
      held: (by) => observer.held?.(by),
    },
    packing: options.pack
      ? {
          dir,
          chain,
          packer: createPacker(),
          maxBytes,
          plainEntries,
          now,
          packed: (packed) => observer.packed?.(packed),
        }
      : undefined,
    now,
    failed: (error) => observer.upkeepFailed?.(error),
  });

  function status(): JournalStatus {
    return {
      id: chain.id,
      firstSeq: chain.segments[0]!.firstSeq,
      nextSeq: chain.nextSeq,
      hash: chain.hash.toString('hex'),
      segments: chain.segments.length,
      bytes: chain.bytes,
      removed: chain.removed,
      pendingBytes: writer.pendingBytes(),
      damage: ledger.counts(),
      torn,
      failure: writer.failure(),
      cursors: cursors.opened().map(({ name, position }) => ({ name, position })),
    };
  }

  let closing: Promise<void> | undefined;

  async function shut(): Promise<void> {
    await upkeep.close();
    await writer.close();
    progress.end();
    await release();
  }

  function close(): Promise<void> {
    closing ??= shut();
    return closing;
  }

  return {
    id: chain.id,
    append: writer.append,
    read: (readOptions) => read({ chain, progress, ledger }, readOptions),
    waitFor: progress.waitFor,
    cursor: cursors.open,
    recentHashes: (limit) => recentHashes(chain, limit),
    status,
    upkeep: upkeep.run,
    close,
  };
}

/** What a crash left of a file that was being written beside another. */
async function removeTemporary(dir: string): Promise<void> {
  for (const name of await readdir(dir)) if (name.endsWith('.tmp')) await unlink(join(dir, name));
}
