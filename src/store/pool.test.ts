import { expect, test } from 'vitest';
import { createPool } from './pool.ts';

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
}

test('lends in the order of asking', async () => {
  const pool = createPool(['a']);
  const first = held();
  const order: number[] = [];
  const uses = [pool.use(first.work), ...[1, 2, 3].map((n) => pool.use(async () => void order.push(n)))];
  first.end();
  await Promise.all(uses);
  expect(order).toEqual([1, 2, 3]);
});

test('who has left never has a turn', async () => {
  const pool = createPool(['a']);
  const first = held();
  const running = pool.use(first.work);
  const left = new AbortController();
  let ran = false;
  const abandoned = pool.use(async () => {
    ran = true;
  }, left.signal);
  left.abort();
  await expect(abandoned).rejects.toMatchObject({ code: 'BUSY' });
  await expect(pool.use(async () => 1, left.signal)).rejects.toMatchObject({ code: 'BUSY' });
  first.end();
  await running;
  expect(await pool.use(async () => 'next')).toBe('next');
  expect(ran).toBe(false);
});

test('so many wait and no more', async () => {
  const pool = createPool(['a'], 2);
  const first = held();
  const uses = [pool.use(first.work), pool.use(async () => {}), pool.use(async () => {})];
  await expect(pool.use(async () => {})).rejects.toMatchObject({ code: 'BUSY', status: 503 });
  first.end();
  await Promise.all(uses);
  expect(await pool.use(async () => 'free again')).toBe('free again');
});

test('what fails gives back what it was lent', async () => {
  const pool = createPool(['a']);
  await expect(pool.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pool.use(async (thing) => thing)).toBe('a');
});

test('draining waits for what runs and refuses what waits', async () => {
  const pool = createPool(['a', 'b']);
  const first = held();
  const second = held();
  const running = [pool.use(first.work), pool.use(second.work)];
  const waiting = expect(pool.use(async () => {})).rejects.toMatchObject({ code: 'BUSY' });
  let drained = false;
  const draining = pool.drain().then(() => {
    drained = true;
  });
  await waiting;
  first.end();
  await running[0];
  expect(drained).toBe(false);
  second.end();
  await draining;
  await expect(pool.use(async () => {})).rejects.toMatchObject({ code: 'BUSY' });
});
