import { expect, test } from 'vitest';
import { readBody, readInto } from './read-body.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

test('gives the pieces together and tells what is held', async () => {
  const told: number[] = [];
  const body = await readBody(pieces('abc', 'de'), { maxBytes: 5, held: (bytes) => void told.push(bytes) });
  expect([body.toString(), told]).toEqual(['abcde', [3, 5]]);
});

test.each([
  ['that it announces', 10, [8, 10]],
  ['ahead of it, where it announces too much', 1_000, [8, 72]],
])('a body gets the room %s, and its pieces are freed', async (_name, announced, rooms) => {
  const taken: Buffer[] = [];
  const given: Buffer[] = [];
  const memory = {
    take: (bytes: number) => taken[taken.push(Buffer.alloc(bytes)) - 1]!,
    give: (buffer: Buffer) => void given.push(buffer),
  };
  const sent = ['a', 'bc', 'defghi', 'j'].map((text) => Buffer.from(Uint8Array.from(Buffer.from(text)).buffer));
  async function* body() {
    yield* sent;
  }
  const read = await readInto(body(), { maxBytes: 100, announced, memory });
  expect(read.toString()).toBe('abcdefghij');
  expect(taken.map(({ length }) => length)).toEqual(rooms.slice(0, taken.length));
  expect(taken.length).toBeGreaterThan(1);
  expect(given).toEqual(taken.slice(0, -1));
  expect(sent.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
});

test('what shares its memory with others is not freed', async () => {
  const shared = Buffer.from('abcd');
  const memory = { take: (bytes: number) => Buffer.alloc(bytes), give: () => {} };
  async function* body() {
    yield shared.subarray(0, 2);
  }
  await readInto(body(), { maxBytes: 100, memory });
  expect(shared.toString()).toBe('abcd');
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
