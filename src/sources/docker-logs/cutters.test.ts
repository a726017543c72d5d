import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrames } from './frames.ts';
import { MAX_MESSAGE_BYTES, type Message, type MessageCutter } from './message.ts';
import { readStamp, writeStamp } from './stamp.ts';
import { createTerminalLines, PART_BYTES } from './terminal.ts';

const T1 = '2026-03-02T09:00:00.000000001Z ';
const T2 = '2026-03-02T09:00:00.000000002Z ';
const T3 = '2026-03-02T09:00:00.000000003Z ';
const AT_2 = readStamp(Buffer.from(T2))?.at ?? 0n;
const part = 'p'.repeat(PART_BYTES);

const frame = (type: number, text: string) => {
  const header = Buffer.from([type, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

const told = (messages: readonly Message[]) =>
  messages.map(({ at, output, text }) => `${output} ${at % 10n} ${Buffer.from(text)}`);

/** All that comes of some bytes, cut at some places. */
function cut(cutter: MessageCutter, bytes: Buffer, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const pieces = ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
  return told([...pieces.flatMap((piece) => [...cutter.push(piece)]), ...cutter.end()]);
}

const CASES: [string, () => MessageCutter, Buffer, string[]][] = [
  [
    'frames',
    createFrames,
    Buffer.concat([frame(1, `${T1}one\n`), frame(2, `${T2}two\n`), frame(1, `${T2}${part}`), frame(1, `${T2}\n`)]),
    ['stdout 1 one\n', 'stderr 2 two\n', `stdout 2 ${part}`, 'stdout 2 \n'],
  ],
  ['lines of a terminal', createTerminalLines, Buffer.from(`${T1}one\r\n${T2}two\n`), ['tty 1 one\r\n', 'tty 2 two\n']],
  [
    'a long line of a terminal, in parts',
    createTerminalLines,
    Buffer.from(`${T1}${part}${T1}${part}${T1}end\n${T2}next\n`),
    [`tty 1 ${part}`, `tty 1 ${part}`, 'tty 1 end\n', 'tty 2 next\n'],
  ],
  [
    'a part that ends with its line',
    createTerminalLines,
    Buffer.from(`${T1}${part}${T1}\n${T2}next\n`),
    [`tty 1 ${part}`, 'tty 1 \n', 'tty 2 next\n'],
  ],
  [
    'a long line within which the daemon was restarted: its parts have the time of the line',
    createTerminalLines,
    Buffer.from(`${T1}${part}${T2}${part}${T2}end\n${T2}next\n`),
    [`tty 1 ${part}`, `tty 1 ${part}`, 'tty 1 end\n', 'tty 2 next\n'],
  ],
  [
    'a long line that is not cut, an earlier time in it',
    createTerminalLines,
    Buffer.from(`${T2}${part}${T1}${part}end\n`),
    [`tty 2 ${part}${T1}${part}end\n`],
  ],
  [
    'a long line that is not cut, a time elsewhere in it',
    createTerminalLines,
    Buffer.from(`${T1}${part}x${T2}end\n`),
    [`tty 1 ${part}x${T2}end\n`],
  ],
  [
    'a last line that was taken without its end, and what was written after it',
    () => createTerminalLines({ at: writeStamp(AT_2), count: 1, length: 3 }),
    Buffer.from(`${T1}one\n${T2}two${T3}three\n`),
    ['tty 1 one\n', 'tty 2 two', 'tty 3 three\n'],
  ],
  ['a last line without its end', createTerminalLines, Buffer.from(`${T1}one\n${T2}tw`), ['tty 1 one\n', 'tty 2 tw']],
];

describe.each(CASES)('%s', (_name, create, bytes, expected) => {
  test('are the same wherever they are cut', () => {
    expect(cut(create(), bytes, [])).toEqual(expected);
    expect(cut(create(), bytes, [...bytes.keys()])).toEqual(expected);
    fc.assert(
      fc.property(fc.array(fc.nat()), (places) => {
        expect(cut(create(), bytes, places)).toEqual(expected);
      }),
    );
  });
});

test('a frame that is not complete is none', () => {
  expect(cut(createFrames(), frame(1, `${T1}one\n`).subarray(0, -1), [])).toEqual([]);
});

test.each<[string, () => MessageCutter, Buffer]>([
  ['what has no frames', createFrames, Buffer.from(`${T1}one\n`)],
  ['a frame of another output', createFrames, frame(4, `${T1}one\n`)],
  ['a frame that is too long', createFrames, Buffer.from([1, 0, 0, 0, 0x7f, 0, 0, 0])],
  ['what the Engine says itself', createFrames, frame(3, 'Error grabbing logs: EOF\n')],
  ['a message without a time', createFrames, frame(1, 'one\n')],
  ['a line without a time', createTerminalLines, Buffer.from('one\n')],
  ['a line that does not end', createTerminalLines, Buffer.from(T1 + 'x'.repeat(MAX_MESSAGE_BYTES + 1))],
])('%s is no log', (_name, create, bytes) => {
  expect(() => [...create().push(bytes)]).toThrow(expect.objectContaining({ code: 'SERVER_ANSWER' }));
});

test('what stands before a failure is given first', () => {
  const given: string[] = [];
  const read = () => {
    const pushed = createFrames().push(Buffer.concat([frame(1, `${T1}one\n`), frame(3, 'Error grabbing logs: EOF\n')]));
    for (const message of pushed) given.push(...told([message]));
  };
  expect(read).toThrow('Error grabbing logs: EOF');
  expect(given).toEqual(['stdout 1 one\n']);
});
