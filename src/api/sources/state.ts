import type { SourceState } from './contract.ts';
import type { Fault } from './faults.ts';

/** What is known of a source or cluster. Times are in milliseconds since the epoch. */
export interface Known {
  readonly now: number;
  /** When the server began to count. */
  readonly since: number;
  /** When something was last received, as far as it is known. */
  readonly last?: number | undefined;
  /** What the source itself says is wrong, as a sentence. */
  readonly problem?: string | undefined;
  /** The latest first. */
  readonly faults?: readonly Fault[];
}

export interface Stated {
  readonly state: SourceState;
  readonly reason?: string;
}

/** Somebody asks something of a living API server within this time, if only a controller. */
const RECENT_MS = 10 * 60 * 1000;
/** A failure is tried again within seconds; one that has not come back for so long is over. */
const FAULT_HOLDS_MS = 2 * 60 * 1000;
/** Faults that keep events from coming. Others are losses, which are counted and over. */
const LASTING = 'unreadable';

export function stateOf({ now, since, last, problem, faults = [] }: Known): Stated {
  if (problem !== undefined) return { state: 'failing', reason: problem };
  const fault = faults.find(({ reason, last }) => reason === LASTING && now - last < FAULT_HOLDS_MS);
  if (fault) return { state: 'failing', reason: fault.detail ?? 'Something cannot be read; the log says what.' };
  if (last === undefined)
    return { state: 'waiting', reason: `Nothing has come since this server began to run, ${at(since)}.` };
  return now - last < RECENT_MS
    ? { state: 'receiving' }
    : { state: 'silent', reason: `Nothing has come since ${at(last)}.` };
}

function at(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
