import type { Journal } from '../journal/journal.ts';
import type { SourceMemory } from '../sources/source-memory.ts';

/**
 * What a source remembers, kept as a cursor of the journal: the cursor's position says which records the memory has seen,
 * so after a kill the origins of those behind it complete it.
 */
export function createSourceMemory(journal: Journal, name: string): SourceMemory {
  const cursor = journal.cursor(name);
  return {
    get saved() {
      return cursor.extra;
    },
    async *since() {
      const { nextSeq } = journal.status();
      for await (const { envelope } of journal.recentHashes(nextSeq - cursor.position)) {
        if (envelope.origin) yield envelope.origin;
      }
    },
    mark: () => journal.status().nextSeq,
    save: (mark, memory) => cursor.commit(mark, memory),
  };
}
