import { readFileSync } from 'node:fs';

/** Files that the journal, the engine and questions have open, and may need more of: taken from what connections may have. */
const OWN_FILES = 1_024;
/** Below the usual limit of 1,024 files there is still some room for connections. */
const FEWEST = 256;

/** How many connections there may be: as configured, as far as the process may have as many files open. */
export function withinOpenFiles(configured: number, openFiles = openFilesLimit()): number {
  return Math.min(configured, Math.max(FEWEST, openFiles - OWN_FILES));
}

/** The limit of this process, which node has raised as far as it may; infinite where the system does not say. */
function openFilesLimit(): number {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    return soft === undefined ? Number.POSITIVE_INFINITY : Number(soft);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
