import type { SourceMemory } from '../source-memory.ts';
import type { KnownFiles } from './known-files.ts';

/** Saves how far all files are, now and then: the records of the journal behind it hold the rest. */
export interface Checkpoint {
  /** Does something that journals records and then notes them. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Saves if anything has been noted since, or if the journal has grown by much. Throws JOURNAL_WRITE. */
  save(): Promise<void>;
}

export interface CheckpointOptions {
  readonly memory: SourceMemory;
  readonly known: Pick<KnownFiles, 'snapshot'>;
  readonly wallClock: () => number;
}

/** A journal is kept from where the memory was saved on. So it is saved now and then though no file grows. */
const SAVE_AFTER_ENTRIES = 100_000;

export function createCheckpoint({ memory, known, wallClock }: CheckpointOptions): Checkpoint {
  /** Where the journal stood when each work that is under way began: its records may not be noted yet. */
  const underWay = new Set<{ readonly mark: number }>();
  let isChanged = false;
  let saved = memory.mark();

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
      if (!isChanged && mark - saved < SAVE_AFTER_ENTRIES) return;
      isChanged = false;
      try {
        await memory.save(mark, known.snapshot(wallClock()));
        saved = mark;
      } catch (error) {
        isChanged = true;
        throw error;
      }
    },
  };
}
