import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Lets this thread run after the others where the processors do not suffice for all: what has to be acknowledged goes
 * before what has to be searchable, and what can wait for days before nothing. `priority` is one of
 * `os.constants.priority`. Linux knows threads by number; elsewhere nothing changes.
 */
export function runAfterOthers(priority: number = constants.priority.PRIORITY_BELOW_NORMAL): void {
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')));
    setPriority(thread, priority);
  } catch {
    // A wish: without it, the work is done all the same.
  }
}
