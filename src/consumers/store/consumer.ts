import { VerbatimError } from '../../errors.ts';
import { createChunkMemory } from '../../journal/chunk-memory.ts';
import type { Journal } from '../../journal/journal.ts';
import { READ_CHUNK_BYTES } from '../../journal/limits.ts';
import type { ReadBatch } from '../../journal/reader.ts';
import { letGo } from '../../let-go.ts';
import { runsOfRecords } from '../../store/files/file-run.ts';
import type { Store } from '../../store/store.ts';
import type { Encoder } from './encoder.ts';
import type { Expiry } from './expiry.ts';
import { isRefusal, loadPiecewise } from './load-piecewise.ts';
import { countOf } from './pack.ts';
import { pause } from './pause.ts';

/** Told what the loading does, for metrics and logs. */
export interface LoadObserver {
  loaded(entries: number, next: number): void;
  failed(error: unknown, retryMs: number): void;
  /** The store does not take an entry; a record in it says that it is in the journal. */
  refused(seq: number, error: unknown): void;
}

export interface StoreConsumerOptions {
  readonly journal: Journal;
  readonly store: Store;
  readonly encoder: Encoder;
  readonly expiry: Expiry;
  readonly observer: LoadObserver;
  readonly signal: AbortSignal;
}

/** Bytes of received events whose rows are built at once: each is in memory several times over, as received, as rows and in the engine. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** So many batches are handed over before their rows are built: the next while one is built. Each takes its bytes in memory. */
const BATCHES_AHEAD = 2;
/** So many batches are loaded together: large parts need fewer merges. */
const BATCHES_A_LOAD = 8;
/** A batch of fewer has large events, whose bodies rows hold whole; it is loaded alone, as two of those would fill the memory. */
const MANY_ENTRIES = 8_192;
/** Every load makes a part of the table, and costs 30 ms of CPU however few its rows are. */
const REST_MS = 250;
/** A load of fewer entries was hardly worth it; the next one waits until there are so many, or for this long. */
const FEW_ENTRIES = 1_024;
/** With the load itself it is less than a second until what was delivered is found. */
const REST_AFTER_FEW_MS = 500;
/** The longest rest between two loads while deliveries wait, so that what is searchable keeps moving. */
const MAX_REST_MS = 2_000;
/** How long loading rests while deliveries wait, in the time that the last load took. */
const REST_SHARE = 3;
/** Senders that have more send it within this, also while the journal syncs; where nothing came, nobody is in the way. */
const SILENCE_MS = 100;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;

/**
 * Loads the journal into the store, each entry exactly once, until the signal aborts.
 *
 * The cursor says up to where everything is loaded. What lies beyond it may be loaded too, if this process or its
 * predecessor was interrupted between a load and the commit: then the store is asked which entries it has.
 * The cursor must be that of this store: see `rewindForOtherStore`.
 */
export async function runStoreConsumer(options: StoreConsumerOptions): Promise<void> {
  const { signal } = options;
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      await load(options, () => {
        retryMs = FIRST_RETRY_MS;
      });
    } catch (error) {
      if (signal.aborted) return;
      options.observer.failed(error, retryMs);
      await pause(retryMs, signal);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    }
  }
}

/** A batch whose rows are being built. Its records are not held: their memory is read into again. */
interface Prepared {
  readonly runs: ReturnType<typeof runsOfRecords>;
  readonly next: number;
  readonly entries: number;
  readonly block: Promise<Uint8Array>;
}

