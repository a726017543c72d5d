import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeenWindow, saltOf } from './seen-window.ts';

const blue = saltOf({ cluster: 'blue', source: '' });
const green = saltOf({ cluster: 'green', source: '' });
const event = (n: number) => hash('sha256', String(n), 'binary');

test('knows what it has seen, for each cluster', () => {
  const window = createSeenWindow(100);
  expect(window.add(event(1), blue)).toBe(true);
  expect(window.add(event(1), blue)).toBe(false);
  expect(window.add(event(1), green)).toBe(true);
  expect(window.add(event(2), blue)).toBe(true);
});

test('holds firmly what stays for as many others as its capacity', () => {
  const capacity = 100;
  const window = createSeenWindow(capacity);
  for (let n = 0; n < 10 * capacity; n++) {
    window.add(event(n), blue);
    const isFirm = window.holdsFirmly(event(n - 30), blue);
    expect(window.holdsFirmly(event(n - 30), green)).toBe(false);
    if (!isFirm) continue;
    for (let other = 0; other < capacity; other++) window.add(event(1_000_000 + 1_000 * n + other), blue);
    expect(window.add(event(n - 30), blue), `event ${n - 30}`).toBe(false);
  }
});

test('takes back any of what it knows, and nothing else', () => {
  const window = createSeenWindow(100_000);
  const events = Array.from({ length: 5_000 }, (_, n) => event(n));
  for (const known of events) window.add(known, blue);
  for (const [n, known] of events.entries()) if (n % 3 === 0) window.forget(known, blue);
  for (const [n, known] of events.entries()) expect(window.add(known, blue), `event ${n}`).toBe(n % 3 === 0);
});

test('takes back what could not be kept, once', () => {
  const window = createSeenWindow(100);
  window.add(event(1), blue);
  window.forget(event(1), blue);
  expect(window.add(event(1), green)).toBe(true);
  expect(window.add(event(1), blue)).toBe(true);
  expect(window.add(event(1), blue)).toBe(false);
});

test('knows at least the last of its capacity, and not all', () => {
  const capacity = 50_000;
  const window = createSeenWindow(capacity);
  const all = 3 * capacity + 123;
  for (let n = 0; n < all; n++) expect(window.add(event(n), blue)).toBe(true);
  for (let n = all - capacity; n < all; n++) expect(window.add(event(n), blue)).toBe(false);
  expect(window.add(event(0), blue)).toBe(true);
});
