import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFraming } from './framing.ts';
import type { Message } from './step.ts';

const MAX = 64;

/** Messages as text; a flaw stands before its message. */
function cut(pieces: readonly Buffer[], end: 'clean' | 'broken' = 'clean', max = MAX): string[] {
  const framing = createFraming(max);
  const texts = pieces.flatMap((piece) => framing.push(piece).map(textOf));
  return [...texts, ...framing.end(end).map(textOf)];
}

function textOf({ raw, flaw }: Message): string {
  return `${flaw ? `${flaw}: ` : ''}${raw.toString('latin1')}`;
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const eachByte = (text: string) => [...bytes(text)].map((byte) => Buffer.from([byte]));
const counted = (text: string) => `${Buffer.byteLength(text, 'latin1')} ${text}`;
const long = (size: number) => `<1>${'x'.repeat(size - 3)}`;

const STREAMS: readonly (readonly [what: string, stream: string, messages: readonly string[]])[] = [
  ['nothing', '', []],
  ['lines', '<1>a\n<2>b\n', ['<1>a', '<2>b']],
  ['lines ended by NUL', '<1>a\0<2>b\0', ['<1>a', '<2>b']],
  ['lines ended by CR and LF', '<1>a\r\n<2>b\r\n', ['<1>a', '<2>b']],
  ['a last line without its end', '<1>a\n<2>b', ['<1>a', '<2>b']],
  ['empty lines', '\n\r\n\0<1>a\n\n', ['<1>a']],
  ['counted messages', `${counted('<1>a')}${counted('<2>bc')}`, ['<1>a', '<2>bc']],
  ['counted messages that hold line feeds', counted('<1>a\n<2>b\0\n'), ['<1>a\n<2>b\0\n']],
  ['counted messages with a line feed after each', `${counted('<1>a')}\n${counted('<2>b')}\n`, ['<1>a', '<2>b']],
  ['both, in turns', `<1>a\n${counted('<2>b')}<3>c\n${counted('<4>d')}`, ['<1>a', '<2>b', '<3>c', '<4>d']],
  ['a counted message that is empty', `0 ${counted('<1>a')}0 `, ['', '<1>a', '']],
  ['a counted message of any bytes', counted('<1>\xff\x80\n'), ['<1>\xff\x80\n']],
  ['a counted message without a priority', counted('(190>122 2018'), ['(190>122 2018']],
  ['two of them', counted('abc def') + counted('gh'), ['abc def', 'gh']],
  ['one of them that looks like a count', counted('122 - - -'), ['122 - - -']],
  [
    'one of them after a proper one',
    counted('<1>a') + counted('122 - -') + counted('<1>b'),
    ['<1>a', '122 - -', '<1>b'],
  ],
  ['a line that looks like a count', '122 - - -\n<1>a\n', ['122 - - -', '<1>a']],
  ['a last line that looks like one', '122 - - -', ['122 - - -']],
  ['lines whose number leads into them', '3 monkeys escaped\n2 ab\n1 a\n', ['3 monkeys escaped', '2 ab', '1 a']],
  ['lines that begin with a date', '2019-06-04T14:16:52Z host\n2019 x\n', ['2019-06-04T14:16:52Z host', '2019 x']],
  ['lines of digits', '123\n0\n00 <1>a\n', ['123', '0', '00 <1>a']],
  ['a number that no sender means', '99999999999 <1>a\n99999999 <1>b\n', ['99999999999 <1>a', '99999999 <1>b']],
  ['a line as long as allowed', `${long(MAX)}\n<1>a\n`, [long(MAX), '<1>a']],
  ['a longer line', `${long(MAX + 1)}\n<1>a\n`, [`too-large: ${long(MAX)}`, 'too-large: x', '<1>a']],
  ['one of several pieces', `${long(2 * MAX)}\n`, [`too-large: ${long(MAX)}`, `too-large: ${'x'.repeat(MAX)}`]],
  ['one that is last', `${long(MAX + 1)}`, [`too-large: ${long(MAX)}`, 'too-large: x']],
  ['a counted message as long as allowed', counted(long(MAX)), [long(MAX)]],
  ['a longer counted message', `${counted(long(MAX + 1))}<1>a\n`, [`too-large: ${long(MAX)}`, 'too-large: x', '<1>a']],
  ['a counted message that is cut off', '9 <1>a', ['incomplete: <1>a']],
  ['one whose bytes are missing', `${counted('<1>a')}9 `, ['<1>a']],
  ['a long one that is cut off', '99 <1>a', ['incomplete: <1>a']],
];

describe.each(STREAMS)('%s', (_what, stream, messages) => {
  test('in one piece', () => {
    expect(cut([bytes(stream)])).toEqual(messages);
  });

  test('byte by byte', () => {
    expect(cut(eachByte(stream))).toEqual(messages);
  });

  test('split in two anywhere', () => {
    const all = bytes(stream);
    for (let at = 0; at <= all.length; at++) expect(cut([all.subarray(0, at), all.subarray(at)])).toEqual(messages);
  });
});

test.each([
  ['a line', '<1>a\n<2>b', ['<1>a', 'incomplete: <2>b']],
  ['a long line', `${long(MAX + 1)}`, [`too-large: ${long(MAX)}`, 'too-large: x']],
  ['a counted message', '9 <1>a', ['incomplete: <1>a']],
  ['between two', '<1>a\n', ['<1>a']],
])('a stream that breaks off within %s', (_what, stream, messages) => {
  expect(cut([bytes(stream)], 'broken')).toEqual(messages);
});

/** Bytes that make up framing are frequent; counts are mostly right. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.string({ unit: fc.constantFrom('<', '1', '0', ' ', '\n', '\0', '\r', 'x'), maxLength: 12 }),
  },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom('<', '1', ' ', '\n', 'y'), maxLength: 20 }).map(counted) },
  { weight: 1, arbitrary: fc.nat(40).map((size) => `${'z'.repeat(size)}\n`) },
  { weight: 1, arbitrary: fc.nat(40).map((size) => counted(`<9>${'z'.repeat(size)}`)) },
);
const streams = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const cuts = fc.array(fc.nat(300), { maxLength: 12 });

test('however a stream is split, it holds the same messages', () => {
  fc.assert(
    fc.property(streams, cuts, fc.constantFrom('clean' as const, 'broken' as const), (stream, places, end) => {
      const all = bytes(stream);
      const sorted = [0, ...places.map((at) => Math.min(at, all.length)).sort((a, b) => a - b), all.length];
      const pieces = sorted.slice(1).map((to, i) => all.subarray(sorted[i], to));
      const whole = cut([all], end, 24);
      expect(cut(pieces, end, 24)).toEqual(whole);
      expect(cut(eachByte(stream), end, 24)).toEqual(whole);
    }),
    { numRuns: 2_000 },
  );
});

test('no byte is lost but those that frame', () => {
  const messages = fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '1', 'é'), minLength: 1, maxLength: 90 }));
  fc.assert(
    fc.property(messages, fc.boolean(), (texts, isCounted) => {
      const framed = texts.map((text) => (isCounted ? counted(`<1>${text}`) : `<1>${text}\n`));
      const got = cut([bytes(framed.join(''))]).map((text) => text.replace('too-large: ', ''));
      expect(got.join('')).toBe(texts.map((text) => `<1>${text}`).join(''));
    }),
  );
});

test('what is held is bounded, in however many pieces it comes', () => {
  const framing = createFraming(MAX);
  for (const byte of eachByte(`${'x'.repeat(10 * MAX)}`)) {
    framing.push(byte);
    expect(framing.held()).toBeLessThanOrEqual(MAX);
  }
  for (const byte of eachByte('\n999 <1>a')) framing.push(byte);
  expect(framing.isWithinCounted()).toBe(true);
  expect(framing.end('broken').map(textOf)).toEqual(['incomplete: <1>a']);
  expect(framing.held()).toBe(0);
});

test('many small messages take time by their bytes', () => {
  const stream = Buffer.alloc(2_000_000, 'a\0');
  const begun = process.cpuUsage();
  expect(createFraming(MAX).push(stream)).toHaveLength(stream.length / 2);
  // Looking for a line feed again and again would take minutes.
  expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(10_000);
});
