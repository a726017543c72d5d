import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createBarProgress } from './progress.ts';

/** What a bar shows last after so many milliseconds and bytes of a total. */
function shown({ total, read, millis }: { total: number; read: number; millis: number }): string {
  let now = 0;
  let text = '';
  const sink = new PassThrough();
  sink.on('data', (chunk) => {
    text += chunk;
  });
  const progress = createBarProgress({ sink, note: () => {}, columns: 120, total, now: () => now });
  progress.started('audit.log');
  now = millis;
  progress.stored({ received: 3_000, stored: 3_000, duplicates: 0, quarantined: 0 });
  now += 100;
  progress.read(read);
  return text.split('\r\u001b[2K').at(-1) ?? '';
}

test.each<[string, { total: number; read: number; millis: number }, RegExp]>([
  [
    'half of it',
    { total: 2_048, read: 1_024, millis: 29_900 },
    /^█{12}░{12} {2}50 % {2}1\.0 KiB {2}3,000 events {2}100\/s {2}0:30 left {2}audit\.log$/,
  ],
  ['a long rest', { total: 100_000, read: 1_000, millis: 99_900 }, / {2}2:45:00 left {2}/],
  ['too early to tell', { total: 2_048, read: 1_024, millis: 1_000 }, /\/s {2}audit\.log$/],
  ['at the end', { total: 2_048, read: 2_048, millis: 9_900 }, /100 % .*\/s {2}audit\.log$/],
  ['an unknown size', { total: 0, read: 2_048, millis: 9_900 }, /^2\.0 KiB {2}3,000 events {2}300\/s {2}audit\.log$/],
])('%s', (_name, state, text) => {
  expect(shown(state)).toMatch(text);
});
