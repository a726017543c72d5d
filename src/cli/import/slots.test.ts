import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('no more than so many at once, in the order of asking', async () => {
  const slots = createSlots(2);
  const taken: number[] = [];
  const releases: (() => void)[] = [];
  for (let i = 0; i < 4; i++) {
    void slots.take().then((release) => {
      taken.push(i);
      releases.push(release);
    });
  }
  await new Promise(setImmediate);
  expect(taken).toEqual([0, 1]);
  for (const release of releases.splice(0, 1)) release();
  await new Promise(setImmediate);
  expect(taken).toEqual([0, 1, 2]);
});
