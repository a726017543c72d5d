import { appendFile, copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { harness } from './harness.ts';

/** Lines that are unlike each other, long enough that a few of them tell one file from another. */
const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name} ${n} `.padEnd(400, '.'));
const text = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');

test('of a file and its copies, found together after a kill, the file is read on', async () => {
  // More are in front of the file than are looked into at once.
  const one = await harness({ paths: ['copy-*', 'audit.log'] });
  const [a, b] = [lines('a', 20), lines('b', 20)];
  const path = join(one.folder, 'audit.log');
  await writeFile(path, text(a));
  await one.look();
  await one.kill();
  for (let n = 0; n < 20; n++) await copyFile(path, join(one.folder, `copy-${n}`));
  await one.look();
  await appendFile(path, text(b));
  for (let looks = 0; looks < 3; looks++) await one.look();
  expect(await one.lines()).toEqual([...a, ...b]);
});
