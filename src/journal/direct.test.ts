import { constants, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { alignedMemory, BLOCK_BYTES } from './aligned-memory.ts';
import { createChunkMemory } from './chunk-memory.ts';
import { DIRECT_BYTES, openDirect } from './direct.ts';
import { type Disk, type DiskFile, realDisk } from './disk.ts';
import { READ_CHUNK_BYTES } from './limits.ts';
import { batchOf, readAll, segmentFiles, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';
import { openWindow } from './window.ts';

const MUCH = 3 * DIRECT_BYTES;

function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, state = length; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}

/** `bytes` in memory where they lie as they will in the file. */
function aligned(bytes: Uint8Array, position: number): Buffer {
  const at = position % BLOCK_BYTES;
  const memory = alignedMemory(at + bytes.length).subarray(at);
  memory.set(bytes);
  return memory;
}

async function withFile(use: (file: DiskFile, path: string) => Promise<void>): Promise<void> {
  await withDirectory(async (dir) => {
    const path = join(dir, 'file');
    const file = await realDisk.create(path);
    try {
      await use(file, path);
    } finally {
      await realDisk.close(file);
    }
  });
}

test('what is written one after another, past the page cache or not, is what the file holds', async () => {
  const pieces = fc.array(fc.tuple(fc.oneof(fc.nat(300), fc.nat(MUCH)), fc.boolean()), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(pieces, async (lengths) => {
      await withFile(async (file, path) => {
        let whole = Buffer.alloc(0);
        for (const [length, isAligned] of lengths) {
          const piece = noise(length);
          await realDisk.write(file, isAligned ? aligned(piece, whole.length) : piece, whole.length);
          whole = Buffer.concat([whole, piece]);
        }
        await realDisk.sync(file);
        expect((await readFile(path)).equals(whole)).toBe(true);
      });
    }),
    { numRuns: 30 },
  );
});

test('only whole blocks of much at once go past the page cache', async () => {
  await withFile(async (file) => {
    if (!file.direct) return void console.warn('skipped: the file system of temporary files has a page cache only');
    const direct = vi.spyOn(file.direct, 'write');
    await realDisk.write(file, aligned(noise(DIRECT_BYTES - 1), 0), 0);
    await realDisk.write(file, noise(MUCH), DIRECT_BYTES - 1);
    expect(direct).not.toHaveBeenCalled();
    const position = DIRECT_BYTES - 1 + MUCH;
    await realDisk.write(file, aligned(noise(MUCH), position), position);
    expect(direct).toHaveBeenCalledTimes(1);
    const [, , length, at] = direct.mock.calls[0] as unknown as [Buffer, number, number, number];
    expect([length % BLOCK_BYTES, at % BLOCK_BYTES]).toEqual([0, 0]);
    expect(length).toBeGreaterThan(MUCH - 2 * BLOCK_BYTES);
  });
});

test.each([
  ['refuses it', 0],
  ['takes a part of it', 1_000],
])('a file system that %s gets the same through the page cache', async (_, taken) => {
  await withFile(async (file, path) => {
    const close = vi.fn(async () => {});
    const refuse = vi.fn(async (bytes: Uint8Array, from: number, length: number, position: number) => {
      if (position % BLOCK_BYTES > 0 || taken === 0) throw Object.assign(new Error('no'), { code: 'EINVAL' });
      return file.handle.write(bytes, from, Math.min(taken, length), position);
    });
    await file.direct?.close();
    file.direct = { write: refuse, close } as unknown as NonNullable<DiskFile['direct']>;
    const bytes = noise(MUCH);
    await realDisk.write(file, aligned(bytes, 0), 0);
    expect(refuse).toHaveBeenCalled();
    expect(close).toHaveBeenCalledTimes(1);
    expect(file.direct).toBeUndefined();
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });
});

test('a disk that is full past the page cache is full', async () => {
  await withFile(async (file) => {
    await file.direct?.close();
    const write = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    file.direct = { write, close: async () => {} } as unknown as NonNullable<DiskFile['direct']>;
    await expect(realDisk.write(file, aligned(noise(MUCH), 0), 0)).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});

/** Whether what is read of a file comes past the page cache (`proc(5)`, fdinfo). */
function isDirect(fd: number): boolean {
  if (constants.O_DIRECT === undefined) return false;
  const [, flags = '0'] = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
  return (Number.parseInt(flags, 8) & constants.O_DIRECT) !== 0;
}

/** Counts what is read past the page cache, and answers it otherwise. */
async function watchReads(change?: (length: number) => Promise<{ bytesRead: number }>) {
  const reads = { direct: 0 };
  await withFile(async ({ handle }) => {
    const files = Object.getPrototypeOf(handle) as typeof handle;
    const read = files.read;
    vi.spyOn(files, 'read').mockImplementation(function (this: typeof handle, ...args: unknown[]) {
      if (isDirect(this.fd)) {
        reads.direct++;
        if (change) return change(args[2] as number) as never;
      }
      return Reflect.apply(read, this, args) as never;
    });
  });
  return reads;
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each<[string, Parameters<typeof watchReads>[0]]>([
  ['', undefined],
  [
    ', where it is refused past the page cache',
    () => Promise.reject(Object.assign(new Error('no'), { code: 'EINVAL' })),
  ],
  [', where less comes past the page cache', async (length) => ({ bytesRead: Math.floor(length / 3) })],
])('a window into memory that is used again shows what a plain one does, at any place%s', async (_, change) => {
  await withFile(async (file, path) => {
    const bytes = noise(5 * DIRECT_BYTES + 123);
    await realDisk.write(file, aligned(bytes, 0), 0);
    const reads = await watchReads(change);
    const chunk = 2 * DIRECT_BYTES;
    const memory = createChunkMemory(chunk);
    const window = await openWindow(path, chunk, memory);
    const place = fc.tuple(fc.nat(bytes.length), fc.nat(3 * DIRECT_BYTES), fc.nat(bytes.length));
    await fc.assert(
      fc.asyncProperty(place, async ([offset, length, limit]) => {
        const end = Math.min(offset + length, limit);
        const found = await window.at(offset, length, limit);
        expect(found.equals(bytes.subarray(Math.min(offset, end), end))).toBe(true);
        memory.reuse();
      }),
      { numRuns: 200 },
    );
    await window.close();
    if (file.direct) expect(reads.direct).toBeGreaterThan(0);
  });
});

test('groups of any size are followed as they were appended', async () => {
  await withDirectory(async (dir) => {
    const texts = Array.from({ length: 40 }, (_, i) => `${i} ${'x'.repeat((i * i * 997) % 200_000)}`);
    await withJournal({ dir, segmentBytes: 1_000_000 }, async (journal) => {
      for (let i = 0; i < texts.length; i += 4) {
        await Promise.all(texts.slice(i, i + 4).map((text) => journal.append(batchOf(text))));
      }
      const reads = await watchReads();
      const memory = createChunkMemory(READ_CHUNK_BYTES);
      const seen: string[] = [];
      for await (const { records } of journal.read({ from: 1, maxBytes: 1, memory })) {
        for (const { entries } of records) seen.push(...entries.map(({ raw }) => raw.toString()));
        memory.reuse();
      }
      expect(seen).toEqual(texts);
      const direct = await openDirect((await segmentFiles(dir))[0]!, 'read');
      await direct?.close();
      if (direct) expect(reads.direct).toBeGreaterThan(0);
    });
  });
});

test('a disk that was full in the middle of much goes on, and nothing acknowledged is lost', async () => {
  await withDirectory(async (dir) => {
    let isFull = false;
    const disk: Disk = {
      ...realDisk,
      write: async (file, bytes, position) => {
        await realDisk.write(file, isFull ? bytes.subarray(0, bytes.length / 2) : bytes, position);
        if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    const texts = Array.from({ length: 6 }, (_, i) => `${i}`.repeat(MUCH + 1_001 * i));
    await withJournal({ dir, disk }, async (journal) => {
      for (const [i, text] of texts.entries()) {
        isFull = i % 2 > 0;
        if (isFull) await expect(journal.append(batchOf(text))).rejects.toMatchObject({ code: 'JOURNAL_WRITE' });
        isFull = false;
        await journal.append(batchOf(text));
      }
    });
    const damage = await withJournal({ dir }, async (journal) => {
      expect((await readAll(journal)).seen.map(({ raw }) => raw)).toEqual(texts);
    });
    expect(damage).toEqual([]);
    expect((await verify(dir)).findings).toEqual([]);
  });
});

test('without WebAssembly all goes through the page cache', async () => {
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(() => {
    throw new RangeError('could not allocate memory');
  });
  const memory = alignedMemory(MUCH);
  expect(memory.length).toBe(MUCH);
  await withFile(async (file, path) => {
    const bytes = noise(MUCH);
    memory.set(bytes);
    await realDisk.write(file, memory, 0);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });
});
