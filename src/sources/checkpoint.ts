import type { SourceMemory } from './source-memory.ts';

/** Saves how far all files are, now and then: the records of the journal behind it hold the rest. */
export interface Checkpoint {
  /** Does something that journals records and then notes them. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Saves at first, if anything has been noted since, or where the journal has grown by much or for long: what is behind
   * the mark is read at the start, and is kept from being removed. Throws JOURNAL_WRITE.
   */
  save(): Promise<void>;
}

export interface CheckpointOptions {
  readonly memory: SourceMemory;
  /** What to save, at a time in milliseconds. */
  readonly known: { snapshot(now: number): Readonly<Record<string, unknown>> };
  readonly wallClock: () => number;
}

/** A journal is kept from where the memory was saved on. So it is saved now and then though nothing is read. */
const SAVE_AFTER_ENTRIES = 100_000;
const SAVE_AFTER_MS = 600_000;

export function createCheckpoint({ memory, known, wallClock }: CheckpointOptions): Checkpoint {
  /** Where the journal stood when each work that is under way began: its records may not be noted yet. */
  const underWay = new Set<{ readonly mark: number }>();
  let isChanged = false;
  let saved: { readonly mark: number; readonly at: number } | undefined;

  function isDue(mark: number): boolean {
    if (isChanged || !saved) return true;
    return mark - saved.mark >= SAVE_AFTER_ENTRIES || (mark > saved.mark && wallClock() - saved.at >= SAVE_AFTER_MS);
  }

  return {
    during: async (work) => {
      const begun = { mark: memory.mark() };
      underWay.add(begun);
      try {
        return await work();
      } finally {
        underWay.delete(begun);
        isChanged = true;
      }
    },
    save: async () => {
      const mark = Math.min(memory.mark(), ...[...underWay].map((begun) => begun.mark));
      if (!isDue(mark)) return;
      isChanged = false;
      try {
        await memory.save(mark, known.snapshot(wallClock()));
        saved = { mark, at: wallClock() };
      } catch (error) {
        isChanged = true;
        throw error;
      }
    },
  };
}
