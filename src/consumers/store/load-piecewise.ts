import { VerbatimError } from '../../errors.ts';
import type { ReadBatch, ReadRecord } from '../../journal/reader.ts';
import type { Entry } from '../../journal/record.ts';
import type { Store } from '../../store/store.ts';
import type { Encoder } from './encoder.ts';

export interface PiecewiseOptions {
  readonly journal: string;
  readonly store: Pick<Store, 'load' | 'loaded'>;
  readonly encoder: Pick<Encoder, 'encode'>;
  /** Pauses between tries. */
  readonly wait: (ms: number) => Promise<void>;
  /** Told of an entry that the store does not take, even alone. */
  readonly refused: (seq: number, error: unknown) => void;
}

/** ClickHouse's codes for data that it cannot hold. */
const DATA_ERRORS: ReadonlySet<unknown> = new Set([
  6, 26, 27, 33, 38, 41, 53, 70, 72, 117, 128, 131, 261, 321, 349, 457,
]);
/** Its code for too little memory: for less, a smaller load may suffice. */
const MEMORY_LIMIT_EXCEEDED = 241;
/** How often one entry alone is tried before memory is taken to be too small for it, and the pause between. */
const LONE_TRIES = 4;
const LONE_PAUSE_MS = 2_000;

/** Whether a smaller load may succeed where this one failed. For all else the store is waited for. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof VerbatimError)) return true;
  const { engineCode } = error.context;
  return error.code === 'STORE_QUERY' && (engineCode === MEMORY_LIMIT_EXCEEDED || DATA_ERRORS.has(engineCode));
}

/**
 * Loads records that the store did not take together: half by half, so that one event which it cannot hold does not
 * keep the others out. Such an event stays in the journal; in the store, a quarantined record says that it is there.
 */
export async function loadPiecewise(records: ReadBatch['records'], options: PiecewiseOptions): Promise<void> {
  const { journal, store, encoder } = options;
  const wanted = entriesOf(records);
  const [first, last] = [wanted[0], wanted.at(-1)];
  if (!first || !last) return;
  // A load that failed may have left some of its rows.
  const there = await store.loaded(journal, first.seq, last.seq);
  const left = only(records, (entry) => !there.has(entry.seq));
  const count = entriesOf(left).length;
  if (count === 0) return;
  try {
    await store.load(await encoder.encode({ journal, records: left }));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (count === 1) return loadAlone(left, error, options);
    const middle = entriesOf(left)[count >> 1]?.seq ?? 0;
    await loadPiecewise(
      only(left, ({ seq }) => seq < middle),
      options,
    );
    await loadPiecewise(
      only(left, ({ seq }) => seq >= middle),
      options,
    );
  }
}

/** Tries one entry a few times more before a note takes its place: what it lacked may have been in use elsewhere. */
async function loadAlone(records: ReadBatch['records'], first: unknown, options: PiecewiseOptions): Promise<void> {
  const { journal, store, encoder, wait } = options;
  let error = first;
  for (let tries = 1; tries < LONE_TRIES; tries++) {
    await wait(LONE_PAUSE_MS);
    try {
      return await store.load(await encoder.encode({ journal, records }));
    } catch (again) {
      if (!isRefusal(again)) throw again;
      error = again;
    }
  }
  await loadStub(records, error, options);
}

async function loadStub(records: ReadBatch['records'], error: unknown, options: PiecewiseOptions): Promise<void> {
  const { journal, store, encoder, refused } = options;
  const detail = `the store does not take it (${error instanceof Error ? error.message : String(error)}); it is in the journal`;
  const quarantine = { reason: 'not-storable', detail };
  const stubs = records.map((record) => ({
    ...record,
    entries: record.entries.map((entry) => ({ ...entry, raw: Buffer.alloc(0), meta: { quarantine } })),
  }));
  await store.load(await encoder.encode({ journal, records: stubs }));
  for (const { seq } of entriesOf(records)) refused(seq, error);
}

function entriesOf(records: ReadBatch['records']): Entry[] {
  return records.flatMap(({ entries }) => entries);
}

function only(records: ReadBatch['records'], wanted: (entry: Entry) => boolean): ReadRecord[] {
  return records
    .map((record) => ({ ...record, entries: record.entries.filter(wanted) }))
    .filter(({ entries }) => entries.length > 0);
}
