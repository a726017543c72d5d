import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { differences, writeAll } from './files.ts';

const above = await mkdtemp(join(tmpdir(), 'verbatim-docs-'));
afterAll(() => rm(above, { recursive: true }));

const folder = join(above, 'reference');
const files = new Map([
  ['a.md', 'a\n'],
  ['b.md', 'b\n'],
]);

test('a missing folder lacks every file', async () => {
  expect(await differences(folder, files)).toEqual(['a.md', 'b.md']);
});

test('what is written differs in nothing; changed, missing and superfluous files are named', async () => {
  await writeAll(folder, files);
  expect(await differences(folder, files)).toEqual([]);
  await writeFile(join(folder, 'a.md'), 'changed');
  await writeFile(join(folder, 'old.md'), '');
  await rm(join(folder, 'b.md'));
  expect(await differences(folder, files)).toEqual(['a.md', 'b.md', 'old.md']);
  await writeAll(folder, files);
  expect(await readdir(folder)).toEqual(['a.md', 'b.md']);
});
