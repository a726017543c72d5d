import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWordSearch } from './word-search.ts';

const WORDS = [
  'secret',
  '[.:"]eyJ[h-z0-6]\\w',
  'token[^a-z]',
  'PRIVATE KEY',
  '\\\\u00[4-7][0-9a-f]',
  'abcabc',
  'bcabca',
];

function found(words: readonly string[], ignoresCase: boolean, bytes: Uint8Array): string[] {
  const places: string[] = [];
  const search = createWordSearch(words.map((word) => ({ word, ignoresCase, tell: word })));
  search(bytes, (word, at) => places.push(`${word} at ${at}`) > 0);
  return places.sort();
}

/** What the same characters find as a regular expression, one place after the other. */
function expected(words: readonly string[], ignoresCase: boolean, text: string): string[] {
  const lasts = words.map((word) => (word.match(/\[(?:\\.|[^\]\\])+\]|\\.|./g) ?? []).slice(-6).join(''));
  return lasts
    .flatMap((last, i) =>
      Array.from(
        text.matchAll(new RegExp(`(?=${last})`, ignoresCase ? 'gi' : 'g')),
        ({ index }) => `${words[i]} at ${index}`,
      ),
    )
    .sort();
}

test('words are found wherever they stand, and nothing else', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'secret',
      'SeCret',
      '.eyJhX',
      'token"',
      'tokens',
      'PRIVATE KEY',
      '\\u0061',
      'abcabcabca',
      'sec',
      'ret',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.nat(7), fc.boolean(), (pieces, offset, ignoresCase) => {
      const text = pieces.join('');
      const whole = Buffer.from(`${'x'.repeat(offset)}${text}secret`);
      const bytes = new Uint8Array(new Uint8Array(whole).buffer, offset, Buffer.byteLength(text));
      expect(found(WORDS, ignoresCase, bytes)).toEqual(
        expected(WORDS, ignoresCase, Buffer.from(text).toString('latin1')),
      );
    }),
    { numRuns: 500 },
  );
});

test('a search ends when it is told to', () => {
  let times = 0;
  const search = createWordSearch([{ word: 'secret', ignoresCase: false, tell: 1 }]);
  search(Buffer.from('secret '.repeat(100)), () => ++times < 3);
  expect(times).toBe(3);
});

test('a word of less than six characters is refused', () => {
  expect(() => createWordSearch([{ word: '[a-z]oken', ignoresCase: false, tell: 1 }])).toThrow('six');
});
