import { expect, test } from 'vitest';
import type { Message } from './message.ts';
import { createOutputLog } from './output.ts';
import type { OutputPosition } from './position.ts';

const at = (seconds: number) => `${seconds}.000000000`;
/** `5a` is `a` and a line feed at second 5; `5a+` has no line feed. */
function messagesOf(text: string): Message[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [, seconds = '', line = '', open] = /^(\d+)(\w*)(\+?)$/.exec(one) ?? [];
      return { at: BigInt(seconds) * 1_000_000_000n, output: 'stdout', text: Buffer.from(open ? line : `${line}\n`) };
    });
}

/** What is held after a log was asked for from a second on; `!` before what follows a gap. */
function received(known: OutputPosition | undefined, from: number, text: string): string {
  const log = createOutputLog(known);
  log.resume(BigInt(from) * 1_000_000_000n);
  const gaps = messagesOf(text).map((message) => log.add(message) === 'gap');
  return (gaps.includes(true) ? '! ' : '') + Buffer.from(log.bytes(true)).toString().replaceAll('\n', ' ').trim();
}

test.each<[string, OutputPosition | undefined, number, string, string]>([
  ['all at first', undefined, 0, '1a 2b', 'a b'],
  ['what is later', { at: at(2), count: 1 }, 0, '1a 2b 3c', 'c'],
  ['more of the same time', { at: at(2), count: 1 }, 2, '2a 2b 3c', 'b c'],
  ['as many of the same time as were taken', { at: at(2), count: 2 }, 2, '2a 2a 2a', 'a'],
  ['what is behind, though earlier: a clock was set back', { at: at(5), count: 1 }, 0, '4a 5b 3c 4d', 'c d'],
  ['all, where the last was before', { at: at(2), count: 1 }, 3, '3a 4b', 'a b'],
  ['what is left of a message', { at: at(2), count: 1, offset: 2 }, 2, '2a 3bcdef 4g', 'def g'],
  ['all, where the last is gone', { at: at(2), count: 1, offset: 2 }, 0, '3bcdef 4g', '! bcdef g'],
  ['all, where some of its time are gone', { at: at(2), count: 2 }, 0, '2a 3b', '! b'],
  ['what was begun at the very first', { at: at(0), count: 0, offset: 2 }, 0, '1abcd', 'cd'],
])('%s', (_name, known, from, text, expected) => expect(received(known, from, text)).toBe(expected));

test.each<[string, string, number, OutputPosition]>([
  ['a line without its line feed', '1aa 2bb', 2, { at: at(1), count: 1 }],
  ['with it', '1aa 2bb', 3, { at: at(1), count: 1 }],
  ['two of one time', '1aa 1bb', 5, { at: at(1), count: 2 }],
  ['into a line', '1aa 2bbbb', 5, { at: at(1), count: 1, offset: 2 }],
  ['into the first', '1aaaa', 3, { at: at(0), count: 0, offset: 3 }],
  ['the parts of a line', '1aa+ 1aa+ 1aa 2b', 6, { at: at(1), count: 3, length: 3 }],
  ['a part and into the next', '1aa+ 1aa+ 1aa 2b', 3, { at: at(1), count: 1, length: 2, offset: 1 }],
  ['a line after what has no line feed', '1aa+ 2bb 3cc', 5, { at: at(2), count: 1, length: 3 }],
  ['a line after that', '1aa+ 2bb 3cc', 8, { at: at(3), count: 1 }],
  ['a line that has no line feed', '1aa 2bb+', 5, { at: at(2), count: 1, length: 2 }],
])('taken: %s', (_name, text, bytes, expected) => {
  const log = createOutputLog(undefined);
  log.resume(0n);
  for (const message of messagesOf(text)) log.add(message);
  const all = Buffer.from(log.bytes(true)).toString();
  log.advance({ bytes, inLongLine: false });
  expect(log.position()).toEqual(expected);
  expect(Buffer.from(log.bytes(true)).toString().trim()).toBe(all.slice(bytes).trim());
  expect(received(log.position(), 0, text).trim()).toBe(all.slice(bytes).replaceAll('\n', ' ').trim());
});

test('lines that have not ended are left out where they are not asked for', () => {
  const log = createOutputLog(undefined);
  for (const message of messagesOf('1a 2b+')) log.add(message);
  expect(Buffer.from(log.bytes(false)).toString()).toBe('a\n');
});
