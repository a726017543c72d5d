import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createInFlight } from './in-flight.ts';

test('bytes count as they are held, until the answer closes', () => {
  const inFlight = createInFlight(10);
  const [a, b] = [new EventEmitter(), new EventEmitter()];
  const first = inFlight.begin(a);
  const second = inFlight.begin(b);
  // Who only announces holds nothing.
  for (let n = 0; n < 100; n++) inFlight.begin(new EventEmitter());
  first(6);
  second(4);
  expect(() => inFlight.begin(new EventEmitter())).toThrow('at once');
  expect(() => second(5)).toThrow('at once');
  // What was refused holds nothing any more.
  inFlight.begin(new EventEmitter())(4);
  b.emit('close');
  a.emit('close');
  inFlight.begin(new EventEmitter())(6);
  expect(() => inFlight.begin(new EventEmitter())).toThrow('at once');
});

test('what is let go makes room for others', () => {
  const inFlight = createInFlight(10);
  const first = inFlight.begin(new EventEmitter());
  const second = inFlight.begin(new EventEmitter());
  first(9);
  first(2);
  second(8);
  expect(() => first(3)).toThrow('at once');
});

test('one alone may hold more than all may', () => {
  const inFlight = createInFlight(10);
  const answer = new EventEmitter();
  const only = inFlight.begin(answer);
  const other = inFlight.begin(new EventEmitter());
  only(30);
  only(60);
  expect(() => other(1)).toThrow('at once');
  // It may always hold less.
  only(20);
  answer.emit('close');
  other(30);
});

test('what is told after the answer has closed counts for nothing', () => {
  const inFlight = createInFlight(10);
  const answer = new EventEmitter();
  const left = inFlight.begin(answer);
  left(5);
  answer.emit('close');
  left(9);
  inFlight.begin(new EventEmitter())(4);
  inFlight.begin(new EventEmitter())(6);
});
