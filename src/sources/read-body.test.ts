import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

test('gives the pieces together and tells what is held', async () => {
  const told: number[] = [];
  const body = await readBody(pieces('abc', 'de'), { maxBytes: 5, held: (bytes) => void told.push(bytes) });
  expect([body.toString(), told]).toEqual(['abcde', [3, 5]]);
});

test('puts them into the memory that it is given', async () => {
  const given = Buffer.alloc(5);
  const memory = { take: (bytes: number) => given.subarray(0, bytes), give: () => {} };
  await readBody(pieces('abc', 'd'), { maxBytes: 5, memory });
  expect(given.toString()).toBe('abcd\0');
});

test('a body beyond the limit is refused before the rest is taken', async () => {
  const source = pieces('abc', 'def', 'ghi');
  await expect(readBody(source, { maxBytes: 5 })).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
  expect(await source.next()).toMatchObject({ done: true });
});

test('what the one who is told throws ends it', async () => {
  const held = () => {
    throw new Error('too much at once');
  };
  await expect(readBody(pieces('a'), { maxBytes: 5, held })).rejects.toThrow('too much at once');
});
