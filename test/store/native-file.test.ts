import { mkdir, readFile, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNativeFile } from '../../src/store/native-file.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

const path = join(await temporaryDirectory(), 'a.native');
const written = async () => (await readFile(path)).toString();
const isThere = () => stat(path).then(Boolean, () => false);

test('it holds what was written last, all of it and nothing more', async () => {
  const file = createNativeFile(path);
  for (const texts of [['abc', 'defg'], ['x'], [], ['longer', ' than', ' before']]) {
    await file.write(texts.map((text) => Buffer.from(text)));
    expect(await written()).toBe(texts.join(''));
  }
  await file.remove();
  expect(await isThere()).toBe(false);
});

test('once it is not used any more it is removed, and can be written again', async () => {
  const file = createNativeFile(path);
  await file.write([Buffer.from('secret')]);
  file.release();
  await file.write([Buffer.from('more')]);
  expect(await written()).toBe('more');
  file.release();
  await until('it is removed', async () => !(await isThere()));
  await file.write([Buffer.from('again')]);
  expect(await written()).toBe('again');
  const removed = file.remove();
  await file.write([Buffer.from('last')]);
  await removed;
  expect(await written()).toBe('last');
  await file.remove();
});

test('what keeps it from being written or removed once does not do so for good', async () => {
  const file = createNativeFile(path);
  // A folder of its name is there.
  await mkdir(path);
  await expect(file.write([Buffer.from('no')])).rejects.toThrow('EISDIR');
  await expect(file.remove()).rejects.toThrow();
  await rmdir(path);
  await file.write([Buffer.from('yes')]);
  expect(await written()).toBe('yes');
  await file.remove();
});
