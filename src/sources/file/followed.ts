import type { FormatName } from '../../event/format-names.ts';
import type { Labels } from './labels.ts';
import type { FilePosition } from './position.ts';

/** One entry of the configuration, as far as reading needs it. */
export interface Entry {
  readonly id: string;
  readonly cluster: string;
  /** Where configuration says it. */
  readonly format: FormatName | undefined;
  readonly maxLineBytes: number;
  readonly labels: (path: string) => Labels;
}

/** What a look at a file says. */
export interface Look {
  /** `device:inode`. */
  readonly inode: string;
  readonly size: number;
  /** Time of its last change, in nanoseconds, as text. */
  readonly changed: string;
}

/** A file that is followed. Times are in milliseconds of a clock that never goes back. */
export interface Followed {
  readonly inode: string;
  readonly entry: Entry;
  path: string;
  /** Where a pattern led to it last. */
  foundAt: string;
  size: number;
  changed: string;
  readonly firstSeenAt: number;
  /** When it was last seen to be different. */
  changedAt: number;
  /** Whether another file has its place, or none: nobody begins to write to it any more. */
  rotated: boolean;
  /** Whether no pattern leads to it any more: only the rest of the content that it had is read. */
  away: boolean;
  /** Whether no path leads to it; only an open descriptor does. */
  gone: boolean;
  /** Whether it was looked into at all. */
  hadTurn: boolean;
  /** Missing until it is known what its content is. */
  position: FilePosition | undefined;
  isGzip: boolean;
  /** Whether it is a copy of a file that is still being read, which has its lines. */
  isHeld: boolean;
  /** Whether a turn is under way or waited for. */
  queued: boolean;
  /** Whether it was asked for again while its turn was under way. */
  again: boolean;
  /** It is not tried again before. */
  retryAt: number;
  /** As `whole`, of a `.gz` that could not be unpacked to its end. */
  broken: string | undefined;
  /** An unfinished line reaches this far; it is looked at again when the file is larger or finished. */
  unfinishedTo: number;
  /** How much is read at a time: more where a line is longer. */
  window: number;
}

/** About a thousand events, which become one record. */
export const READ_BYTES = 1024 * 1024;
/** Lines that are longer are read one at a time, of all files. */
export const LARGE_WINDOW_BYTES = 16 * READ_BYTES;

/** Copies are complete and lines are written to their end within this time. */
const SETTLED_MS = 500;
/** A file whose beginning goes on growing is not waited for longer. */
const MAX_UNSETTLED_MS = 5_000;
/** Writers are told of a rotation, and let the old file go, within this time. */
const ROTATED_MS = 10_000;
/** Nobody leaves a line unfinished for so long and then goes on with it. */
const ABANDONED_MS = 600_000;
/** A file that has changed within this time is looked at often. */
const ACTIVE_MS = 30_000;

export function follow(path: string, look: Look, entry: Entry, now: number): Followed {
  return {
    ...look,
    entry,
    path,
    foundAt: path,
    firstSeenAt: now,
    changedAt: now,
    rotated: false,
    away: false,
    gone: false,
    hadTurn: false,
    position: undefined,
    isGzip: false,
    isHeld: false,
    broken: undefined,
    queued: false,
    again: false,
    retryAt: 0,
    unfinishedTo: 0,
    window: READ_BYTES,
  };
}

/** Notes what a look said; gives whether anything was different. */
export function note(file: Followed, { size, changed }: Look, now: number): boolean {
  const isDifferent = size !== file.size || changed !== file.changed;
  if (isDifferent) file.changedAt = now;
  file.size = size;
  file.changed = changed;
  return isDifferent;
}

/** Notes that another file has its place, or none. Its writer has some time from now on to notice. */
export function markRotated(file: Followed, now: number): void {
  if (!file.rotated) file.changedAt = now;
  file.rotated = true;
}

/** Whether its first bytes are all that there are for now. */
export function isSettled(file: Followed, now: number): boolean {
  return now - file.changedAt >= SETTLED_MS || (!file.isGzip && now - file.firstSeenAt >= MAX_UNSETTLED_MS);
}

/** Whether a last line without its end is a line. */
export function isFinished(file: Followed, now: number): boolean {
  return now - file.changedAt >= (file.rotated ? ROTATED_MS : ABANDONED_MS);
}

export function isActive(file: Followed, now: number): boolean {
  return now - file.changedAt < ACTIVE_MS;
}

/** Whether it is read where only one file is read at a time: unpacking and long lines take time and memory. */
export function isSlow(file: Followed): boolean {
  return file.isGzip || file.window >= LARGE_WINDOW_BYTES;
}

/** Whether there is something to do for it, given whether it was different when it was looked at. */
export function needsTurn(file: Followed, isDifferent: boolean, now: number): boolean {
  const { position, size, unfinishedTo } = file;
  if (now < file.retryAt) return false;
  if (!position) return size > 0;
  if (file.isGzip) return isSettled(file, now) && position.whole !== wholeOf(file) && file.broken !== wholeOf(file);
  if (size < position.at) return true;
  if (size > Math.max(unfinishedTo, position.at)) {
    // A long line is not read again and again while it grows.
    const line = unfinishedTo - position.at;
    return line <= READ_BYTES || size - unfinishedTo >= line / 4 || isSettled(file, now);
  }
  return isDifferent || (size > position.at && isFinished(file, now));
}

/** What its size and time of change say about a `.gz` that was unpacked to its end. */
export function wholeOf({ size, changed }: Pick<Followed, 'size' | 'changed'>): string {
  return `${size}:${changed}`;
}

/** Bytes on the disk that are not read yet; of a `.gz`, all of them until it is read. */
export function unread(file: Followed): number {
  if (file.isHeld) return 0;
  if (file.isGzip) return file.position?.whole === wholeOf(file) ? 0 : file.size;
  return Math.max(0, file.size - (file.position?.at ?? 0));
}
