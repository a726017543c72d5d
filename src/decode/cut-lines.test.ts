import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineCutter } from './cut-lines.ts';

function cut(text: string, pieceSize = text.length, maxBytes?: number) {
  const cutter = createLineCutter(maxBytes);
  const bytes = Buffer.from(text);
  const events = [];
  for (let at = 0; at < bytes.length; at += pieceSize) events.push(...cutter.push(bytes.subarray(at, at + pieceSize)));
  events.push(...cutter.end());
  return events.map(({ raw }) => Buffer.from(raw).toString());
}

const pretty = '{\n  "a": {\n    "b": [1,\n 2]\n  }\n}';

describe('createLineCutter', () => {
  test.each<[string, string, string[]]>([
    ['lines of JSON', '{"a":1}\n{"b":"}{"}\r\n\n{"c":1}', ['{"a":1}', '{"b":"}{"}', '{"c":1}']],
    ['JSON over several lines', `${pretty}\n${pretty}\n{"c":1}\n`, [pretty, pretty, '{"c":1}']],
    ['several values on a line', '{"a":1} {"b":2}{"c":3}\n', ['{"a":1}', '{"b":2}', '{"c":3}']],
    ['text', 'hello world\n{"a":1}\n more\n', ['hello world', '{"a":1}', 'more']],
    ['a list', '{"kind":"EventList","items":[{"a":1},{"b":2}]}\n{"c":1}\n', ['{"a":1}', '{"b":2}', '{"c":1}']],
    [
      'a line that breaks off, and the good ones after it',
      '{"a":{"b":1\n{"c":1}\n{"d":1}\n',
      ['{"a":{"b":1', '{"c":1}', '{"d":1}'],
    ],
    ['a line that breaks off in a string', '{"a":"b\n{"c":1}\ntext\n', ['{"a":"b', '{"c":1}', 'text']],
    ['a last line that breaks off', '{"a":1}\n{"b":', ['{"a":1}', '{"b":']],
    ['nothing', '\n \r\n', []],
  ])('%s', (_name, text, events) => {
    expect(cut(text)).toEqual(events);
  });

  test('gives the same events however the stream is cut into pieces', () => {
    const line = fc.constantFrom(
      '{"a":1}',
      pretty,
      'text line',
      '{"a":{"b":',
      '{"kind":"EventList","items":[{"x":1}]}',
      '',
      '{"s":"\\"}"}',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (lines, size) => {
        const text = lines.join('\n');
        expect(cut(text, size)).toEqual(cut(text));
      }),
    );
  });

  test('keeps a line beyond the limit in pieces, whole', () => {
    const text = `{"a":"${'x'.repeat(1000)}"}`;
    const events = cut(text, 100, 300);
    expect(events.length).toBeGreaterThan(1);
    expect(events.join('')).toBe(text);
  });

  test('reads a long line in pieces in linear time', () => {
    const text = `{"a":"${'x'.repeat(8_000_000)}"}\n`;
    expect(cut(text, 1000)).toHaveLength(1);
  });
});
