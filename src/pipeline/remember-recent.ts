import type { Journal } from '../journal/journal.ts';
import { clusterFingerprint, fingerprintOf, type SeenWindow } from './seen-window.ts';

/** Fills the window from the journal, so that what was delivered just before a restart is still known after it. */
export async function rememberRecent(seen: SeenWindow, journal: Journal): Promise<void> {
  for await (const { envelope, hashes } of journal.recentHashes(seen.capacity)) {
    const cluster = clusterFingerprint(envelope.cluster);
    for (const hash of hashes) seen.add(fingerprintOf(hash, cluster));
  }
}
