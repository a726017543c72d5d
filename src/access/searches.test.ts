import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSearches } from './searches.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-searches-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const now = () => new Date('2026-03-01T03:12:45Z');

test('each principal has its own, also after a restart, and one of a name', async () => {
  const searches = await openSearches(directory, now);
  await searches.save('admin', { name: 'b', state: 'query=1' });
  const first = await searches.save('admin', { name: 'a', state: 'query=2' });
  await searches.save('tok_1', { name: 'a', state: 'query=3' });
  await searches.save('admin', { name: 'a', state: 'query=4' });
  const again = await openSearches(directory, now);
  const shown = (owner: string) => again.list(owner).map(({ name, state }) => [name, state]);
  expect(shown('admin')).toEqual([
    ['a', 'query=4'],
    ['b', 'query=1'],
  ]);
  expect(shown('tok_1')).toEqual([['a', 'query=3']]);
  expect(shown('nobody')).toEqual([]);
  await expect(again.remove('admin', first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('nobody removes what is another’s', async () => {
  const searches = await openSearches(directory, now);
  const { id } = await searches.save('admin', { name: 'a', state: '' });
  await expect(searches.remove('tok_1', id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await searches.remove('admin', id);
  expect(searches.list('admin')).toEqual([]);
  expect(JSON.parse(await readFile(join(directory, 'searches.json'), 'utf8'))).toEqual({ searches: [] });
});

test('there is a bound', async () => {
  const searches = await openSearches(directory, now);
  const save = (name: string) => searches.save('admin', { name, state: '' });
  for (let i = 0; i < 200; i++) await save(`${i}`);
  await expect(save('one more')).rejects.toMatchObject({ code: 'CONFLICT' });
  await save('7');
});
