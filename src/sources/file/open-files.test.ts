import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOpenFiles, lookAt, readAt } from './open-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-open-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function made(name: string) {
  const path = join(folder, name);
  await writeFile(path, name);
  return { path, inode: (await lookAt(path))?.inode ?? '' };
}

const descriptors = async () => (await readdir('/proc/self/fd')).length;

test('holds as many as it may, those used last, and those that are needed', async () => {
  const files = [];
  for (let n = 0; n < 20; n++) files.push(await made(`file-${n}`));
  const [first] = files;
  const open = createOpenFiles(5, (inode) => inode === first?.inode);
  const before = await descriptors();
  for (const file of files) {
    expect(await open.use(file, async (handle) => (await readAt(handle, 5, 9)).toString())).toBe(
      file.path.split('-').at(-1),
    );
  }
  expect(files.flatMap(({ inode }, n) => (open.has(inode) ? n : []))).toEqual([0, 16, 17, 18, 19]);
  await open.closeAll();
  expect(await descriptors()).toBe(before);
});

test('two at once share one; another file at the path is refused', async () => {
  const open = createOpenFiles(5, () => false);
  const file = await made('a');
  const before = await descriptors();
  const both = await Promise.all([1, 2].map(() => open.use(file, async (handle) => handle.fd)));
  expect(new Set(both).size).toBe(1);
  await rename((await made('b')).path, file.path);
  expect(await open.use(file, async (handle) => (await readAt(handle, 0, 9)).toString())).toBe('a');
  await open.close(file.inode);
  await expect(open.use(file, async () => {})).rejects.toMatchObject({ code: 'ESTALE' });
  expect(await descriptors()).toBe(before);
});
