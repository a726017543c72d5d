import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('one who asks a lot waits for itself, and nobody else does', async () => {
  const turns = createTurns(2, 3);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (asker: string) =>
    turns.use(asker, () => {
      begun.push(asker);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const asked = Array.from({ length: 6 }, () => ask('greedy').catch((error: unknown) => error));
  await expect(asked[5]).resolves.toMatchObject({ code: 'BUSY' });
  const other = ask('other');
  await expect.poll(() => begun).toEqual(['greedy', 'greedy', 'other']);
  while (begun.length < 6) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const end of ends) end();
  await Promise.all([...asked, other]);
  expect(begun).toEqual(['greedy', 'greedy', 'other', 'greedy', 'greedy', 'greedy']);
});

test('who leaves gives its turn up, and what fails gives it back', async () => {
  const turns = createTurns(1, 1);
  const failing = turns.use('a', () => Promise.reject(new Error('cannot')));
  const leaving = turns.use('a', async () => 'never', AbortSignal.timeout(0));
  await expect(failing).rejects.toThrow('cannot');
  await leaving.catch(() => {});
  await expect(turns.use('a', async () => 'done')).resolves.toBe('done');
});
