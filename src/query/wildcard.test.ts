import { describe, expect, it } from 'vitest';
import { createWildcardTest } from './wildcard.ts';

describe('createWildcardTest', () => {
  it.each([
    ['a*', 'abc', true],
    ['a*', 'ba', false],
    ['*c', 'abc', true],
    ['*b*', 'abc', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*aa*aa*', 'aaa', false],
    ['a*b', 'a\nb', true],
    ['*', '', true],
  ])('%s on %j is %s', (pattern, text, matches) => {
    expect(createWildcardTest(pattern.split('*'))(text)).toBe(matches);
  });

  it('does not go back', () => {
    const test = createWildcardTest(`${'a*'.repeat(16)}b`.split('*'));
    const started = performance.now();
    expect(test('a'.repeat(1_000_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
