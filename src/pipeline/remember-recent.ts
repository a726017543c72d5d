import type { Journal } from '../journal/journal.ts';
import { type SeenWindow, saltOf } from './seen-window.ts';

/** Fills the window from the journal, so that what was delivered just before a restart is still known after it. */
export async function rememberRecent(seen: SeenWindow, journal: Journal): Promise<void> {
  for await (const { envelope, hashes } of journal.recentHashes(seen.capacity)) {
    const sender = saltOf(envelope);
    for (const sha256 of hashes) seen.add(sha256.toString('latin1'), sender);
  }
}
