import { VerbatimError } from '../errors.ts';
import { alignedMemory, BLOCK_BYTES } from './aligned-memory.ts';
import type { Chain } from './chain.ts';
import type { Disk } from './disk.ts';
import { type Batch, encode, lengthOf, type Prepared, prepare } from './encode.ts';
import { MAX_GROUP_BYTES } from './limits.ts';
import { SEGMENT_HEADER_BYTES } from './segment.ts';
import { repairTail, rollTail, type Tail } from './tail.ts';

/** The numbers of the entries of a batch: `count` of them from `first` on. */
export interface Appended {
  readonly first: number;
  readonly count: number;
}

/** One group commit: what it held, and how long its write and its fdatasync took. */
export interface Flush {
  readonly records: number;
  readonly entries: number;
  readonly bytes: number;
  readonly writeSeconds: number;
  readonly syncSeconds: number;
}

export interface WriterOptions {
  readonly disk: Disk;
  readonly chain: Chain;
  readonly tail: Tail;
  readonly segmentBytes: number;
  readonly maxPendingBytes: number;
  readonly maxBytes: number;
  readonly onFlush: (flush: Flush) => void;
  readonly onFailure: (error: VerbatimError) => void;
}

export interface Writer {
  append(batch: Batch): Promise<Appended>;
  /** Seals the segment that is being written, if it holds a record, and goes on in a new one. */
  roll(): Promise<void>;
  pendingBytes(): number;
  /** Why the last group could not be written; `undefined` once one could. */
  failure(): VerbatimError | undefined;
  /** Writes what was accepted, then closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly prepared: Prepared;
  readonly length: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: VerbatimError) => void;
}

/** Appends batches in groups: those that arrive while one group is written and synced make the next one. */
export function createWriter(options: WriterOptions): Writer {
  const { disk, chain } = options;
  const queue: Waiting[] = [];
  let tail = options.tail;
  let pending = 0;
  let failure: VerbatimError | undefined;
  let rolling = false;
  let draining: Promise<void> | undefined;
  let closed = false;
  let buffer: Buffer | undefined;

  async function append(batch: Batch): Promise<Appended> {
    const prepared = prepare(batch);
    const length = lengthOf(prepared);
    if (closed) throw new VerbatimError('PUSH_BACK', 'The journal is closing.');
    if (pending > 0 && pending + length > options.maxPendingBytes) {
      throw new VerbatimError('PUSH_BACK', 'Too much waits to be written to the journal.', { pending, length });
    }
    if (chain.bytes + pending + length > options.maxBytes) {
      const { bytes } = chain;
      throw new VerbatimError('PUSH_BACK', 'The journal has reached its disk quota.', {
        bytes,
        quota: options.maxBytes,
      });
    }
    pending += length;
    return new Promise((resolve, reject) => {
      queue.push({ prepared, length, resolve, reject });
      draining ??= drain();
    });
  }

  async function drain(): Promise<void> {
    // Appends of the same turn of the event loop join the first group.
    await Promise.resolve();
    while (queue.length > 0 || rolling) await (rolling ? rollNext() : commitNext());
    draining = undefined;
  }

  async function roll(): Promise<void> {
    if (closed) return;
    rolling = true;
    draining ??= drain();
    await draining;
  }

  /** Where that fails, the segment stays the one that is written. */
  async function rollNext(): Promise<void> {
    rolling = false;
    if (failure || tail.segment.size === SEGMENT_HEADER_BYTES) return;
    tail = await rollTail(disk, chain, tail).catch(() => tail);
  }

  async function commitNext(): Promise<void> {
    let group = queue.slice(0, 1);
    try {
      await makeRoom(group[0]!.length);
      group = takeGroup();
      const flush = await commit(group);
      failure = undefined;
      options.onFlush(flush);
    } catch (cause) {
      const error = new VerbatimError('JOURNAL_WRITE', undefined, { path: tail.segment.path, cause });
      failure = error;
      options.onFailure(error);
      for (const { reject } of group) reject(error);
    }
    queue.splice(0, group.length);
    for (const { length } of group) pending -= length;
  }

  async function makeRoom(length: number): Promise<void> {
    if (failure) tail = await repairTail(disk, chain, tail);
    const { size } = tail.segment;
    if (size > SEGMENT_HEADER_BYTES && size + length > options.segmentBytes) tail = await rollTail(disk, chain, tail);
  }

  function takeGroup(): Waiting[] {
    const room = Math.min(MAX_GROUP_BYTES, options.segmentBytes - tail.segment.size);
    let count = 0;
    for (let bytes = 0; count < queue.length; count++) {
      bytes += queue[count]!.length;
      if (count > 0 && bytes > room) break;
    }
    return queue.slice(0, count);
  }

  async function commit(group: readonly Waiting[]): Promise<Flush> {
    const bytes = group.reduce((sum, { length }) => sum + length, 0);
    const target = bufferFor(bytes, tail.segment.size);
    const first: number[] = [];
    let { nextSeq, hash } = chain;
    let at = 0;
    for (const { prepared, length } of group) {
      hash = encode(prepared, { marker: tail.marker, firstSeq: nextSeq, previous: hash }, target, at);
      first.push(nextSeq);
      nextSeq += prepared.entries.length;
      at += length;
    }
    const entries = nextSeq - chain.nextSeq;
    const started = performance.now();
    await disk.write(tail.file, target, tail.segment.size);
    const written = performance.now();
    await disk.sync(tail.file);
    const synced = performance.now();
    tail.segment.size += bytes;
    chain.bytes += bytes;
    chain.nextSeq = nextSeq;
    chain.hash = hash;
    for (const [i, { prepared, resolve }] of group.entries()) {
      resolve({ first: first[i]!, count: prepared.entries.length });
    }
    const writeSeconds = (written - started) / 1000;
    return { records: group.length, entries, bytes, writeSeconds, syncSeconds: (synced - written) / 1000 };
  }

  /** The group's buffer is used again and again; only a single large record has one of its own. */
  function bufferFor(bytes: number, position: number): Buffer {
    if (bytes > MAX_GROUP_BYTES) return Buffer.allocUnsafeSlow(bytes);
    buffer ??= alignedMemory(MAX_GROUP_BYTES + BLOCK_BYTES);
    const at = position % BLOCK_BYTES;
    return buffer.subarray(at, at + bytes);
  }

  async function close(): Promise<void> {
    closed = true;
    await draining;
    await disk.close(tail.file);
  }

  return { append, roll, pendingBytes: () => pending, failure: () => failure, close };
}
