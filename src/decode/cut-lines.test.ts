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

const HEAD = '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[';
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
    ['a list with an item a line', `${HEAD}\n{"a":1},\n{"b":2}\n]}\n{"c":1}`, ['{"a":1}', '{"b":2}', '{"c":1}']],
    [
      'a list with nothing indented',
      '{\n"kind": "EventList",\n"items": [\n{\n"a": 1\n},\n{\n"b": 2\n}\n]\n}\n{"c":1}',
      ['{\n"a": 1\n}', '{\n"b": 2\n}', '{"c":1}'],
    ],
    [
      'a list that opens on a line of its own',
      '{"kind":"EventList","items":\n[\n{"a":1}\n,\n{"b":2}\n]\n}',
      ['{"a":1}', '{"b":2}'],
    ],
    ['a list whose kind comes last', '{"items":[\n{"a":1}],\n"kind":"EventList"}', ['{"a":1}']],
    ['a list that breaks off after an item', `${HEAD}\n{"a":1},\n{"b":2},\n`, ['{"a":1}', '{"b":2}']],
    ['a list that breaks off within an item', `${HEAD}\n{"a":1},\n{"b":`, ['{"a":1}', '{"b":']],
    ['the rest of a list', '{"a":1},\n{"b":2}, {"d":4}\n]}\n{"c":1}', ['{"a":1}', '{"b":2}', '{"d":4}', '{"c":1}']],
    [
      'what Azure exports',
      '{"records":[{"a":1},{"b":2}]}\n{ "records": [\n{"c":1}\n] }',
      ['{"a":1}', '{"b":2}', '{"c":1}'],
    ],
    [
      'text behind a number in brackets',
      '[12345] x\n[1,2] y\n["a"] {"b":1}\n',
      ['[12345] x', '[1,2] y', '["a"] {"b":1}'],
    ],
    ['an object with other records', '{"a":1,"records":[{"b":2}]}', ['{"a":1,"records":[{"b":2}]}']],
    ['an array of events', '[{"a":1},{"b":2}]\n[\n  {"c":1}\n]', ['{"a":1}', '{"b":2}', '{"c":1}']],
    [
      'text that begins as an array',
      '[on-demand] x\n[2019-06-04 12:00] y\n["a"]',
      ['[on-demand] x', '[2019-06-04 12:00] y', '["a"]'],
    ],
    ['a comma and text after an event', '{"a":1}, or so\n', ['{"a":1}', ', or so']],
    ['a line that breaks off before a value', '{"a":\n{"b":1}\n{"c":1}', ['{"a":', '{"b":1}', '{"c":1}']],
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
      HEAD,
      '{"a":1},',
      ']}',
      '[',
      '{"a":',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (lines, size) => {
        const text = lines.join('\n');
        expect(cut(text, size)).toEqual(cut(text));
      }),
    );
  });

  test('knows the lines of kube-apiserver, wherever the stream is cut and whatever stands between them', () => {
    const lines = ['é', 'b', 'c\\\\u0026'].map(
      (name) =>
        `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"0a7b1f0e-0000-4000-8000-00000000000a","stage":"ResponseComplete","requestURI":"/${name}","verb":"get","user":{"username":"alice"},"sourceIPs":["10.0.0.1"],"userAgent":"EventList \\"items\\"","responseStatus":{"metadata":{},"code":200},"requestReceivedTimestamp":"2026-03-01T03:12:45.123456Z","stageTimestamp":"2026-03-01T03:12:45.130001Z"}`,
    );
    const text = `${lines[0]}\n\n${lines[1]}\ntext\n${lines[2]} \n`;
    for (const pieceSize of [1, 100, 700, text.length]) {
      expect(cut(text, pieceSize)).toEqual([lines[0], lines[1], 'text', lines[2]]);
    }
    expect(createLineCutter().push(Buffer.from(text))).toMatchObject([
      { readable: true },
      { readable: true },
      { raw: Buffer.from('text') },
      { raw: Buffer.from(lines[2] as string) },
    ]);
    expect(cut(`${lines[0]},\n${lines[1]}\n]}\n`)).toEqual(lines.slice(0, 2));
  });

  test('keeps a line beyond the limit in pieces, whole', () => {
    const text = `{"a":"${'x'.repeat(1000)}"}`;
    const events = cut(text, 100, 300);
    expect(events.length).toBeGreaterThan(1);
    expect(events.join('')).toBe(text);
  });

  test('cuts a list beyond the limit by its lines', () => {
    const items = Array.from({ length: 20 }, (_, a) => `{"a":${a}}`);
    expect(cut(`${HEAD}\n${items.join(',\n')}\n]}\n`, 7, 100)).toEqual(items);
  });

  test('reads lines that seem to begin documents in linear time', () => {
    for (const line of ['{"a":', '{"items":[', '['])
      expect(cut(`${line}\n`.repeat(60_000), 65_536).length).toBeGreaterThan(0);
  });

  test('reads a long line in pieces in linear time', () => {
    const text = `{"a":"${'x'.repeat(8_000_000)}"}\n`;
    expect(cut(text, 1000)).toHaveLength(1);
  });
});
