import { setTimeout as sleep } from 'node:timers/promises';
import { VerbatimError } from '../../errors.ts';
import type { Intake, ReceivedEntry, Sender } from '../intake.ts';
import type { Loss, SyslogObserver } from './observer.ts';

/** Hands entries of a sender over. Resolves when they are durable, or with `false` when some were lost and counted as such. */
export type HandOver = (sender: Sender, entries: readonly ReceivedEntry[]) => Promise<boolean>;

export interface HandOverOptions {
  readonly intake: Pick<Intake, 'entries'>;
  readonly observer: Pick<SyslogObserver, 'lost' | 'pushedBack' | 'wentOn'>;
  /** Gives up what the journal does not take. */
  readonly signal: AbortSignal;
}

/** What is pushed back is brought again after this time, at first, and after up to the longest. */
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2_000;
/** So much becomes one record, which is taken as a whole or not at all: brought again, nothing of it is there twice. */
const RECORD_ENTRIES = 4_096;
const RECORD_BYTES = 2 * 1024 * 1024;

/** Where the journal pushes back, the same is brought again until it is taken; whoever waits for this reads nothing meanwhile. */
export function createHandOver({ intake, observer, signal }: HandOverOptions): HandOver {
  async function bring(sender: Sender, entries: readonly ReceivedEntry[]): Promise<boolean> {
    const lost = (loss: Loss, error: unknown) => {
      observer.lost(sender.source, loss, entries.length, error);
      return false;
    };
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      try {
        await intake.entries(sender, entries);
        observer.wentOn();
        return true;
      } catch (error) {
        if (!(error instanceof VerbatimError) || error.status !== 503) return lost('failed', error);
        observer.pushedBack(error);
        await sleep(waitMs, undefined, { signal }).catch(() => {});
        if (signal.aborted) return lost('stopped', error);
      }
    }
  }

  return async (sender, entries) => {
    let isKept = true;
    for (const record of recordsOf(entries)) isKept = (await bring(sender, record)) && isKept;
    return isKept;
  };
}

function* recordsOf(entries: readonly ReceivedEntry[]): Generator<readonly ReceivedEntry[]> {
  let from = 0;
  let bytes = 0;
  for (const [at, { raw }] of entries.entries()) {
    if (at > from && (at - from >= RECORD_ENTRIES || bytes + raw.length > RECORD_BYTES)) {
      yield entries.slice(from, at);
      from = at;
      bytes = 0;
    }
    bytes += raw.length;
  }
  if (from < entries.length) yield from === 0 ? entries : entries.slice(from);
}
