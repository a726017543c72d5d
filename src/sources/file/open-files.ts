import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { fsPath } from '../../event/file-path.ts';
import type { Look } from './followed.ts';

/** Open descriptors of followed files. One that is open can be read to its end, whatever happens to its name. */
export interface OpenFiles {
  /** Uses the descriptor of a file, and opens it by its path if it is not open. Throws node's errors, and ESTALE where the path leads elsewhere. */
  use<T>(file: { readonly inode: string; readonly path: string }, work: (handle: FileHandle) => Promise<T>): Promise<T>;
  has(inode: string): boolean;
  close(inode: string): Promise<void>;
  closeAll(): Promise<void>;
}

/** Opening a pipe must not wait for its writer. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Keeps the descriptors that were used last, at most `limit` of them and those in use. `isNeeded` says of which file the
 * descriptor is the only way to it.
 */
export function createOpenFiles(limit: number, isNeeded: (inode: string) => boolean): OpenFiles {
  /** In the order of their last use. */
  const handles = new Map<string, Promise<FileHandle>>();
  const inUse = new Map<string, number>();

  async function opened(inode: string, path: string): Promise<FileHandle> {
    const handle = await open(fsPath(path), FLAGS);
    const found = lookOf(await handle.stat({ bigint: true }));
    if (found?.inode === inode) return handle;
    await handle.close();
    throw Object.assign(new Error(`${path} is another file now`), { code: 'ESTALE' });
  }

  async function makeRoom(): Promise<void> {
    for (const inode of handles.keys()) {
      if (handles.size <= limit) return;
      if (!inUse.has(inode) && !isNeeded(inode)) await close(inode);
    }
  }

  async function close(inode: string): Promise<void> {
    const handle = handles.get(inode);
    handles.delete(inode);
    await handle?.then((opened) => opened.close()).catch(() => {});
  }

  return {
    use: async ({ inode, path }, work) => {
      inUse.set(inode, (inUse.get(inode) ?? 0) + 1);
      try {
        const handle = handles.get(inode) ?? opened(inode, path);
        handles.delete(inode);
        handles.set(inode, handle);
        handle.catch(() => handles.delete(inode));
        await makeRoom();
        return await work(await handle);
      } finally {
        const left = (inUse.get(inode) ?? 0) - 1;
        if (left > 0) inUse.set(inode, left);
        else inUse.delete(inode);
      }
    },
    has: (inode) => handles.has(inode),
    close,
    closeAll: async () => {
      for (const inode of [...handles.keys()]) await close(inode);
    },
  };
}

/** What stands at a path, written as `nameOf` does; `undefined` where it is no file. Throws node's errors. */
export async function lookAt(path: string): Promise<Look | undefined> {
  return lookOf(await stat(fsPath(path), { bigint: true }));
}

/** What a descriptor leads to. */
export async function lookThrough(handle: FileHandle): Promise<Look | undefined> {
  return lookOf(await handle.stat({ bigint: true }));
}

function lookOf(stats: BigIntStats): Look | undefined {
  if (!stats.isFile()) return undefined;
  return { inode: `${stats.dev}:${stats.ino}`, size: Number(stats.size), changed: String(stats.mtimeNs) };
}

/** The bytes of a file from an offset on, fewer where it ends before. */
export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, length));
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
