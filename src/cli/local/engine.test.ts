import { afterAll, expect, test } from 'vitest';
import { closeFileEngine, fileEngine } from './engine.ts';

afterAll(closeFileEngine);

async function ask(sql: string, stopAfter = Number.POSITIVE_INFINITY): Promise<string> {
  const { query } = await fileEngine();
  let text = '';
  for await (const bytes of query(sql, {}, 'TSV')) {
    text += bytes.toString();
    if (text.length >= stopAfter) break;
  }
  return text;
}

// Whole answers of this engine are kept back when a question fails, and put before the next: see `store/chdb.ts`. Streams are not.
test('nothing of a question that failed or was given up stands before the next answer', async () => {
  const failing = 'SELECT number, throwIf(number = 150000) FROM numbers(200000)';
  await expect(ask(failing)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  expect(await ask('SELECT 42')).toBe('42\n');
  expect((await ask('SELECT number FROM numbers(1000000)', 1)).startsWith('0\n')).toBe(true);
  expect(await ask('SELECT 43')).toBe('43\n');
});