/** Loads from the cursor on. While rows are inserted, the next are built. */
async function load(options: StoreConsumerOptions, succeeded: () => void): Promise<void> {
  const { journal, store, encoder, expiry, observer, signal } = options;
  const cursor = journal.cursor('store');
  const { id } = journal.status();
  // Everything above was certainly never loaded.
  const highest = await store.highestLoaded(id, cursor.position);
  // What retention removed is not there, but it was loaded.
  expiry.raise(await store.floors());
  const memory = createChunkMemory(READ_CHUNK_BYTES);
  let waiting: Prepared[] = [];
  const building: Promise<unknown>[] = [];
  let loading: Promise<void> = Promise.resolve();
  /** How long the last load took. */
  let tookMs = 0;

  async function prepare(batch: ReadBatch): Promise<Prepared> {
    const records = await missing(expiry.without(batch), highest, async (first, last) => {
      // To ask is to end what is being loaded.
      await loading;
      return store.loaded(id, first, last);
    });
    const entries = records.reduce((sum, record) => sum + countOf(record), 0);
    if (building.length === BATCHES_AHEAD) await building.shift();
    const block = encoder.encode({ journal: id, records });
    // Who awaits it comes later; a failure until then is not unheard.
    building.push(block.catch(() => {}));
    const prepared = { runs: runsOfRecords(id, records), next: batch.next, entries, block };
    memory.reuse();
    return prepared;
  }

  async function finish(batches: readonly Prepared[]): Promise<void> {
    const started = performance.now();
    const { next } = batches.at(-1)!;
    const entries = batches.reduce((sum, batch) => sum + batch.entries, 0);
    // First, and again after a kill: events whose file is not known would never be listed.
    const runs = batches.flatMap((batch) => batch.runs);
    if (runs.length > 0) await store.loadFileRuns(runs);
    try {
      // A block without rows might be taken for the end.
      const blocks = await Promise.all(batches.filter((batch) => batch.entries > 0).map(({ block }) => block));
      if (blocks.length > 0) await store.load(...blocks);
      for (const block of blocks) letGo(block);
    } catch (error) {
      if (signal.aborted || !isRefusal(error)) throw error;
      await loadAgain(next);
    }
    await cursor.commit(next);
    observer.loaded(entries, next);
    succeeded();
    tookMs = performance.now() - started;
  }

  /** Reads what follows the cursor a second time, and loads it piece by piece. */
  async function loadAgain(next: number): Promise<void> {
    for await (const batch of journal.read({ from: cursor.position, maxBytes: BATCH_BYTES, signal })) {
      const records = expiry.without(batch).records.map((record) => ({
        ...record,
        entries: record.entries.filter(({ seq }) => seq < next),
      }));
      await loadPiecewise(records, {
        journal: id,
        store,
        encoder,
        wait: (ms) => pause(ms, signal),
        refused: observer.refused,
      });
      if (batch.next >= next) return;
    }
    throw new VerbatimError('STORE_UNAVAILABLE', 'Loading ended before all was loaded.');
  }

  function startLoading(): void {
    loading = finish(waiting);
    loading.catch(() => {});
    waiting = [];
  }

  /** What waits to be acknowledged goes before what waits to be searchable: while there is any, loading takes a quarter of the time. */
  async function giveWay(): Promise<void> {
    const until = performance.now() + Math.min(REST_SHARE * tookMs, MAX_REST_MS);
    for (let before = -1; performance.now() < until && !signal.aborted; ) {
      const { nextSeq } = journal.status();
      if (nextSeq === before) return;
      before = nextSeq;
      await pause(Math.min(SILENCE_MS, until - performance.now()), signal);
    }
  }

  /** Lets a load, which began at `started`, rest before the next. */
  async function rest({ entries, next }: Prepared, started: number): Promise<void> {
    const untilMs = entries < FEW_ENTRIES ? REST_AFTER_FEW_MS : REST_MS;
    for (;;) {
      const leftMs = untilMs - (performance.now() - started);
      if (leftMs <= 0 || signal.aborted) return;
      await pause(Math.min(leftMs, REST_MS), signal);
      if (journal.status().nextSeq - next >= FEW_ENTRIES) return;
    }
  }

  const reading = { from: cursor.position, maxBytes: BATCH_BYTES, follow: true, signal, memory };
  try {
    for await (const batch of journal.read(reading)) {
      const started = performance.now();
      const prepared = await prepare(batch);
      waiting.push(prepared);
      const { nextSeq, pendingBytes } = journal.status();
      const isBehind = batch.next < nextSeq;
      if (isBehind && waiting.length < BATCHES_A_LOAD && prepared.entries >= MANY_ENTRIES) continue;
      await loading;
      startLoading();
      if (isBehind) {
        if (pendingBytes > 0) await giveWay();
        continue;
      }
      await loading;
      await rest(prepared, started);
    }
    await loading;
  } finally {
    // Nothing of this try goes on under the next.
    await loading.catch(() => {});
  }
}

/** The records of a batch without the entries that the store has already. */
async function missing(
  batch: ReadBatch,
  highest: number,
  loaded: (first: number, last: number) => Promise<Set<number>>,
): Promise<ReadBatch['records']> {
  const first = batch.records.find((record) => countOf(record) > 0)?.entries[0]?.seq;
  if (first === undefined || first > highest) return batch.records;
  const there = await loaded(first, batch.next - 1);
  return batch.records.map((record) => ({ ...record, entries: record.entries.filter(({ seq }) => !there.has(seq)) }));
}
