import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followPeople } from './follow-people.ts';

let directory: string;
let stop: AbortController;
let told: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verbatim-people-'));
  stop = new AbortController();
  told = [];
});
afterEach(async () => {
  stop.abort();
  await rm(directory, { recursive: true, force: true });
});

const ALICE = { name: 'alice', aliases: ['a'] };

async function follow(text: string | undefined) {
  const file = join(directory, 'people.yaml');
  if (text !== undefined) await writeFile(file, text);
  const people = await followPeople({
    config: { actors: [ALICE], actors_file: file },
    changed: (entries) => told.push(`${entries} entries`),
    failed: (error) => told.push((error as Error).message),
    signal: stop.signal,
    pollMs: 5,
  });
  return { file, names: () => people().map(({ name }) => name) };
}

test('the file is read again when it changes, and only then', async () => {
  const { file, names } = await follow('actors: [{ name: bob, aliases: [b] }]');
  expect(names()).toEqual(['alice', 'bob']);
  await writeFile(file, '{"actors": [{"name": "carol"}]}');
  await expect.poll(names).toEqual(['alice', 'carol']);
  expect(told).toEqual(['2 entries', '2 entries']);
});

test.each([
  ['no YAML', 'actors: [', 'Flow sequence'],
  ['another form', 'actors: [{ nam: bob }]', 'actors.0.nam: there is no such key'],
  ['other keys', 'people: []', 'people: there is no such key'],
  [
    'an alias of another',
    'actors: [{ name: bob, aliases: [a] }]',
    'a is an alias of alice already, at actors.0.aliases.0',
  ],
])('a file that holds %s is told once, and what it said before holds', async (_what, text, message) => {
  const { file, names } = await follow('actors: [{ name: bob }]');
  await writeFile(file, text);
  await expect.poll(() => told.at(-1)).toContain(message);
  expect(names()).toEqual(['alice', 'bob']);
  await writeFile(file, 'actors: []');
  await expect.poll(names).toEqual(['alice']);
  expect(told).toHaveLength(3);
});

test('a file that is not there yet is told, and read once it is', async () => {
  const { file, names } = await follow(undefined);
  expect([names(), told]).toEqual([['alice'], [expect.stringContaining('ENOENT')]]);
  await writeFile(file, 'actors: [{ name: bob }]');
  await expect.poll(names).toEqual(['alice', 'bob']);
});
