import type { Origin } from '../event/record.ts';

/** What a source remembers across restarts. It may be behind; what the journal has taken since completes it. */
export interface SourceMemory {
  /** As it was saved last; `{}` at first. */
  readonly saved: Readonly<Record<string, unknown>>;
  /** The origins of all records that were journaled since, those of other sources too, oldest first. */
  since(): AsyncIterable<Origin>;
  /** Stands for now: whatever is journaled later is behind it. */
  mark(): number;
  /** Makes a memory durable that has the origins of everything before `mark`. Throws JOURNAL_WRITE. */
  save(mark: number, memory: Readonly<Record<string, unknown>>): Promise<void>;
}
