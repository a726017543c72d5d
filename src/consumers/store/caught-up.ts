import { setTimeout as pause } from 'node:timers/promises';
import { VerbatimError } from '../../errors.ts';
import type { Journal } from '../../journal/journal.ts';

/** Light loading comes four times a second; looking more often gains nothing that a person sees. */
const LOOK_EVERY_MS = 25;

/**
 * Resolves when the store holds everything that the journal holds now. Rejects with STORE_UNAVAILABLE when that takes
 * longer than `withinMs`; what was journaled stays durable.
 */
export async function storeCaughtUp(journal: Journal, withinMs: number): Promise<void> {
  const { nextSeq } = journal.status();
  const cursor = journal.cursor('store');
  for (const started = performance.now(); cursor.position < nextSeq; await pause(LOOK_EVERY_MS)) {
    if (performance.now() - started < withinMs) continue;
    const behind = nextSeq - cursor.position;
    throw new VerbatimError('STORE_UNAVAILABLE', `All is durable, but ${behind} events cannot be searched yet.`);
  }
}
