import { type FileHandle, open, rm } from 'node:fs/promises';

/** What was loaded lies in the file as well, until nothing was for so long: it may be about to be removed from the store. */
const KEPT_MS = 1_000;

/** A file through which blocks reach the engine. One at a time writes into it. */
export interface NativeFile {
  readonly path: string;
  /** Has the file hold these blocks and nothing else. */
  write(blocks: readonly Uint8Array[]): Promise<void>;
  /** Says that it has been read. It is removed soon, unless it is written again. */
  release(): void;
  remove(): Promise<void>;
}

/**
 * Written over while load follows load, the file keeps its memory in the page cache. A new one each time has to be given other
 * memory, which costs the kernel five times as much as the copy into it.
 */
export function createNativeFile(path: string): NativeFile {
  let handle: FileHandle | undefined;
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  let removing: Promise<void> = Promise.resolve();

  function remove(): Promise<void> {
    clearTimeout(timer);
    const open = handle;
    handle = undefined;
    length = 0;
    const removed = removing
      .then(() => open?.close())
      .catch(() => {})
      .then(() => rm(path, { force: true }));
    // Who writes next waits for it, and does not fail for it.
    removing = removed.catch(() => {});
    return removed;
  }

  return {
    path,
    write: async (blocks) => {
      clearTimeout(timer);
      await removing;
      handle ??= await open(path, 'w');
      let at = 0;
      for (const block of blocks) {
        await writeAll(handle, block, at);
        at += block.length;
      }
      if (at < length) await handle.truncate(at);
      length = at;
    },
    release: () => {
      timer = setTimeout(() => void remove().catch(() => {}), KEPT_MS).unref();
    },
    remove,
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}
