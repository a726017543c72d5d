import { expect, test } from 'vitest';
import { estimateText, moreOrLess, share } from './sizes.ts';

test.each([
  [{ bytes: 1_200_000 }, '1.2 MB', '1.2 MB more'],
  [{ bytes: 1_200_000, estimatedBytes: 1 }, '~1.2 MB', '~1.2 MB more'],
  [{ bytes: 0, unknownBodies: 3 }, '~0 B', '~0 B'],
  [{ bytes: 0 }, '0 B', '0 B'],
])('%j', (size, text, signed) => {
  expect(estimateText(size)).toBe(text);
  expect(moreOrLess(size)).toBe(signed);
});

test('what is less says so', () => expect(moreOrLess({ bytes: -3_000, estimatedBytes: -1 })).toBe('~3.0 kB less'));

test.each([
  [60, 100, '−40 %'],
  [100, 100, 'the same'],
  [250, 100, '+150 %'],
  [1, 0, ''],
])('%d after %d: %s', (bytes, before, text) => expect(share(bytes, before)).toBe(text));
