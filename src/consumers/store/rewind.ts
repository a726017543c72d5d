import type { Journal } from '../../journal/journal.ts';
import type { Store } from '../../store/store.ts';

/**
 * Lets a store that is not the one loaded so far be loaded from the journal's first entry. Before this is done, nobody
 * may take how far the cursor is for how far the store is.
 */
export async function rewindForOtherStore(journal: Journal, store: Store): Promise<void> {
  const cursor = journal.cursor('store');
  if (cursor.extra.store !== store.id) await cursor.commit(journal.status().firstSeq, { store: store.id });
}
