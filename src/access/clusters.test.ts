import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openClusters } from './clusters.ts';
import { tokenHash } from './secret.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'verbatim-clusters-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const open = () => openClusters(data, () => new Date(0));

test('a token names its cluster until that is removed, across restarts', async () => {
  const clusters = await open();
  const [a, b] = [await clusters.add('a'), await clusters.add('b')];
  for (const opened of [clusters, await open()]) {
    expect(opened.holder(tokenHash(a.token))?.name).toBe('a');
    expect(opened.holder(tokenHash(b.token))?.name).toBe('b');
    expect(opened.holder(tokenHash('vbc_other'))).toBeUndefined();
  }
  await clusters.remove('a');
  for (const opened of [clusters, await open()]) expect(opened.holder(tokenHash(a.token))).toBeUndefined();
});

test('changes at once are each refused or kept', async () => {
  const clusters = await open();
  const results = await Promise.allSettled([
    clusters.add('a'),
    clusters.add('a'),
    clusters.add('b'),
    clusters.remove('a'),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect((await open()).list().map(({ name }) => name)).toEqual(['b']);
  await expect(clusters.remove('a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a change that cannot be kept changes nothing', async () => {
  const clusters = await open();
  const { token } = await clusters.add('a');
  // A directory stands where the file is written beside the old one.
  await mkdir(join(data, 'clusters.json.tmp'));
  await expect(clusters.remove('a')).rejects.toThrow('EISDIR');
  await expect(clusters.add('b')).rejects.toThrow('EISDIR');
  expect(clusters.list().map(({ name }) => name)).toEqual(['a']);
  expect(clusters.holder(tokenHash(token))?.name).toBe('a');
  await rm(join(data, 'clusters.json.tmp'), { recursive: true });
  await clusters.remove('a');
  expect(clusters.list()).toEqual([]);
});
