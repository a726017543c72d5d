import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Lock, lock } from './lock.ts';
import { withDirectory } from './testing.ts';

test('a second owner is refused by the first one’s process id, until it is released', async () => {
  await withDirectory(async (dir) => {
    const first = await lock(dir);
    await expect(lock(dir)).rejects.toMatchObject({
      code: 'JOURNAL_LOCKED',
      message: expect.stringContaining(`Process ${process.pid} `),
      context: { pid: process.pid },
    });
    await first.release();
    await (await lock(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });
});

test('a socket on which nobody listens is removed', async () => {
  await withDirectory(async (dir) => {
    await writeFile(join(dir, 'lock-1-0badcafe.sock'), '');
    await (await lock(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });
});

test('an owner that does not answer is an owner', async () => {
  await withDirectory(async (dir) => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(join(dir, 'lock-77-0badcafe.sock'), resolve));
    await expect(lock(dir)).rejects.toMatchObject({ code: 'JOURNAL_LOCKED', context: { pid: 77 } });
    await new Promise((resolve) => silent.close(resolve));
  });
});

test('of many that come at once at most one wins', async () => {
  await withDirectory(async (dir) => {
    for (let round = 0; round < 20; round++) {
      const all = await Promise.allSettled(Array.from({ length: 5 }, () => lock(dir)));
      const won = all.filter((one): one is PromiseFulfilledResult<Lock> => one.status === 'fulfilled');
      expect(won.length).toBeLessThanOrEqual(1);
      await Promise.all(won.map(({ value }) => value.release()));
      expect(await readdir(dir)).toEqual([]);
    }
  });
});

test.runIf(process.platform === 'linux')('a path longer than a socket’s address is no other directory’s', async () => {
  await withDirectory(async (dir) => {
    const long = join(dir, 'x'.repeat(100), 'y'.repeat(100));
    await mkdir(long, { recursive: true });
    const first = await lock(long);
    await expect(lock(long)).rejects.toMatchObject({ code: 'JOURNAL_LOCKED' });
    expect(await readdir(long)).toHaveLength(1);
    await first.release();
  });
});
