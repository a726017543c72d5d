import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * So much at once goes past the page cache. There it would be copied to memory that is new each time: 2 s of CPU a GB where
 * a virtual machine has it from its host only then, 0.4 s elsewhere, and 0.1 s without. Less stays in the page cache, as what
 * follows the journal reads it right away.
 */
export const DIRECT_BYTES = 64 * 1024;

/** Opens a file past the page cache; `undefined` where its file system or the platform does not have that. */
export async function openDirect(path: string, access: 'read' | 'write'): Promise<FileHandle | undefined> {
  if (constants.O_DIRECT === undefined) return undefined;
  const mode = access === 'read' ? constants.O_RDONLY : constants.O_WRONLY;
  return open(path, mode | constants.O_DIRECT).catch(() => undefined);
}

/** Whether the file system does not take what was asked past the page cache, such as other blocks. */
export function refusesDirect(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EINVAL';
}

/** Closes a file past the page cache that is used no more; what was written so is at the disk already. */
export async function closeQuietly(direct: FileHandle): Promise<void> {
  await direct.close().catch(() => undefined);
}
