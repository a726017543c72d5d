import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerThenLinger } from './linger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const answered = (request: Readable) => text(Readable.from(answerThenLinger('no', request as IncomingMessage)));

test('a request that is still being sent is read to its end first', async () => {
  const request = new Readable({ read: () => {} });
  request.push('some');
  let isOver = false;
  const answer = answered(request).finally(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isOver).toBe(false);
  request.push('more');
  request.push(null);
  expect(await answer).toBe('no');
  expect(request.readableEnded).toBe(true);
});

test('one that has been read to its end is not waited for, nor one that is gone', async () => {
  const read = Readable.from(['all']);
  await buffer(read);
  expect(await answered(read)).toBe('no');
  expect(await answered(new Readable().destroy())).toBe('no');
});

test('who sends nothing more is left after five seconds', async () => {
  const answer = answered(new Readable({ read: () => {} }));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await answer).toBe('no');
});
