import { microsOf } from '../event/time.ts';
import type { Journal, JournalStatus } from '../journal/journal.ts';

/** How far the consumers that have been started are behind the journal, each by its name. */
export interface Lag {
  /** Events that each has not handled. */
  readonly events: () => ReadonlyMap<string, number>;
  /** How many seconds ago the first of them was received; 0 without any. */
  readonly seconds: () => Promise<ReadonlyMap<string, number>>;
}

/** What is read of the journal. */
interface Source extends Pick<Journal, 'read'> {
  status(): Pick<JournalStatus, 'cursors' | 'nextSeq'>;
}

/** Who asks more often gets the same answer: finding it reads from the disk. */
const ANSWER_HOLDS_MS = 1_000;

/** `clock` gives milliseconds since the epoch. */
export function createLag(journal: Source, clock: () => number): Lag {
  const known = new Map<string, { readonly at: number; readonly receivedAt: number }>();

  async function secondsOf(name: string, position: number): Promise<number> {
    let found = known.get(name);
    if (!found || clock() - found.at >= ANSWER_HOLDS_MS) {
      found = { at: clock(), receivedAt: await receivedAt(journal, position, clock) };
      known.set(name, found);
    }
    return Math.max(0, clock() - found.receivedAt) / 1000;
  }

  return {
    events: () => {
      const { cursors, nextSeq } = journal.status();
      return new Map(cursors.map(({ name, position }) => [name, nextSeq - position]));
    },
    seconds: async () => {
      const { cursors, nextSeq } = journal.status();
      const lags = cursors.map(async ({ name, position }) => {
        return [name, position < nextSeq ? await secondsOf(name, position) : 0] as const;
      });
      return new Map(await Promise.all(lags));
    },
  };
}

/** When the first record from a place on was received, in milliseconds since the epoch; now, where there is none. */
async function receivedAt(journal: Pick<Journal, 'read'>, from: number, clock: () => number): Promise<number> {
  // The smallest batch there is: one record.
  for await (const { records } of journal.read({ from, maxBytes: 1 })) {
    const [first] = records;
    if (first) return microsOf(first.envelope.receivedAt) / 1000;
  }
  return clock();
}
