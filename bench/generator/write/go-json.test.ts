import { describe, expect, it } from 'vitest';
import { formatMicros } from '../../../src/event/time.ts';
import { goJson, goMap } from './go-json.ts';
import { createTimeText } from './time-text.ts';

describe('goJson', () => {
  it.each([
    ['a<b', '"a\\u003cb"'],
    ['a>b', '"a\\u003eb"'],
    ['a&b', '"a\\u0026b"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    ['"quoted"\n', '"\\"quoted\\"\\n"'],
    ['ü', '"ü"'],
    [{ b: 1, a: null }, '{"b":1,"a":null}'],
  ])('%j', (value, text) => {
    expect(goJson(value)).toBe(text);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('sorts a map', () => {
    expect(goJson(goMap({ b: 1, a: 2, B: 3 }))).toBe('{"B":3,"a":2,"b":1}');
  });
});

describe('createTimeText', () => {
  it('agrees with formatMicros whatever the order of times', () => {
    const timeText = createTimeText();
    const start = 1_772_442_000_000_000;
    for (const offset of [0, 1, 999, 1_000, 999_999, 1_000_000, 3, 86_400_000_000, 999_001]) {
      expect(timeText(start + offset)).toBe(formatMicros(start + offset));
    }
  });
});
