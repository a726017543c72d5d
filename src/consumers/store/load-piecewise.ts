import { VerbatimError } from '../../errors.ts';
import type { ReadBatch, ReadRecord } from '../../journal/reader.ts';
import type { Entry } from '../../journal/record.ts';
import type { Store } from '../../store/store.ts';
import type { Encoder } from './encoder.ts';

export interface PiecewiseOptions {
  readonly journal: string;
  readonly store: Pick<Store, 'load' | 'loaded'>;
  readonly encoder: Pick<Encoder, 'encode'>;
  /** Told of an entry that the store does not take, even alone. */
  readonly refused: (seq: number, error: unknown) => void;
}

/** Whether an error is about what was loaded; a store that is away is no reason to look for a bad event. */
export function isRefusal(error: unknown): boolean {
  return !(error instanceof VerbatimError && error.code === 'STORE_UNAVAILABLE');
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
    if (count === 1) return loadStub(left, error, options);
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
