import { expect, test } from 'vitest';
import { watchReading } from './watch-reading.ts';

async function watched(counts: readonly (number | undefined)[], times: number) {
  const told: string[] = [];
  let next = 0;
  const bytesRead = async () => counts[Math.min(next++, counts.length - 1)];
  const stop = watchReading(100, (done, of) => told.push(`${done} of ${of}`), { bytesRead, everyMs: 1 });
  await expect.poll(() => next).toBeGreaterThan(times);
  stop();
  const before = told.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(told).toHaveLength(before);
  return [...new Set(told)];
}

test('tells what was read since it began, and never more than there is', async () => {
  expect(await watched([1_000, 1_010, 1_060, 1_300], 6)).toEqual(['10 of 100', '60 of 100', '100 of 100']);
});

test('tells nothing where the system does not say', async () => {
  expect(await watched([undefined], 3)).toEqual([]);
});

test.runIf(process.platform === 'linux')('this process is asked by itself', async () => {
  const told: number[] = [];
  const stop = watchReading(Number.MAX_SAFE_INTEGER, (done) => told.push(done), { everyMs: 1 });
  await expect.poll(() => told.at(-1)).toBeGreaterThan(0);
  stop();
});
