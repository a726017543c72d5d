import { expect, test } from 'vitest';
import { createCheckpoint } from './checkpoint.ts';

test('a memory is saved with the mark before which all is in it', async () => {
  let head = 1;
  let now = 0;
  const saved: number[] = [];
  let isFailing = false;
  const memory = {
    saved: {},
    async *since() {},
    mark: () => head,
    save: async (mark: number) => {
      if (isFailing) throw new Error('ENOSPC');
      saved.push(mark);
    },
  };
  const checkpoint = createCheckpoint({ memory, known: { snapshot: () => ({}) }, wallClock: () => now });
  await checkpoint.save();
  await checkpoint.save();
  expect(saved).toEqual([1]);

  let finish = () => {};
  const slow = checkpoint.during(() => new Promise<void>((resolve) => (finish = resolve)));
  head = 5;
  await checkpoint.during(async () => {});
  head = 9;
  await checkpoint.save();
  // What began at 1 may have been journaled since without being noted.
  expect(saved).toEqual([1, 1]);
  finish();
  await slow;
  isFailing = true;
  await expect(checkpoint.save()).rejects.toThrow('ENOSPC');
  isFailing = false;
  await checkpoint.save();
  await checkpoint.save();
  expect(saved).toEqual([1, 1, 9]);
  // Others journal.
  head = 20;
  await checkpoint.save();
  expect(saved.at(-1)).toBe(9);
  now += 600_000;
  await checkpoint.save();
  head += 100_000;
  await checkpoint.save();
  expect(saved.slice(-2)).toEqual([20, 100_020]);
});
