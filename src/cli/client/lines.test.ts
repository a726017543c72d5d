import { expect, test } from 'vitest';
import { lineBatches } from './lines.ts';

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

const NAME = Buffer.from('名\n');

test.each([
  ['one batch a chunk', ['a\nb\n', 'c\n'], [['a', 'b'], ['c']]],
  ['a line over chunks', ['a', 'b', 'c\nd'], [['abc'], ['d']]],
  ['empty lines', ['\n\na\n\n'], [['a']]],
  ['a character over chunks', [NAME.subarray(0, 1), NAME.subarray(1)], [['名']]],
  ['nothing', [], []],
])('%s', async (_name, parts, expected) => {
  const found: (readonly string[])[] = [];
  for await (const batch of lineBatches(chunks(...parts))) found.push(batch);
  expect(found).toEqual(expected);
});
