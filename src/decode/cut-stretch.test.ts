import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutStretch, MAX_LIST_EVENTS } from './cut-stretch.ts';

/** Cuts a text that is seen only up to `visible` more bytes at a time, as a file that is read in turns. */
function cut(text: string, { visible = Number.POSITIVE_INFINITY, maxLineBytes = 1000, final = true } = {}) {
  const bytes = Buffer.from(text, 'latin1');
  const lines: string[] = [];
  const reasons: (string | undefined)[] = [];
  let from = 0;
  let inLongLine = false;
  for (let seen = Math.min(visible, bytes.length); ; seen = Math.min(seen + visible, bytes.length)) {
    const stretch = bytes.subarray(from, seen);
    const start = from;
    for (const line of cutStretch(stretch, { final: final && seen === bytes.length, inLongLine, maxLineBytes })) {
      for (const { raw, quarantine } of line.events) {
        lines.push(Buffer.from(raw).toString('latin1'));
        reasons.push(quarantine?.reason);
      }
      from = start + line.end;
      inLongLine = line.inLongLine;
    }
    if (seen === bytes.length) return { lines, reasons, from, inLongLine };
  }
}

const pretty = '{\n  "a": [1,\n 2]\n}';

describe('cutStretch', () => {
  test.each<[string, string, string[]]>([
    ['lines', '{"a":1}\n{"b":2}\r\ntext\n', ['{"a":1}', '{"b":2}', 'text']],
    ['JSON over several lines', `${pretty}\n{"c":1}\n`, [pretty, '{"c":1}']],
    ['a list on a line', '{"kind":"EventList","items":[{"a":1},{"b":2}]}\n', ['{"a":1}', '{"b":2}']],
    ['a line that breaks off', '{"a":{"b":1\n{"c":1}\n', ['{"a":{"b":1', '{"c":1}']],
    ['NUL bytes between lines', '\0\0\0{"a":1}\n\0\0text\n', ['{"a":1}', 'text']],
    ['NUL bytes within a line', 'te\0xt\n', ['te\0xt']],
    ['a last line without its end', '{"a":1}\nte', ['{"a":1}', 'te']],
    ['nothing', ' \n\r\n\0', []],
  ])('%s', (_name, text, lines) => {
    expect(cut(text)).toMatchObject({ lines, from: text.length });
  });

  test.each<[string, string, string[], number]>([
    ['a line of text', '{"a":1}\nte', ['{"a":1}'], 8],
    ['JSON that is not complete', '{"a":1}\n{"b":\n  1,\n', ['{"a":1}'], 8],
    ['but not for the end of a line that is complete', '{"a":1}', ['{"a":1}'], 7],
  ])('waits for the rest of %s', (_name, text, lines, from) => {
    expect(cut(text, { final: false })).toMatchObject({ lines, from });
  });

  test('a line that is too long is kept in pieces, of which none passes for an event', () => {
    const long = `{"x":"${'-'.repeat(13)}{"auditID":"1"}`;
    const { lines, reasons } = cut(`{"a":1}\n${long}\n{"b":1}\n`, { maxLineBytes: 20 });
    expect(lines).toEqual(['{"a":1}', long.slice(0, 20), long.slice(20), '{"b":1}']);
    expect(reasons).toEqual([undefined, 'too-large', 'too-large', undefined]);
  });

  test('a long line whose end is the last byte that is seen is not cut behind it', () => {
    const text = `${'x'.repeat(79)}\n{"a":1}\n`;
    const lines = ['x'.repeat(40), 'x'.repeat(39), '{"a":1}'];
    for (const visible of [1, 40, 80, 100]) expect(cut(text, { visible, maxLineBytes: 40 }).lines).toEqual(lines);
  });

  test('a list of more events than a record holds is kept whole', () => {
    const list = `{"kind":"EventList","items":[${'{},'.repeat(MAX_LIST_EVENTS)}{}]}`;
    expect(cut(`${list}\n`, { maxLineBytes: 1_000_000 })).toMatchObject({ lines: [list], reasons: ['too-many'] });
  });

  test('gives the same lines however much is seen at a time', () => {
    const line = fc.constantFrom(
      '{"a":1}\n',
      `${pretty}\n`,
      'text\n',
      '{"a":{"b":\n',
      '\0\0',
      '\r\n',
      'x'.repeat(50),
      '{"c":2}',
    );
    const options = { maxLineBytes: 40 };
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 60 }), (parts, visible) => {
        const text = `${parts.join('')}\n`;
        expect(cut(text, { ...options, visible })).toEqual(cut(text, options));
      }),
    );
  });

  test('gives every byte but what stands between lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '"', 'a', '\n', ' ', ':', '1') }), (text) => {
        const { lines, from } = cut(text, { maxLineBytes: 5 });
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(from).toBe(text.length);
      }),
    );
  });
});
