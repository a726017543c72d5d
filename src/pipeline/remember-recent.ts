import type { Envelope } from '../event/record.ts';
import type { Journal } from '../journal/journal.ts';
import { type SeenWindow, saltOf } from './seen-window.ts';

/**
 * Fills the window from the journal, so that what was delivered just before a restart is still known after it. Gives the
 * number of the entry from which on it knows all: what cannot be read, and what was removed, is not known. `told` is told of each
 * record, in their order.
 */
export async function rememberRecent(
  seen: SeenWindow,
  journal: Pick<Journal, 'recentHashes' | 'status'>,
  told: (envelope: Envelope) => void = () => {},
): Promise<number> {
  const { firstSeq: first, nextSeq } = journal.status();
  seen.expect(Math.min(seen.capacity, nextSeq - first));
  let knownFrom = Number.NaN;
  let next = Number.NaN;
  for await (const { envelope, firstSeq, hashes } of journal.recentHashes(seen.capacity)) {
    told(envelope);
    const sender = saltOf(envelope);
    for (const sha256 of hashes) seen.add(sha256, sender);
    if (firstSeq !== next) knownFrom = firstSeq;
    next = firstSeq + hashes.length;
  }
  return next === nextSeq ? knownFrom : nextSeq;
}
