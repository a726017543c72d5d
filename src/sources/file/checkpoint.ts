import type { SourceMemory } from '../source-memory.ts';
import type { KnownFiles } from './known-files.ts';

/** Saves how far all files are, now and then: the records of the journal behind it hold the rest. */
export interface Checkpoint {
  /** Does something that journals records and then notes them. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Saves if anything has been noted since. Throws JOURNAL_WRITE. */
  save(): Promise<void>;
}

export interface CheckpointOptions {
  readonly memory: SourceMemory;
  readonly known: Pick<KnownFiles, 'snapshot'>;
  readonly wallClock: () => number;
}

export function createCheckpoint({ memory, known, wallClock }: CheckpointOptions): Checkpoint {
  /** Where the journal stood when each work that is under way began: its records may not be noted yet. */
  const underWay = new Set<{ readonly mark: number }>();
  let isChanged = false;

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
      if (!isChanged) return;
      isChanged = false;
      const mark = Math.min(memory.mark(), ...[...underWay].map((begun) => begun.mark));
      try {
        await memory.save(mark, known.snapshot(wallClock()));
      } catch (error) {
        isChanged = true;
        throw error;
      }
    },
  };
}
